import pg from 'pg'

interface ColumnRow {
  readonly table_name: string
  readonly column_name: string
  readonly udt_name: string
  readonly is_nullable: boolean
  readonly has_default: boolean
  readonly schema: string
}

const TYPES: Readonly<Record<string, string>> = {
  uuid: 'string',
  text: 'string',
  date: 'string',
  time: 'string',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float8: 'number',
  numeric: 'number',
  bool: 'boolean',
  timestamptz: 'Date',
  bytea: 'Buffer',
  _text: 'string[]',
  _uuid: 'string[]',
  _int4: 'number[]',
}

/** JSON is written as text and read as something unknown. */
const jsonType = (nullable: boolean, optional: boolean): string => {
  const written = ['string', ...(nullable ? ['null'] : []), ...(nullable || optional ? ['undefined'] : [])].join(' | ')
  return `ColumnType<unknown, ${written}, string${nullable ? ' | null' : ''}>`
}

const typeOf = ({ table_name, column_name, udt_name, is_nullable, has_default }: ColumnRow): string => {
  if (udt_name === 'jsonb') return jsonType(is_nullable, has_default)
  const plain = TYPES[udt_name]
  if (!plain) throw new Error(`${table_name}.${column_name}: no TypeScript type for ${udt_name}`)
  const nullable = is_nullable ? `${plain} | null` : plain
  return has_default ? `Generated<${nullable}>` : nullable
}

/** The migrated schema as TypeScript, for Kysely. Checked in, and compared with the real one by a test. */
export const describeSchema = async (ownerUrl: string): Promise<string> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  // A view's columns are all nullable to PostgreSQL; ours are not, but for those whose comment begins with "null".
  const { rows } = await client.query<ColumnRow>(`
    select c.table_schema as schema, c.table_name, c.column_name, c.udt_name,
      case when t.table_type = 'BASE TABLE' then c.is_nullable = 'YES'
        else coalesce(col_description(format('%I.%I', c.table_schema, c.table_name)::regclass, c.ordinal_position) like 'null%', false)
      end as is_nullable,
      (c.column_default is not null or c.is_generated = 'ALWAYS') as has_default
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema in ('public', 'report') and c.table_name <> 'migration'
    order by c.table_schema, c.table_name, c.ordinal_position`)
  await client.end()
  const tables = Map.groupBy(rows, (row) => (row.schema === 'public' ? row.table_name : `report.${row.table_name}`))
  const lines = [...tables].map(([name, columns]) => {
    const fields = columns.map((column) => `    ${column.column_name}: ${typeOf(column)}`)
    return `  '${name}': {\n${fields.join('\n')}\n  }`
  })
  return [
    '// Printed from the migrated schema by `npm run docs`: do not edit.',
    "import type { ColumnType, Generated } from 'kysely'",
    '',
    `export interface DB {\n${lines.join('\n')}\n}`,
    '',
  ].join('\n')
}
