import { sql } from 'kysely'
import type { Reasons, Work } from '#platform/command'
import type { CallStep } from '#platform/module'
import { done, type Outcome, type Refusal, refuse } from '#platform/outcome'
import { closeRequest } from '../requests/close-request'
import { planRequest } from '../requests/plan-request'
import { recordRequest } from '../requests/record-request'
import { OPEN } from '../requests/request.moves'
import {
  askFirst,
  type CallInput,
  dayOf,
  hasPick,
  leavesOpen,
  NEW_REQUEST,
  NEXT_STEPS,
  opensNone,
  ringsCaller,
  STEP_PICKS,
  spokeFor,
} from './call'
import type { Known } from './who-called'

const stepOf = (input: CallInput, today: string) => {
  const { next, nextWords, agreed } = input
  // Who asked is on the request, and in no words of it: they may be erased.
  const step = next === 'ring' && ringsCaller(input) ? 'Ring back whoever asked' : NEXT_STEPS[next]
  const words = next === 'other' && nextWords ? nextWords : [step, nextWords].filter(Boolean).join(': ')
  return { nextAction: askFirst(agreed) + words, nextActionOn: leavesOpen(next) ? dayOf(input) : today }
}

/** How these steps end a request on the call itself: one that was open before goes on when they are only shown where to go. */
const END = {
  sorted: { outcome: 'helped', whatChanged: 'Sorted during the call' },
  signpost: { outcome: 'signposted', whatChanged: '' },
} as const

const endOf = ({ next }: CallInput) => (next === 'sorted' || next === 'signpost' ? END[next] : null)

/** Who was on the call: whom it is about, and who rang for them, where somebody did. */
interface OnCall {
  readonly person: Known
  readonly caller: Known | null
}

const askerOf = ({ standing, agreed }: CallInput, caller: Known | null) =>
  caller && standing && agreed ? { asker: { id: caller.id, standing, agreed } } : {}

const openAnew = async (work: Work, input: CallInput, { person, caller }: OnCall): Promise<Outcome<Known>> => {
  const asked = { words: input.notes.slice(0, 4000), needs: input.needs, barriers: input.barriers, theme: input.theme }
  const opened = await recordRequest.within(work, {
    ...asked,
    ...stepOf(input, work.today),
    ...askerOf(input, caller),
    personId: person.id,
    source: input.direction === 'in' ? 'call' : 'desk',
  })
  const end = endOf(input)
  if (!opened.ok || !end) return opened
  // Whoever rang for them heard on this very call what came of it.
  const closed = await closeRequest.within(work, { ...end, id: opened.value.id, tellNobody: true })
  return closed.ok ? done(opened.value, ...opened.happened, ...closed.happened) : closed
}

/** Finds an open request of this very person, and adds what they also need. */
const addTo = async ({ tx, allianceId }: Work, input: CallInput, personId: string): Promise<Known | undefined> => {
  const both = (column: 'needs' | 'barriers') =>
    sql<string[]>`array(select distinct unnest(${sql.ref(column)} || ${[...input[column]]}::text[]))`
  return tx
    .updateTable('request')
    .set({ needs: both('needs'), barriers: both('barriers'), ...(input.theme && { theme: input.theme }) })
    .where('alliance_id', '=', allianceId)
    .where('reference', '=', input.request.toUpperCase())
    .where('person_id', '=', personId)
    .where('status', 'in', OPEN)
    .returning(['id', 'reference'])
    .executeTakeFirst()
}

const goOnWith = async (work: Work, input: CallInput, personId: string): Promise<Outcome<Known>> => {
  const request = await addTo(work, input, personId)
  if (!request) return refuse('moved-on')
  if (opensNone(input.next) || input.next === 'signpost') return done(request)
  const end = endOf(input)
  const moved = end
    ? await closeRequest.within(work, { ...end, id: request.id })
    : await planRequest.within(work, { ...stepOf(input, work.today), id: request.id })
  return moved.ok ? done(request, ...moved.happened) : moved
}

/** The request this call opens, goes on with, or ends; null when it needs none. */
export const requestOfCall = async (work: Work, input: CallInput, on: OnCall): Promise<Outcome<Known | null>> => {
  const isNew = (input.request || NEW_REQUEST) === NEW_REQUEST
  if (!isNew) return goOnWith(work, input, on.person.id)
  return opensNone(input.next) ? done(null) : openAnew(work, input, on)
}

/** Where the desk asks for the day and the time that a step may refuse. */
const WHEN_FIELDS: Readonly<Record<string, string>> = { date: 'nextOn', time: 'pickTime' }

const atStep = (refusal: Refusal, next: keyof typeof STEP_PICKS): Refusal => ({
  ...refusal,
  field: WHEN_FIELDS[refusal.field ?? ''] ?? STEP_PICKS[next],
})

/** What the database may say of the step that was chosen, at the desk's own fields. */
export const reasonsOfStep = ({ next }: CallInput, steps: readonly CallStep[]): Reasons => {
  if (!hasPick(next)) return {}
  const reasons = Object.entries(steps.find(({ step }) => step === next)?.reasons ?? {})
  return Object.fromEntries(reasons.map(([constraint, refusal]) => [constraint, atStep(refusal, next)]))
}

/** Does what was chosen under the next step, where a module offers it, and makes it the request's next step. */
export const takeStep = async (
  work: Work,
  input: CallInput & { readonly site?: string },
  who: { readonly person: Known; readonly request: Known | null },
  steps: readonly CallStep[],
): Promise<Outcome<null>> => {
  if (!hasPick(input.next)) return done(null)
  const field = STEP_PICKS[input.next]
  const choice = input[field]
  const step = steps.find((one) => one.step === input.next)
  if (!step || !choice) return done(null)
  const site = input.agreed === 'not_yet' ? undefined : input.site
  const taken = await step.take(work, {
    ...who,
    choice,
    on: input.nextOn,
    time: input.pickTime,
    words: input.nextWords,
    site,
    onBehalf: spokeFor(input),
  })
  if (!taken.ok) return atStep(taken, input.next)
  if (!who.request) return done(null, ...taken.happened)
  const planned = await planRequest.within(work, { id: who.request.id, ...taken.value })
  return planned.ok ? done(null, ...taken.happened, ...planned.happened) : planned
}
