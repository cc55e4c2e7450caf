import { sql } from 'kysely'
import type { Link } from './catalogue'
import { keyed, type Merge, moveRows } from './move-links'
import { matching, type Row, type Step } from './steps'

/** What somebody does for others, and their sign-in: what hangs on these is about someone else. */
const FOR_OTHERS: readonly string[] = ['champion', 'account']

/** The merge that is taken back, by the ids of its two people. */
export interface Parted {
  readonly alliance_id: string
  readonly id: string
  readonly kept_id: string
  readonly merged_id: string
}

export interface OneBack {
  readonly table: string
  readonly id: unknown
}

type Wave = ReadonlyMap<string, readonly string[]>

const wave = (rows: readonly OneBack[]): Wave => {
  const ids = new Map<string, string[]>()
  for (const { table, id } of rows) if (id) ids.set(table, [...(ids.get(table) ?? []), String(id)])
  return ids
}

/** What the merge had moved from the one to the other: it is back. */
const wentBack = (steps: readonly Step[]): OneBack[] =>
  steps
    .filter(({ what, in_table, became }) => what === 'moved' && became && 'person_id' in became && !FOR_OTHERS.includes(in_table))
    .flatMap(({ in_table, row_key }) => (row_key?.id ? [{ table: in_table, id: row_key.id }] : []))

const ofPeople = ({ catalogue }: Merge, table: string): boolean => catalogue.columnsOf(table).includes('person_id')

/** The rows written since that hang on these by one link: the kept person's, or nobody's own, such as a session of a request. */
const writtenSince = async (
  merge: Merge,
  { table, on, fixed = {} }: Link,
  ids: readonly string[],
  parted: Parted,
): Promise<Row[]> => {
  const link = on.find(({ parent }) => parent === 'id')
  if (!link) return []
  const { alliance_id, kept_id } = parted
  const own = { alliance_id, ...fixed, ...(ofPeople(merge, table) && { person_id: kept_id }) }
  const dated = merge.catalogue.columnsOf(table).includes('id')
  const { rows } = await sql<{ row: Row }>`
    select to_jsonb(t) as row from ${sql.table(table)} t
    where ${matching(table, own)} and ${sql.id(link.column)} = any(${ids}::uuid[])
      ${dated ? sql`and id > ${parted.id}` : sql``} for update`.execute(merge.tx)
  return rows.map(({ row }) => row)
}

const follow = async (merge: Merge, table: string, row: Row, { alliance_id, merged_id }: Parted): Promise<void> => {
  if (!ofPeople(merge, table)) return
  const among = { alliance_id, person_id: merged_id }
  await moveRows(merge, table, { from: keyed(merge, table, row), to: { person_id: merged_id }, among })
}

/** Moves what hangs on rows of one table; gives it, since more hangs on that. `seen`: what was followed already. */
const followFrom = async (merge: Merge, [parent, ids]: [string, readonly string[]], parted: Parted, seen: Set<string>) => {
  const next: OneBack[] = []
  for (const link of merge.catalogue.linksTo(parent)) {
    const { table } = link
    for (const row of await writtenSince(merge, link, ids, parted)) {
      const key = JSON.stringify([table, keyed(merge, table, row)])
      if (seen.has(key)) continue
      seen.add(key)
      await follow(merge, table, row, parted)
      next.push({ table, id: row.id })
    }
  }
  return next
}

/**
 * What was done since about a request that goes back goes back with it, and what hangs on that: a referral, a call, who comes to a
 * session of it. Else a partner or a caller would be shown the one person with the needs of the other. Gives all that is back.
 */
export const followBack = async (merge: Merge, steps: readonly Step[], parted: Parted): Promise<OneBack[]> => {
  const seen = new Set<string>()
  const all = wentBack(steps)
  let back = wave(all)
  while (back.size > 0) {
    const next: OneBack[] = []
    for (const rows of back) next.push(...(await followFrom(merge, rows, parted, seen)))
    all.push(...next.filter(({ id }) => Boolean(id)))
    back = wave(next)
  }
  return all
}
