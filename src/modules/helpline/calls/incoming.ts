import { command, type Work } from '#platform/command'
import type { Tx } from '#platform/db'
import { tellScreens } from '#platform/http/live'
import { isId } from '#platform/ids'
import { done, type Refusal, refuse } from '#platform/outcome'
import { prepared } from '#platform/prepared'
import { incomingMoves } from './incoming.moves'

/** Marks a call the telephone announced as taken by this worker. Gives its number, or undefined when it is gone or someone else's. */
export const takeIncoming = async (
  { tx, allianceId, actor }: Work,
  id: string,
): Promise<{ number: string | null } | undefined> => {
  if (!isId(id)) return undefined
  const { from, to } = incomingMoves.take
  return tx
    .updateTable('incoming_call')
    .set({ status: to, taken_by: actor.accountId })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .where('status', 'in', from)
    .returning('from_number as number')
    .executeTakeFirst()
}

/** What a call that is not taken is refused with: `taken` by a colleague, by name, or by this worker, or over. */
const whyNot = async ({ tx, allianceId, actor }: Work, id: string): Promise<Refusal> => {
  const call = await tx
    .selectFrom('incoming_call as i')
    .leftJoin('account as a', (join) => join.onRef('a.id', '=', 'i.taken_by').onRef('a.alliance_id', '=', 'i.alliance_id'))
    .select(['i.taken_by', 'a.name'])
    .where('i.alliance_id', '=', allianceId)
    .where('i.id', '=', id)
    .executeTakeFirst()
  if (!call) return refuse('not-found')
  if (!call.taken_by) return refuse('taken', 'This call has ended.')
  return refuse(
    'taken',
    call.taken_by === actor.accountId ? 'You have taken this call already.' : `${call.name} has taken this call.`,
  )
}

/** Takes a call that rings: of two workers who press at once, one does. Refuses `taken`, and says who has it. */
export const answerIncoming = command('call.take-incoming', async (work, { id }: { readonly id: string }) => {
  const taken = await takeIncoming(work, id)
  if (!taken) return whyNot(work, id)
  tellScreens(work, 'calls')
  return done({ id, number: taken.number }, { about: { type: 'incoming_call', id } })
})

/** A call nobody answered within this time is no longer offered. */
const RINGS_FOR_MS = 10 * 60_000

/** As the style sheet counts them, which takes a call off a screen that is open, whatever the telephone says or does not say. */
const GOES_IN_STEPS_OF_MS = 10_000

const goesIn = (rangAt: Date, at: Date): number =>
  Math.max(1, Math.ceil((rangAt.getTime() + RINGS_FOR_MS - at.getTime()) / GOES_IN_STEPS_OF_MS))

const ringingSince = prepared((tx, allianceId: string, account: string | null, since: Date) =>
  tx
    .selectFrom('incoming_call')
    .select(['id', 'from_number', 'rang_at', 'for_account'])
    .where('alliance_id', '=', allianceId)
    .where('status', 'in', incomingMoves.take.from)
    .where((row) => row('rang_at', '>', since))
    .where((row) => row.or([row('for_account', 'is', null), row('for_account', '=', account)]))
    .orderBy('rang_at')
    .limit(10),
)

/** Calls that ring now for this worker, or for whoever is free, with everyone known by that number. */
export const ringing = async (tx: Tx, allianceId: string, account: string | null, at: Date) => {
  const calls = await ringingSince(tx, allianceId, account, new Date(at.getTime() - RINGS_FOR_MS))
  const numbers = calls.map(({ from_number }) => from_number).filter((number) => number !== null)
  const people = numbers.length === 0 ? [] : await knownBy(tx, allianceId, numbers)
  return calls.map((call) => ({
    ...call,
    /** After how many steps it is not taken for ringing any more. */
    goesIn: goesIn(call.rang_at, at),
    people: people.filter(({ number }) => number === call.from_number),
  }))
}

const knownBy = (tx: Tx, allianceId: string, numbers: readonly string[]) =>
  tx
    .selectFrom('person_phone as t')
    .innerJoin('person as p', (join) => join.onRef('p.id', '=', 't.person_id').onRef('p.alliance_id', '=', 't.alliance_id'))
    .select(['t.number', 'p.reference', 'p.name', 'p.known_as', 'p.birth_year'])
    .where('t.alliance_id', '=', allianceId)
    .where('t.number', 'in', [...numbers])
    .where('p.merged_into', 'is', null)
    .orderBy('p.name')
    .orderBy('p.id')
    .limit(20)
    .execute()

export type RingingCall = Awaited<ReturnType<typeof ringing>>[number]
