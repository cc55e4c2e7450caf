import { sql } from 'kysely'
import type { Tx } from '#platform/db'

/** One table pointing to rows of another: each of its columns, and the column of the other that stands in it. */
export interface Link {
  readonly table: string
  readonly on: readonly { readonly column: string; readonly parent: string }[]
  /** What else must stand in the row: about_type = 'person'. */
  readonly fixed?: Readonly<Record<string, string>>
}

/** What may stand only once in a table. */
export interface Unique {
  /** Columns and expressions, as SQL. */
  readonly parts: readonly string[]
  /** Only among rows of which this is so; empty for all. */
  readonly among: string
}

/** How the tables hang together, as the database itself says: a table made tomorrow is in it. */
export interface Catalogue {
  /** Every link to a table: by foreign key, or as what a record is about. */
  readonly linksTo: (table: string) => readonly Link[]
  readonly keyOf: (table: string) => readonly string[]
  readonly uniquesOf: (table: string) => readonly Unique[]
  /** The columns a row can be written with. */
  readonly columnsOf: (table: string) => readonly string[]
}

/**
 * Left where they are, each for its reason: what was searched by is written anew; the history of merging and of what was said of
 * two records is read through merged_into; a hold lapses by itself; the journal and concerns are only ever added to.
 */
export const NOT_MOVED: Readonly<Record<string, string>> = {
  person_token: 'written anew',
  likeness_due: 'written anew',
  person_merge: 'the history of merging itself',
  person_pair: 'what was said of two records',
  call_hold: 'lapses by itself',
  event: 'the journal, read for both records',
  event_link: 'the journal, read for both records',
  event_gone_back: 'the journal, read for both records',
  concern: 'only ever added to',
}

interface Keys {
  readonly table: string
  readonly parent: string
  readonly columns: string[]
  readonly parents: string[]
}

const foreignKeys = async (tx: Tx): Promise<Keys[]> => {
  const { rows } = await sql<Keys>`
    select child.relname as table, parent.relname as parent,
      array(select a.attname::text from unnest(f.conkey) with ordinality k(n, at)
        join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.n order by k.at) as columns,
      array(select a.attname::text from unnest(f.confkey) with ordinality k(n, at)
        join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.n order by k.at) as parents
    from pg_constraint f
    join pg_class child on child.oid = f.conrelid and child.relnamespace = 'public'::regnamespace
    join pg_class parent on parent.oid = f.confrelid
    where f.contype = 'f' order by 1, 2, f.conname`.execute(tx)
  return rows
}

const uniques = async (tx: Tx): Promise<(Unique & { table: string; primary: boolean })[]> => {
  const { rows } = await sql<Unique & { table: string; primary: boolean }>`
    select c.relname as table, i.indisprimary as primary, coalesce(pg_get_expr(i.indpred, i.indrelid), '') as among,
      array(select pg_get_indexdef(i.indexrelid, n, true) from generate_series(1, i.indnkeyatts) n) as parts
    from pg_index i join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    where i.indisunique order by 1, i.indexrelid`.execute(tx)
  return rows
}

const columns = async (tx: Tx): Promise<{ table: string; column: string }[]> => {
  const { rows } = await sql<{ table: string; column: string }>`
    select c.relname as table, a.attname as column from pg_attribute a
    join pg_class c on c.oid = a.attrelid and c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    where a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by 1, a.attnum`.execute(tx)
  return rows
}

/** Reads how the tables hang together. */
export const readCatalogue = async (tx: Tx): Promise<Catalogue> => {
  const [keys, unique, all] = [await foreignKeys(tx), await uniques(tx), await columns(tx)]
  const columnsOf = (table: string) => all.filter((one) => one.table === table).map(({ column }) => column)
  const about = [...new Set(all.map(({ table }) => table))].filter((table) =>
    ['about_type', 'about_id'].every((column) => columnsOf(table).includes(column)),
  )
  return {
    linksTo: (table) =>
      [
        ...keys
          .filter(({ parent }) => parent === table)
          .map(
            (key): Link => ({
              table: key.table,
              on: key.columns.map((column, at) => ({ column, parent: key.parents[at] ?? '' })),
            }),
          ),
        ...about.map(
          (pointing): Link => ({
            table: pointing,
            on: [
              { column: 'alliance_id', parent: 'alliance_id' },
              { column: 'about_id', parent: 'id' },
            ],
            fixed: { about_type: table },
          }),
        ),
      ].filter((link) => !(link.table in NOT_MOVED)),
    keyOf: (table) => unique.find((one) => one.table === table && one.primary)?.parts ?? [],
    uniquesOf: (table) => unique.filter((one) => one.table === table),
    columnsOf,
  }
}
