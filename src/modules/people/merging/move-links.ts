import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { Catalogue, Link, Unique } from './catalogue'
import { type Choices, JOINS } from './join-rows'
import { changeRows, deleteRow, insertRow, matching, only, type Row, rowsWhere, type Step } from './steps'

/** One merge under way: everything it does goes through here and is noted. */
export interface Merge {
  readonly tx: Tx
  readonly catalogue: Catalogue
  readonly choices: Choices
  readonly steps: Step[]
}

interface Ends {
  /** The columns of the link as they are, and as they are to be. */
  readonly from: Row
  readonly to: Row
  /** The rows among which what is moved comes to stand. */
  readonly among: Row
}

const endsOf = ({ on, fixed = {} }: Link, goes: Row, stays: Row): Ends => {
  const from = { ...fixed, ...Object.fromEntries(on.map(({ column, parent }) => [column, goes[parent]])) }
  const to = Object.fromEntries(
    on.filter(({ parent }) => goes[parent] !== stays[parent]).map(({ column, parent }) => [column, stays[parent]]),
  )
  return { from, to, among: { ...from, ...to } }
}

const touches = ({ parts }: Unique, columns: readonly string[]): boolean => parts.some((part) => columns.includes(part))

const side = (table: string, where: Row, { among }: Unique, parts: readonly string[]): RawBuilder<unknown> => {
  const named = parts.map((part, at) => sql`${sql.raw(part)} as ${sql.id(`part${at}`)}`)
  return sql`(select ${sql.join([sql`to_jsonb(t) as whole`, ...named])} from ${sql.table(table)} t
    where ${matching(table, where)}${among ? sql` and (${sql.raw(among)})` : sql``})`
}

/** Rows that cannot both stand once one is moved: two places at one session, one number twice. */
const clashes = async (
  { tx }: Merge,
  table: string,
  { from, to, among }: Ends,
  unique: Unique,
): Promise<{ goes: Row; stays: Row }[]> => {
  const parts = unique.parts.filter((part) => !(part in to))
  const same = parts.map((_part, at) => sql`l.${sql.id(`part${at}`)} = k.${sql.id(`part${at}`)}`)
  const { rows } = await sql<{ goes: Row; stays: Row }>`
    select l.whole as goes, k.whole as stays from ${side(table, from, unique, parts)} l
    join ${side(table, among, unique, parts)} k on ${same.length > 0 ? sql.join(same, sql` and `) : sql`true`}`.execute(tx)
  return rows
}

/** The key of a row. */
export const keyed = ({ catalogue }: Merge, table: string, row: Row): Row => only(row, catalogue.keyOf(table))

/** Changes a row, and notes what it said before. */
export const change = async (merge: Merge, table: string, row: Row, to: Row): Promise<void> => {
  const changed = Object.keys(to).filter((column) => JSON.stringify(to[column]) !== JSON.stringify(row[column]))
  if (changed.length === 0) return
  const key = keyed(merge, table, row)
  await changeRows(merge.tx, table, key, only(to, changed))
  merge.steps.push({ what: 'changed', in_table: table, row_key: key, was: only(row, changed), became: only(to, changed) })
}

/** A place at a session that both had booked is one place: the other is free again. */
const freePlace = async (merge: Merge, goes: Row): Promise<void> => {
  const [session] = await rowsWhere(merge.tx, 'session', { alliance_id: goes.alliance_id, id: goes.session_id })
  if (session?.status === 'planned' && goes.status === 'booked' && Number(session.booked) > 0)
    await change(merge, 'session', session, { booked: Number(session.booked) - 1 })
}

/** Makes one row of two: what points to the one that goes points to the other; the more telling words stay; then it goes. */
const foldRow = async (merge: Merge, table: string, goes: Row, stays: Row): Promise<void> => {
  for (const link of merge.catalogue.linksTo(table)) await moveLink(merge, link, goes, stays)
  if (table === 'attendance') await freePlace(merge, goes)
  await deleteRow(merge.tx, table, keyed(merge, table, goes))
  merge.steps.push({ what: 'removed', in_table: table, row_key: null, was: goes, became: null })
  const better = JOINS[table]?.(goes, stays, merge.choices)
  if (better) await change(merge, table, stays, better)
}

