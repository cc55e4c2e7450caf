import { z } from 'zod'
import type { SafeWindow } from '#modules/reach'
import type { Ask, Route } from '#platform/http/ask'
import { form, refused } from '#platform/http/routes'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { formatPhone } from '#ui/format'
import { theirTurn } from '../find-person'
import { readPerson } from '../person.queries'
import { planForm } from './plan'
import { endPlanPage, planPage } from './plan.page'
import { type PlanRow, planInWords } from './plan-words'
import { endPlan, savePlan } from './save-plan'

const wanted = (ask: Ask): string => ask.params.person ?? ''
const back = (_ask: Ask, person: { reference: string }): string => `/people/${person.reference}`

const planOf = (ask: Ask) =>
  reading(ask.ctx, 'person.safe-contact', async (tx) => {
    const person = await readPerson(tx, ask.ctx.allianceId, wanted(ask))
    if (!person) return undefined
    const plan = await tx
      .selectFrom('safe_contact_plan')
      .selectAll()
      .where('alliance_id', '=', ask.ctx.allianceId)
      .where('person_id', '=', person.id)
      .executeTakeFirst()
    return { person, plan }
  })

/** Days with the same hours are one stretch of the form. */
const windowFields = (windows: readonly SafeWindow[]): Record<string, string | string[]> =>
  Object.fromEntries(
    [...Map.groupBy(windows, ({ from, until }) => `${from} ${until}`).values()].flatMap((alike, at) => [
      [`day${at + 1}`, alike.map(({ day }) => day)],
      [`from${at + 1}`, alike[0]?.from ?? ''],
      [`until${at + 1}`, alike[0]?.until ?? ''],
    ]),
  )

const yes = (value: boolean): string => (value ? 'yes' : '')

const planNow = async (ask: Ask): Promise<Record<string, string | string[]>> => {
  const read = await planOf(ask)
  if (!read.ok || !read.value.plan) return { neverText: 'yes', neverWrite: 'yes' }
  const { plan } = read.value
  return {
    words: plan.words,
    safeNumber: plan.safe_number ? formatPhone(plan.safe_number) : '',
    safeEmail: plan.safe_email ?? '',
    ourName: plan.our_name,
    voicemailOk: yes(plan.voicemail_ok),
    neverText: yes(plan.never_text),
    neverWrite: yes(plan.never_write),
    ...windowFields(plan.safe_windows as SafeWindow[]),
  }
}

/** A person's safe contact plan. */
export const safeContactRoutes: readonly Route[] = [
  ...form({
    path: '/people/:person/safe-contact',
    action: 'person.safe-contact',
    edits: theirTurn,
    schema: planForm,
    fill: planNow,
    show: async (ask, attempt) => {
      const read = await planOf(ask)
      return read.ok ? planPage(ask, attempt, read.value.person, read.value.plan !== undefined) : refused(read)
    },
    act: (ask, input) => savePlan(ask.ctx, { ...input, reference: wanted(ask) }),
    next: back,
  }),
  ...form({
    path: '/people/:person/safe-contact/end',
    action: 'person.safe-contact',
    schema: z.object({}),
    // What a colleague wrote into the plan meanwhile is seen before it goes.
    edits: theirTurn,
    fill: planNow,
    show: async (ask, attempt) => {
      const read = await planOf(ask)
      if (!read.ok) return refused(read)
      const { person, plan } = read.value
      return plan ? endPlanPage(ask, attempt, person, planInWords(plan as PlanRow)) : refused(refuse('moved-on'))
    },
    act: (ask) => endPlan(ask.ctx, { reference: wanted(ask) }),
    next: back,
  }),
]
