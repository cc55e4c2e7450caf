import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { migrate } from '../migrate'
import { linesOf } from './streams'
import { listOf } from './tables'
import { type BackupHead, FORMAT } from './write-backup'

/** Why a backup was not restored, in words for the operator. Nothing was changed. */
export class RestoreRefused extends Error {}

const readHead = (line: string | undefined): BackupHead => {
  try {
    const head = JSON.parse(line ?? '') as BackupHead
    if (head.format === FORMAT) return head
  } catch {
    // Not JSON: not one of our files.
  }
  throw new RestoreRefused('This file is not a DigiKnow backup.')
}

type Lines = AsyncIterator<string>

async function* rowsOf(lines: Lines): AsyncGenerator<string> {
  for (let line = await lines.next(); line.value !== '\\.'; line = await lines.next()) {
    if (line.done) throw new RestoreRefused('The backup ends in the middle: it was not written to the end.')
    yield `${line.value}\n`
  }
}

const loadTable = async (client: pg.ClientBase, line: string, lines: Lines): Promise<void> => {
  const { name, columns } = JSON.parse(line.slice('#table '.length)) as { name: string; columns: string[] }
  const table = client.escapeIdentifier(name)
  // The rows were true when they were saved: triggers that judge one row by others wait until all are in.
  await client.query(`alter table ${table} no force row level security, disable trigger user`)
  await pipeline(Readable.from(rowsOf(lines)), client.query(copyFrom(`copy ${table} (${listOf(client, columns)}) from stdin`)))
  await client.query(
    `alter table ${table} enable trigger user${columns.includes('alliance_id') || name === 'alliance' ? ', force row level security' : ''}`,
  )
}

const loadAll = async (client: pg.ClientBase, head: BackupHead, lines: Lines): Promise<void> => {
  let line = await lines.next()
  for (; !line.done && line.value !== '#end'; line = await lines.next()) await loadTable(client, line.value, lines)
  if (line.done) throw new RestoreRefused('The backup ends in the middle: it was not written to the end.')
  for (const [name, value] of Object.entries(head.sequences)) {
    await client.query('select setval($1::regclass, $2::bigint)', [name, value])
  }
}

const isEmpty = async (client: pg.ClientBase): Promise<boolean> => {
  const { rows } = await client.query("select to_regclass('public.alliance') is null as fresh")
  if (rows[0]?.fresh) return true
  return (await client.query('select 1 from alliance limit 1')).rowCount === 0
}

const load = async (client: pg.ClientBase, ownerUrl: string, dbFolder: string, head: BackupHead, lines: Lines): Promise<void> => {
  if (!(await isEmpty(client)))
    throw new RestoreRefused('There are records here already. Restore into an empty database or a new DATA_DIR.')
  await migrate(ownerUrl, dbFolder, head.migrations)
  const { rows } = await client.query<{ name: string }>('select name from migration')
  const unknown = head.migrations.filter((name) => !rows.some((row) => row.name === name))
  if (unknown.length > 0) throw new RestoreRefused('This backup was made by a newer DigiKnow. Install that version first.')
  await client.query('begin')
  try {
    await loadAll(client, head, lines)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
  await migrate(ownerUrl, dbFolder)
}

const lineReader = (path: string): Lines => {
  const unzipped = createReadStream(path)
    .on('error', (error) => unzipped.destroy(error))
    .pipe(createGunzip())
  return linesOf(unzipped)
}

/** Loads a backup into an empty database, all or nothing, then brings it up to date. Throws RestoreRefused in plain words. */
export const readBackup = async (ownerUrl: string, dbFolder: string, path: string): Promise<BackupHead> => {
  const lines = lineReader(path)
  const first = await lines.next().catch(() => ({ value: undefined }))
  const head = readHead(first.value)
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await load(client, ownerUrl, dbFolder, head, lines)
    return head
  } finally {
    await client.end()
  }
}
