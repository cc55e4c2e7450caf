import { londonDate } from '#platform/clock'
import type { Work } from '#platform/command'
import { newId } from '#platform/ids'
import { type EndedCall, endCalls } from './end-calls'
import { letGo } from './hold'
import { callBacksOf, type QueueRow, triesOf } from './queue.queries'
import { isEnough, nextTry, partOf, type Try } from './try-rules'

export type TryResult = 'spoke' | 'voicemail' | 'no_answer' | 'wrong_number' | 'refused' | 'call_again' | 'language_line'

export interface Tried {
  /** The person's id. */
  readonly person: string
  /** The call-backs that were talked about: they end when somebody answered. */
  readonly about: readonly string[]
  readonly result: TryResult
  readonly call: string
  /** When they asked us to ring again. */
  readonly again?: Date
}

/** Nobody answered: it counts as one of the tries. */
const MISSED: readonly TryResult[] = ['voicemail', 'no_answer', 'wrong_number']
const ANSWERED: readonly TryResult[] = ['spoke', 'refused']
const HALF_AN_HOUR = 30 * 60_000

const writeTries = async (work: Work, { call, result }: Tried, rang: readonly EndedCall[]): Promise<void> => {
  const { tx, allianceId, actor, at } = work
  if (rang.length === 0) return
  const on = londonDate(at)
  const rows = rang.map(({ id }, turn) => ({
    ...{ alliance_id: allianceId, id: newId(at, turn), call_back_id: id, account_id: actor.accountId, call_id: call },
    ...{ tried_at: at, tried_on: on, part: partOf(at), result },
  }))
  await tx.insertInto('call_back_try').values(rows).execute()
}

/** Puts a call-back off to its next window; `counts` when this was one of the tries. */
const putOff = async (
  { tx, allianceId }: Work,
  id: string,
  due: { from: Date; until?: Date },
  counts: boolean,
): Promise<void> => {
  await tx
    .updateTable('call_back')
    .set((row) => ({ due_from: due.from, due_until: due.until ?? null, tries: row('tries', '+', counts ? 1 : 0) }))
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .execute()
}

const missed = async (work: Work, person: string, rang: readonly QueueRow[]): Promise<QueueRow[]> => {
  const tries = await triesOf(
    work.tx,
    work.allianceId,
    rang.map(({ id }) => id),
  )
  const counted = (id: string): Try[] =>
    tries.filter((one) => one.call_back_id === id && MISSED.includes(one.result as TryResult))
  for (const { id } of rang) await putOff(work, id, nextTry(counted(id), work.at), true)
  const cannot = (await callBacksOf(work.tx, work.allianceId, person, work.at)).filter(({ can_ring }) => !can_ring)
  const enough = rang.filter(({ id }) => isEnough(counted(id)) || cannot.some((one) => one.id === id))
  await endCalls(work, 'giveUp', enough)
  return enough
}

/**
 * What came of ringing a person, for every call we owe them, in the transaction of the call. Gives the call-backs we now give up:
 * whoever asks must use the way that is left.
 */
export const recordTry = async (work: Work, tried: Tried): Promise<readonly QueueRow[]> => {
  const { person, about, result, again } = tried
  const owed = await callBacksOf(work.tx, work.allianceId, person, work.at)
  const named = owed.filter(({ id }) => about.includes(id))
  await letGo(work)
  const rang = MISSED.includes(result) ? owed.filter(({ id, due_from }) => about.includes(id) || due_from <= work.at) : named
  await writeTries(work, tried, rang)
  if (MISSED.includes(result)) return missed(work, person, rang)
  if (ANSWERED.includes(result)) await endCalls(work, 'reach', named)
  const later = again ?? (result === 'call_again' ? nextTry([], work.at).from : new Date(work.at.getTime() + HALF_AN_HOUR))
  if (!ANSWERED.includes(result)) for (const { id } of named) await putOff(work, id, { from: later }, false)
  return []
}
