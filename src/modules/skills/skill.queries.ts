import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { Answers, Moment } from './skill-check'

export interface TakenCheck {
  readonly moment: Moment
  readonly taken_on: string
  readonly answers: Answers
}

/** The checks taken with a request, by moment. */
export const readChecks = async (tx: Tx, allianceId: string, requestId: string): Promise<Partial<Record<Moment, TakenCheck>>> => {
  const { rows } = await sql<TakenCheck>`
    select c.moment, c.taken_on, jsonb_object_agg(s.code, a.answer) as answers
    from skill_check c
    join skill_check_answer a on a.alliance_id = c.alliance_id and a.skill_check_id = c.id
    join skill s on s.alliance_id = a.alliance_id and s.id = a.skill_id
    where c.alliance_id = ${allianceId} and c.request_id = ${requestId}::uuid
    group by c.moment, c.taken_on`.execute(tx)
  return Object.fromEntries(rows.map((row) => [row.moment, row]))
}

/** How many sessions practised each skill, by code. */
export const practised = async (tx: Tx, allianceId: string): Promise<Map<string, number>> => {
  const rows = await tx
    .selectFrom('skill as s')
    .innerJoin('session_skill as p', (join) => join.onRef('p.skill_id', '=', 's.id').onRef('p.alliance_id', '=', 's.alliance_id'))
    .select((row) => ['s.code', row.fn.countAll<number>().as('sessions')])
    .where('s.alliance_id', '=', allianceId)
    .groupBy('s.code')
    .execute()
  return new Map(rows.map(({ code, sessions }) => [code, sessions]))
}
