import type pg from 'pg'

export interface DumpTable {
  readonly name: string
  readonly columns: readonly string[]
  readonly key: readonly string[]
}

/** Secrets and passing things: after a restore people sign in anew. */
const LEFT_OUT = ['migration', 'sign_in', 'sign_in_code']

const readTables = async (client: pg.ClientBase): Promise<DumpTable[]> => {
  const { rows } = await client.query<DumpTable>(`
    select c.relname as name,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
      array(select a.attname::text from pg_index i, unnest(i.indkey) with ordinality k(n, at) join pg_attribute a on a.attnum = k.n
        where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid order by k.at) as key
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname`)
  return rows.filter(({ name }) => !LEFT_OUT.includes(name))
}

const readLinks = async (client: pg.ClientBase): Promise<Map<string, Set<string>>> => {
  const { rows } = await client.query<{ child: string; parent: string }>(`
    select distinct child.relname as child, parent.relname as parent from pg_constraint f
    join pg_class child on child.oid = f.conrelid join pg_class parent on parent.oid = f.confrelid
    where f.contype = 'f' and child.oid <> parent.oid and child.relnamespace = 'public'::regnamespace`)
  const links = new Map<string, Set<string>>()
  for (const { child, parent } of rows) links.set(child, (links.get(child) ?? new Set()).add(parent))
  return links
}

/** Every table worth keeping, parents before children, so that it can be loaded in this order. */
export const tablesInOrder = async (client: pg.ClientBase): Promise<DumpTable[]> => {
  const [tables, links] = [await readTables(client), await readLinks(client)]
  const placed = new Set<string>()
  const ordered: DumpTable[] = []
  while (ordered.length < tables.length) {
    const next = tables.filter(
      ({ name }) =>
        !placed.has(name) && [...(links.get(name) ?? [])].every((parent) => placed.has(parent) || LEFT_OUT.includes(parent)),
    )
    if (next.length === 0) throw new Error('tables refer to one another in a circle')
    for (const table of next) placed.add(table.name)
    ordered.push(...next)
  }
  return ordered
}

/** Only the rows of the alliance spoken for: said in words too, since a superuser's DATABASE_URL passes row-level security. */
export const ownRows = ({ columns }: DumpTable): string =>
  columns.includes('alliance_id') ? ' where alliance_id = current_alliance()' : ''

export const listOf = (client: pg.ClientBase, names: readonly string[]): string =>
  names.map((name) => client.escapeIdentifier(name)).join(', ')
