import { CompiledQuery } from 'kysely'
import type { Tx } from './db'
import type { DB } from './db-schema'
import type { PanelOn } from './module'

type OfPeople = { [Table in keyof DB]: DB[Table] extends { person_id: unknown } ? Table : never }[keyof DB]

/** What hangs on a few people, and on most not at all. */
export const TABLES = [
  'attendance',
  'booking',
  'champion',
  'consent',
  'distribution',
  'eligibility_check',
  'inbound_text',
  'loan',
  'match',
  'notice',
  'person_note',
  'referral',
  'restricted_person',
  'sim',
  'waiting',
] as const satisfies readonly OfPeople[]
export type Held = (typeof TABLES)[number]

const holding = (table: Held): string =>
  `case when exists (select from ${table} where alliance_id = $1 and person_id = $2) then '${table}' end`
const WHICH = `select array_remove(array[${TABLES.map(holding).join(', ')}], null) as tables`

export interface Whose {
  readonly allianceId: string
  /** Only of a person is it asked which tables hold any: what hangs on a request, a partner or a device is always read. */
  readonly on: PanelOn
  readonly id: string
}

/**
 * What `read` gives, or `nothing` where it is about a person and this table holds no row of theirs that the reader may see. A
 * page asks once which tables do (a question asked again in the same words is answered from memory: 0019), so that its panels
 * ask only for what there is.
 */
export const ifHeld = async <T>(
  tx: Tx,
  { allianceId, on, id }: Whose,
  table: Held,
  read: () => Promise<T>,
  nothing: T,
): Promise<T> => {
  if (on !== 'person') return read()
  const { rows } = await tx.executeQuery<{ tables: Held[] }>(CompiledQuery.raw(WHICH, [allianceId, id]))
  return rows[0]?.tables.includes(table) ? read() : nothing
}
