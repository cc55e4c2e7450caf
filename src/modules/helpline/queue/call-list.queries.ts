import { sql } from 'kysely'
import type { CallBackStatus } from '#modules/callbacks'
import type { Tx } from '#platform/db'

/** So many are shown one by one. */
const SHOWN = 1000

/** A list with how far it has got. */
export const readCallList = (tx: Tx, allianceId: string, id: string) =>
  tx
    .selectFrom('call_list as l')
    .leftJoin('account as a', (join) => join.onRef('a.id', '=', 'l.made_by').onRef('a.alliance_id', '=', 'l.alliance_id'))
    .selectAll('l')
    .select('a.name as maker')
    .where('l.alliance_id', '=', allianceId)
    .where('l.id', '=', id)
    .executeTakeFirst()

/** The people of a list and how it stands with each; someone kept apart from the reader is left out. */
export const peopleOfList = (tx: Tx, allianceId: string, id: string) =>
  tx
    .selectFrom('call_back as c')
    .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'c.person_id').onRef('p.alliance_id', '=', 'c.alliance_id'))
    .select(['c.id', 'c.status', 'c.tries', 'c.due_from', 'p.reference as person', 'p.name'])
    .where('c.alliance_id', '=', allianceId)
    .where('c.about_type', '=', 'call_list')
    .where('c.about_id', '=', id)
    .orderBy(sql`c.status = 'waiting' desc`)
    .orderBy('p.name')
    .orderBy('c.id')
    .limit(SHOWN)
    .execute()

export type Tally = Partial<Record<CallBackStatus, number>>

/** How many of a list stand how, all of them counted. */
export const tallyOfList = async (tx: Tx, allianceId: string, id: string): Promise<Tally> => {
  const { rows } = await sql<{ status: CallBackStatus; n: number }>`
    select status, count(*)::integer as n from call_back
    where alliance_id = ${allianceId} and about_type = 'call_list' and about_id = ${id} group by status`.execute(tx)
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]))
}

export type CallListRecord = NonNullable<Awaited<ReturnType<typeof readCallList>>>
export type OnList = Awaited<ReturnType<typeof peopleOfList>>[number]
