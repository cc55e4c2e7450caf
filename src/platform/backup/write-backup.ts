import { createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { PassThrough, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { SEES_ALL } from '../db'
import { pour } from './streams'
import { type DumpTable, listOf, ownRows, tablesInOrder } from './tables'

export const FORMAT = 'digiknow-backup 1'

/** What stands at the head of a backup: enough to refuse one that this program cannot read. */
export interface BackupHead {
  readonly format: typeof FORMAT
  readonly madeAt: string
  readonly migrations: readonly string[]
  readonly sequences: Readonly<Record<string, string>>
}

const headOf = async (client: pg.ClientBase): Promise<BackupHead> => {
  const { rows: migrations } = await client.query<{ name: string }>('select name from migration order by name')
  const { rows: sequences } = await client.query<{ name: string; value: string }>(
    "select sequencename as name, coalesce(last_value, start_value - 1)::text as value from pg_sequences where schemaname = 'public' order by 1",
  )
  return {
    format: FORMAT,
    madeAt: new Date().toISOString(),
    migrations: migrations.map(({ name }) => name),
    sequences: Object.fromEntries(sequences.map(({ name, value }) => [name, value])),
  }
}

/** A table's rows as COPY text: one row a line, ended by `\.`, as PostgreSQL's own tools write it. */
const writeRows = async (client: pg.ClientBase, sink: Writable, table: DumpTable): Promise<void> => {
  const { name, columns, key } = table
  const own = ownRows(table)
  const order = key.length > 0 ? ` order by ${listOf(client, key)}` : ''
  await pour(
    client.query(
      copyTo(`copy (select ${listOf(client, columns)} from ${client.escapeIdentifier(name)}${own}${order}) to stdout`),
    ),
    sink,
  )
}

/** An alliance's rows are read as that alliance: even a backup does not go round row-level security. */
const writeTable = async (
  client: pg.ClientBase,
  sink: Writable,
  table: DumpTable,
  alliances: readonly string[],
): Promise<void> => {
  sink.write(`#table ${JSON.stringify({ name: table.name, columns: table.columns })}\n`)
  const turns = table.columns.includes('alliance_id') ? alliances : ['']
  for (const alliance of turns) {
    await client.query("select set_config('digiknow.alliance_id', $1, true), set_config('digiknow.sees', $2, true)", [
      alliance,
      SEES_ALL,
    ])
    await writeRows(client, sink, table)
  }
  sink.write('\\.\n')
}

const writeAll = async (client: pg.ClientBase, sink: Writable): Promise<void> => {
  sink.write(`${JSON.stringify(await headOf(client))}\n`)
  const { rows } = await client.query<{ id: string }>('select id from alliance order by id')
  for (const table of await tablesInOrder(client))
    await writeTable(
      client,
      sink,
      table,
      rows.map(({ id }) => id),
    )
  sink.end('#end\n')
}

/** Writes everything into one compressed file, as of one moment, while the program runs. The file appears when it is whole. */
export const writeBackup = async (ownerUrl: string, path: string): Promise<void> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const sink = new PassThrough()
    await Promise.all([pipeline(sink, createGzip(), createWriteStream(`${path}.part`, { mode: 0o600 })), writeAll(client, sink)])
    await client.query('commit')
    await rename(`${path}.part`, path)
  } finally {
    await client.end()
  }
}
