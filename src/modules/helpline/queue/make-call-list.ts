import { z } from 'zod'
import { askForCallBacks, callOffCallBacks } from '#modules/callbacks'
import { command, type Work } from '#platform/command'
import { needed, oneOf, words } from '#platform/fields'
import { newId } from '#platform/ids'
import { done, type Outcome, refuse } from '#platform/outcome'
import { NEED_CODES } from '../requests/request'
import { readCallList } from './call-list.queries'
import { MOST, mayBeReached, peopleChosen } from './chosen-people'

export const CHOICES = {
  references: 'The people, devices or loans I list below',
  borrowers: 'Everyone who has a device of one kind or model now',
  late: 'Everyone whose loan is late',
  need: 'Everyone with an open request for one thing',
} as const
export type Choice = keyof typeof CHOICES

const isPressing = ['usual', 'soon', 'now'] as const

export const callListForm = z
  .object({
    name: needed('Enter a name for the list, such as Tablets called back'),
    why: needed('Enter in one line why we ring'),
    script: words(2000),
    choose: oneOf(Object.keys(CHOICES) as [Choice, ...Choice[]], 'Choose whom to ring'),
    references: words(20_000),
    model: words(100),
    need: z
      .preprocess((value) => value || null, z.enum(NEED_CODES, { error: 'Choose what they asked for' }).nullable())
      .default(null),
    priority: z.preprocess((value) => value || 'usual', z.enum(isPressing, { error: 'Choose how pressing it is' })),
  })
  .refine(({ choose, references }) => choose !== 'references' || references !== '', {
    path: ['references'],
    error: 'Enter references, such as P-9001, DK-9017 or L-9004',
  })
  .refine(({ choose, model }) => choose !== 'borrowers' || model !== '', {
    path: ['model'],
    error: 'Enter a kind or a model, such as tablet or Lenovo M10',
  })
  .refine(({ choose, need }) => choose !== 'need' || need !== null, { path: ['need'], error: 'Choose what they asked for' })
export type CallListInput = z.output<typeof callListForm>

const unknownWords = (unknown: readonly string[]): string =>
  `We cannot find ${unknown.slice(0, 8).join(', ')}${unknown.length > 8 ? ` and ${unknown.length - 8} more` : ''}, or they are not out on loan now. Check, then send again`

const TOO_MANY = `That is more than ${MOST.toLocaleString('en-GB')} people. Choose fewer, such as one model`

const OF_NOBODY = 'That is nobody we may get in touch with. Choose others'

interface Listed {
  readonly people: readonly string[]
  /** How many it was for whom we may not get in touch with. */
  readonly leftOut: number
}

const nobody = (says: string) => ({ ...refuse('nobody', says, 'choose'), status: 422 })

const chosen = async (work: Work, input: CallListInput): Promise<Outcome<Listed>> => {
  const found = await peopleChosen(work.tx, work.allianceId, work.today, input)
  if (found.unknown.length > 0) return { ...refuse('unknown-references', unknownWords(found.unknown), 'references'), status: 422 }
  if (found.people.length > MOST) return { ...refuse('too-many', TOO_MANY, 'choose'), status: 422 }
  if (found.people.length === 0) return nobody('That is nobody. Choose others')
  const people = await mayBeReached(work.tx, work.allianceId, found.people)
  return people.length > 0 ? done({ people, leftOut: found.people.length - people.length }) : nobody(OF_NOBODY)
}

/**
 * Puts many people in the queue of calls for one purpose. They are rung by the same rules as anyone; whom we may not get in touch
 * with is left out, and counted. Refuses references nobody has.
 */
export const makeCallList = command('call-list.make', async (work, input: CallListInput) => {
  const found = await chosen(work, input)
  if (!found.ok) return found
  const { tx, allianceId, actor, at } = work
  const { leftOut } = found.value
  const id = newId(at)
  const about = { type: 'call_list', id }
  await tx
    .insertInto('call_list')
    .values({
      ...{ alliance_id: allianceId, id, name: input.name, why: input.why, script: input.script },
      ...{ made_at: at, made_by: actor.accountId, left_out: leftOut },
    })
    .execute()
  const { why, script, priority } = input
  const asked = found.value.people.map((person) => ({ person, about, why, script, priority, cause: `${id} ${person}` }))
  await askForCallBacks(work, asked)
  const people = asked.length
  return done({ id, people }, { about, detail: { name: input.name, people, ...(leftOut > 0 && { leftOut }) } })
})

/** Stops a list: whoever was not reached is not rung for it any more. */
export const stopCallList = command('call-list.stop', async (work, { id }: { readonly id: string }) => {
  const stopped = await work.tx
    .updateTable('call_list')
    .set({ stopped_at: work.at })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', id)
    .where('stopped_at', 'is', null)
    .returning('name')
    .executeTakeFirst()
  if (!stopped) return refuse((await readCallList(work.tx, work.allianceId, id)) ? 'moved-on' : 'not-found')
  const about = { type: 'call_list', id }
  const people = await callOffCallBacks(work, about)
  return done({ id }, { about, detail: { name: stopped.name, people } })
})
