import { sql } from 'kysely'
import type { Work } from '#platform/command'
import { noticeMoves } from '../notice.moves'

type Told = keyof Pick<typeof noticeMoves, 'tell' | 'fallBack'>

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

/** Moves all that these messages carry: told, or to be thought over again. Gives what each carries. */
export const moveNotices = async (
  work: Work,
  messages: readonly string[],
  move: Told,
): Promise<ReadonlyMap<string, readonly Carried[]>> => {
  if (messages.length === 0) return new Map()
  const { tx, allianceId, at } = work
  const { from, to } = noticeMoves[move]
  const carried = await carriedBy(work, messages)
  await tx
    .updateTable('notice')
    .set({ status: to, because: null, ...(move === 'tell' ? { ended_at: at } : { ended_at: null, plan_at: at }) })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', sql<string>`any(${carried.map(({ id }) => id)}::uuid[])`)
    .where('status', 'in', from)
    .$if(move === 'fallBack', (query) => query.where('answered_at', 'is', null))
    .execute()
  return Map.groupBy(carried, ({ message_id }) => message_id)
}
