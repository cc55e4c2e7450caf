import { londonDate } from '#platform/clock'
import type { Work } from '#platform/command'
import { newId } from '#platform/ids'
import { changing } from './changing'
import { type EndedCall, endCalls } from './end-calls'
import { letGo } from './hold'
import { callBacksOf, type QueueRow, triesOf } from './queue.queries'
import { nextTry, ringFrom } from './ring-days'
import { isEnough, partOf, type Try } from './try-rules'

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

/** A call that is still owed, and stands on another day now. */
export interface PutOff {
  readonly about_type: string
  readonly about_id: string
  /** The days it stood on: from the first on which we might ring to the last by which we said we would. */
  readonly was: readonly string[]
  readonly on: string
}

/** What came of ringing: the calls we give up, and those that are put off. */
export interface TryOutcome {
  readonly gaveUp: readonly QueueRow[]
  readonly putOff: readonly PutOff[]
}

const NOTHING: TryOutcome = { gaveUp: [], putOff: [] }

/** Puts a call-back off to its next window; `counts` when this was one of the tries. */
const putOff = async (
  work: Work,
  { id, about_type, about_id, due_from, due_until }: QueueRow,
  due: { from: Date; until?: Date },
  counts: boolean,
): Promise<PutOff> => {
  await changing(work)
    .updateTable('call_back')
    .set((row) => ({ due_from: due.from, due_until: due.until ?? null, tries: row('tries', '+', counts ? 1 : 0) }))
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', id)
    .execute()
  return { about_type, about_id, was: [due_from, due_until ?? due_from].map(londonDate), on: londonDate(due.from) }
}

const missed = async (work: Work, person: string, rang: readonly QueueRow[]): Promise<TryOutcome> => {
  const tries = await triesOf(
    work.tx,
    work.allianceId,
    rang.map(({ id }) => id),
  )
  const counted = (id: string): Try[] =>
    tries.filter((one) => one.call_back_id === id && MISSED.includes(one.result as TryResult))
  const off = new Map<string, PutOff>()
  for (const one of rang) off.set(one.id, await putOff(work, one, nextTry(counted(one.id), work.at, one.safe_windows), true))
  const cannot = (await callBacksOf(work.tx, work.allianceId, person, work.at)).filter(({ can_ring }) => !can_ring)
  const enough = rang.filter(({ id }) => isEnough(counted(id)) || cannot.some((one) => one.id === id))
  await endCalls(work, 'giveUp', enough)
  for (const { id } of enough) off.delete(id)
  return { gaveUp: enough, putOff: [...off.values()] }
}

/** When to ring again somebody who answered and could not talk: as they said, the next day, or in half an hour for a language line. */
const laterFor = ({ at }: Work, { result, again }: Tried, { safe_windows }: QueueRow): Date => {
  if (again) return again
  return result === 'call_again'
    ? nextTry([], at, safe_windows).from
    : ringFrom(new Date(at.getTime() + HALF_AN_HOUR), safe_windows)
}

/**
 * What came of ringing a person, for every call we owe them, in the transaction of the call. Of the call-backs we now give up, whoever
 * asks must use the way that is left; what is planned for the day of one that is put off goes with it.
 */
export const recordTry = async (work: Work, tried: Tried): Promise<TryOutcome> => {
  const { person, about, result } = tried
  const owed = await callBacksOf(work.tx, work.allianceId, person, work.at)
  const named = owed.filter(({ id }) => about.includes(id))
  await letGo(work)
  const rang = MISSED.includes(result) ? owed.filter(({ id, due_from }) => about.includes(id) || due_from <= work.at) : named
  await writeTries(work, tried, rang)
  if (MISSED.includes(result)) return missed(work, person, rang)
  if (ANSWERED.includes(result)) {
    await endCalls(work, 'reach', named)
    return NOTHING
  }
  const off: PutOff[] = []
  for (const one of named) off.push(await putOff(work, one, { from: laterFor(work, tried, one) }, false))
  return { ...NOTHING, putOff: off }
}
