import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { FIGURES, type FigureCode, type FigureValue, type FigureValues } from './figures'
import type { Period } from './period'

export interface FigureRow extends FigureValue {
  readonly figure: FigureCode
}

const NONE: FigureValue = { value: 0, outOf: null }

export const valuesOf = (rows: readonly FigureRow[]): FigureValues =>
  Object.fromEntries(
    FIGURES.map(({ code }) => [code, rows.find(({ figure }) => figure === code) ?? NONE]),
  ) as unknown as FigureValues

/** All the figures of the transaction's alliance for a period. */
export const readFigures = async (tx: Tx, { from, to }: Period): Promise<FigureValues> => {
  const { rows } = await sql<FigureRow>`
    select figure, value, out_of as "outOf" from report.figures(${from}::date, ${to}::date)`.execute(tx)
  return valuesOf(rows)
}

export interface SupportedPart {
  readonly startsOn: string
  readonly people: number
  /** Those the period had not counted before. */
  readonly newPeople: number
}

/** People supported in each month or quarter of a period; parts with nobody are left out. */
export const readSupportedBy = async (tx: Tx, unit: 'month' | 'quarter', { from, to }: Period): Promise<SupportedPart[]> => {
  const { rows } = await sql<SupportedPart>`
    select starts_on as "startsOn", people, new_people as "newPeople"
    from report.supported_by(${unit}, ${from}::date, ${to}::date) order by starts_on`.execute(tx)
  return rows
}

/** The first day anything was recorded, or null. */
export const readFirstDay = async (tx: Tx): Promise<string | null> => {
  const { rows } = await sql<{ day: string | null }>`select report.first_day() as day`.execute(tx)
  return rows[0]?.day ?? null
}

export interface WardName {
  readonly code: string
  readonly name: string
}

/** The wards of the alliance, by name. */
export const readWardNames = async (tx: Tx, allianceId: string): Promise<WardName[]> => {
  const { rows } = await sql<WardName>`
    select code, name from area where alliance_id = ${allianceId} and kind = 'ward' order by name`.execute(tx)
  return rows
}

export interface Said {
  readonly code: string
  readonly people: number
}

/** How many people named each barrier, or need, in requests of the period: each person once a code, most first. */
export const readSaid = async (
  tx: Tx,
  allianceId: string,
  what: 'barriers' | 'needs',
  { from, to }: Period,
): Promise<{ rows: Said[]; people: number }> => {
  const within = sql`alliance_id = ${allianceId} and on_date between ${from}::date and ${to}::date`
  const { rows } = await sql<Said>`
    select code, count(distinct person_id) as people from ${sql.table(`report.${what}`)}
    where ${within} group by code order by people desc, code`.execute(tx)
  const all = await sql<{ people: number }>`
    select count(distinct person_id) as people from ${sql.table(`report.${what}`)} where ${within}`.execute(tx)
  return { rows, people: all.rows[0]?.people ?? 0 }
}

export interface WardCount {
  readonly code: string
  readonly name: string
  readonly lat: number | null
  readonly lon: number | null
  readonly people: number
}

/** People supported by the ward they live in; every ward the alliance knows, those with nobody too. */
export const readWards = async (tx: Tx, allianceId: string, { from, to }: Period): Promise<WardCount[]> => {
  const { rows } = await sql<WardCount>`
    select area.code, area.name, area.lat, area.lon, coalesce(counted.people, 0) as people
    from area left join (
      select person.ward_code, count(*) as people
      from (select distinct person_id from report.supported
        where alliance_id = ${allianceId} and on_date <= ${to}::date and until_date >= ${from}::date) as helped
      join person on person.alliance_id = ${allianceId} and person.id = helped.person_id
      group by 1) as counted on counted.ward_code = area.code
    where area.alliance_id = ${allianceId} and area.kind = 'ward' order by people desc, area.name`.execute(tx)
  return rows
}

export interface SkillChange {
  readonly name: string
  readonly asked: number
  readonly before: number
  readonly after: number
}

/** Of those checked twice, how many could do each skill alone before and after; the second check was in the period. */
export const readSkillChanges = async (tx: Tx, allianceId: string, { from, to }: Period): Promise<SkillChange[]> => {
  const { rows } = await sql<SkillChange>`
    select name, count(*) as asked, count(*) filter (where before = 'alone') as before, count(*) filter (where after = 'alone') as after
    from report.skill_changes where alliance_id = ${allianceId} and on_date between ${from}::date and ${to}::date
    group by name, position order by position`.execute(tx)
  return rows
}
