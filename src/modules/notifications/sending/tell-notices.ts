import { sql } from 'kysely'
import type { Work } from '#platform/command'
import { noticeMoves } from '../notice.moves'

export const NOT_NEEDED = 'Not needed any more'

export interface Carried {
  readonly id: string
  readonly person_id: string
  readonly template: string
  readonly about_type: string
  readonly about_id: string
}

export const carriedBy = async (
  { tx, allianceId }: Work,
  messages: readonly string[],
): Promise<(Carried & { message_id: string })[]> => {
  const { rows } = await sql<Carried & { message_id: string }>`
    select n.id, n.person_id, n.template, n.about_type, n.about_id, mn.message_id from message_notice mn
    join notice n on n.alliance_id = mn.alliance_id and n.id = mn.notice_id
    where mn.alliance_id = ${allianceId} and mn.message_id = any(${messages}::uuid[]) order by n.id`.execute(tx)
  return rows
}

/** Which of these messages would tell something that is over: it was being handed over then, and came back. */
export const carriesOver = async ({ tx, allianceId }: Work, messages: readonly string[]): Promise<ReadonlySet<string>> => {
  if (messages.length === 0) return new Set()
  const { rows } = await sql<{ message_id: string }>`
    select distinct mn.message_id from message_notice mn
    join notice n on n.alliance_id = mn.alliance_id and n.id = mn.notice_id
    where mn.alliance_id = ${allianceId} and mn.message_id = any(${messages}::uuid[]) and n.over_at is not null`.execute(tx)
  return new Set(rows.map(({ message_id }) => message_id))
}

const inThis = ({ tx, allianceId }: Work, ids: readonly string[]) =>
  tx.updateTable('notice').where('alliance_id', '=', allianceId).where('id', '=', sql<string>`any(${ids}::uuid[])`)

const tell = (work: Work, ids: readonly string[]) => {
  const { from, to } = noticeMoves.tell
  return inThis(work, ids).set({ status: to, because: null, ended_at: work.at }).where('status', 'in', from).execute()
}

/** Thinks these over again. What was answered was told; what is over meanwhile is told no other way, and ends. */
export const fallBack = async (work: Work, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return
  const { fallBack: again, cancel } = noticeMoves
  await inThis(work, ids)
    .set({ status: again.to, because: null, ended_at: null, plan_at: work.at })
    .where('status', 'in', again.from)
    .where('answered_at', 'is', null)
    .where('over_at', 'is', null)
    .execute()
  await inThis(work, ids)
    .set({ status: cancel.to, because: NOT_NEEDED, ended_at: work.at })
    .where('status', 'in', cancel.from)
    .where('over_at', 'is not', null)
    .execute()
}

/** Moves all that these messages carry: told, or to be thought over again. Gives what each carries. */
export const moveNotices = async (
  work: Work,
  messages: readonly string[],
  move: 'tell' | 'fallBack',
): Promise<ReadonlyMap<string, readonly Carried[]>> => {
  if (messages.length === 0) return new Map()
  const carried = await carriedBy(work, messages)
  const ids = carried.map(({ id }) => id)
  await (move === 'tell' ? tell(work, ids) : fallBack(work, ids))
  return Map.groupBy(carried, ({ message_id }) => message_id)
}
