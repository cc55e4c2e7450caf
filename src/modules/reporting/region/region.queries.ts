import { sql } from 'kysely'
import type { Ctx } from '#platform/command'
import type { Tx } from '#platform/db'
import { FIGURES, type FigureValues } from '../figures'
import type { Period } from '../period'
import { type FigureRow, type SupportedPart, valuesOf } from '../report.queries'

export interface Member {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly borough: string
}

export interface MemberFigures extends Member {
  readonly values: FigureValues
  readonly quarters: readonly SupportedPart[]
}

/** The alliances of this region: empty for a tenant that is none. */
export const readMembers = (tx: Tx, regionId: string): Promise<Member[]> =>
  tx
    .selectFrom('alliance')
    .select(['id', 'slug', 'name', 'borough'])
    .where('region_id', '=', regionId)
    .where('is_region', '=', false)
    .orderBy('borough')
    .execute()

/** Reads one member's totals as the database role that can read nothing else of it. */
const inMember = <T>(ctx: Ctx, member: Member, query: (tx: Tx) => Promise<T>): Promise<T> =>
  ctx.db.transaction({ allianceId: member.id, as: 'region', readOnly: true, totals: true }, query)

/** The first day anything was recorded in a member, or null. */
export const readMemberFirstDay = (ctx: Ctx, member: Member): Promise<string | null> =>
  inMember(ctx, member, async (tx) => {
    const { rows } = await sql<{ day: string | null }>`select report.region_first_day() as day`.execute(tx)
    return rows[0]?.day ?? null
  })

/** The totals of one member for a period. */
export const readMember = (ctx: Ctx, member: Member, { from, to }: Period): Promise<MemberFigures> =>
  inMember(ctx, member, async (tx) => {
    const figures = await sql<FigureRow>`
      select figure, value, out_of as "outOf" from report.region_figures(${from}::date, ${to}::date)`.execute(tx)
    const quarters = await sql<SupportedPart>`
      select starts_on as "startsOn", people, new_people as "newPeople"
      from report.region_supported_by('quarter', ${from}::date, ${to}::date) order by starts_on`.execute(tx)
    return { ...member, values: valuesOf(figures.rows), quarters: quarters.rows }
  })

/** The members' figures added up. People are added too: someone helped in two boroughs is in both. */
export const sumOf = (members: readonly { readonly values: FigureValues }[]): FigureValues =>
  Object.fromEntries(
    FIGURES.map(({ code, count }) => {
      const sum = (key: 'value' | 'outOf') => members.reduce((total, { values }) => total + (values[code][key] ?? 0), 0)
      return [code, { value: sum('value'), outOf: count === 'share' ? sum('outOf') : null }]
    }),
  ) as unknown as FigureValues