/** A row by whose very key others point to it cannot change that key: a copy takes its place. */
const replaceRow = async (merge: Merge, table: string, row: Row, to: Row): Promise<void> => {
  const copy = { ...row, ...to }
  await insertRow(merge.tx, table, copy, merge.catalogue.columnsOf(table))
  merge.steps.push({ what: 'added', in_table: table, row_key: keyed(merge, table, copy), was: {}, became: null })
  await foldRow(merge, table, row, copy)
}

/** Numbers and addresses that come along stand after those that are there. */
const afterThose = async ({ tx }: Merge, table: string, row: Row, to: Row): Promise<Row> => {
  if (!('position' in row)) return to
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(position), 0) as last from ${sql.table(table)} t
    where ${matching(table, { alliance_id: row.alliance_id, ...to })}`.execute(tx)
  return { ...to, position: Number(rows[0]?.last ?? 0) + Number(row.position) }
}

const moveRow = async (merge: Merge, table: string, row: Row, to: Row): Promise<void> => {
  const { tx, catalogue, steps } = merge
  const pointedToBy = catalogue.linksTo(table).some(({ on }) => on.some(({ parent }) => parent in to))
  if (pointedToBy) return replaceRow(merge, table, row, to)
  const key = keyed(merge, table, row)
  const inKey = Object.keys(to).some((column) => column in key)
  const changed = inKey ? await afterThose(merge, table, row, to) : to
  await changeRows(tx, table, key, changed)
  // A row that is nothing without its person may be gone by the time this is taken back: the whole of it is kept.
  const was = inKey ? row : only(row, Object.keys(changed))
  steps.push({
    what: 'moved',
    in_table: table,
    row_key: {
      ...key,
      ...only(
        changed,
        Object.keys(changed).filter((column) => column in key),
      ),
    },
    was,
    became: changed,
  })
}

/** Moves rows of one table; what cannot stand beside one that is there is joined with it. */
export const moveRows = async (merge: Merge, table: string, ends: Ends): Promise<void> => {
  for (const unique of merge.catalogue.uniquesOf(table).filter((one) => touches(one, Object.keys(ends.to))))
    for (const pair of await clashes(merge, table, ends, unique)) await foldRow(merge, table, pair.goes, pair.stays)
  for (const row of await rowsWhere(merge.tx, table, ends.from)) await moveRow(merge, table, row, ends.to)
}

/** Whoever points to the row that goes points to the one that stays from now on. */
export const moveLink = async (merge: Merge, link: Link, goes: Row, stays: Row): Promise<void> => {
  const ends = endsOf(link, goes, stays)
  if (Object.keys(ends.to).length > 0) await moveRows(merge, link.table, ends)
}

/** Someone who rang for somebody who proves to be themselves rang for themselves. */
export const rangForThemselves = async (merge: Merge, kept: Row, merged: Row): Promise<void> => {
  for (const [caller, person] of [
    [kept, merged],
    [merged, kept],
  ] as const)
    for (const call of await rowsWhere(merge.tx, 'call', {
      alliance_id: kept.alliance_id,
      caller_id: caller.id,
      person_id: person.id,
    }))
      await change(merge, 'call', call, { caller_id: null, standing: null, agreed: null })
}

/** Moves everything that hangs on one person to another. */
export const moveLinks = async (merge: Merge, merged: Row, kept: Row): Promise<void> => {
  await rangForThemselves(merge, kept, merged)
  for (const link of merge.catalogue.linksTo('person')) await moveLink(merge, link, merged, kept)
}

/** Changes the kept person's own row. */
export const changePerson = (merge: Merge, kept: Row, to: Row): Promise<void> => change(merge, 'person', kept, to)
