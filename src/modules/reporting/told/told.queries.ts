import { sql } from 'kysely'
import { THEME_CODES, type Theme } from '#modules/helpline'
import type { Tx } from '#platform/db'
import type { Period } from '../period'

/** Under this many, a number may say who it was. */
export const FEW = 5

export interface Told {
  readonly theme: Theme
  readonly all: number
  readonly residents: number
  readonly partners: number
  /** Councillors and neighbourhood teams. */
  readonly elected: number
}

/** How often each theme was told in a period, most first; themes that nobody told of are left out. */
export const readTold = async (tx: Tx, allianceId: string, { from, to }: Period): Promise<Told[]> => {
  const { rows } = await sql<Told>`
    select theme, count(*)::int as "all", count(*) filter (where by_whom = 'resident')::int as residents,
      count(*) filter (where by_whom = 'partner')::int as partners,
      count(*) filter (where by_whom in ('councillor', 'neighbourhood_team'))::int as elected
    from report.told where alliance_id = ${allianceId} and on_date between ${from}::date and ${to}::date
    group by theme order by count(*) desc, theme`.execute(tx)
  return rows.filter(({ theme }) => THEME_CODES.includes(theme))
}
