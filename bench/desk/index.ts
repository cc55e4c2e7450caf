import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../src/platform/db'
import { newId } from '../../src/platform/ids'
import { migrate } from '../../src/platform/migrate'
import { launchPostgres } from '../../src/platform/postgres/launcher'
import { signIn, startChild } from '../bench-pages'
import { type Captured, capture, listen } from '../capture'
import { type Measured, measure, type Shot } from '../load'
import { benchApp } from '../serve'
import { type DeskPage, deskPages } from './desk-pages'
import { generateDesk } from './generate-desk'

export interface DeskOptions {
  readonly root: string
  readonly people: number
  readonly seconds: number
  readonly connections: number
}

const say = (line: string): void => console.error(line)

interface Row {
  readonly page: DeskPage
  readonly ours: Measured
  /** The same statements, straight to PostgreSQL from `node:http`. */
  readonly theirs: Measured
}

/** What each request asks of the database, taken from the program itself; a posted form is one of its own kind each time. */
const captureAll = async (appUrl: string, root: string, pages: readonly DeskPage[], cookie: string): Promise<Captured[][]> => {
  const db = openDatabase(appUrl, { max: 2 })
  const heard = listen(db)
  const app = await benchApp(db, root)
  const all: Captured[][] = []
  for (const { shots } of pages) {
    const captured: Captured[] = []
    for (const shot of shots) captured.push(await capture(app, heard, cookie, shot))
    all.push(captured)
  }
  await app.close()
  await db.close()
  return all
}

const anew = (shot: Shot): Shot =>
  shot.body ? { ...shot, body: shot.body.replace(/submission=[^&]+/, `submission=${newId()}`) } : shot

const inTurn = (shots: readonly Shot[]): (() => Shot) => {
  let turn = 0
  return () => {
    const shot = shots[turn % shots.length]
    turn += 1
    if (!shot) throw new Error('nothing to send')
    return anew(shot)
  }
}

const fixed = (value: number): string => value.toFixed(1)

const tableOf = (rows: readonly Row[]): string => {
  const cells = rows.map(({ page, ours, theirs }) => [
    page.name,
    fixed(ours.p50),
    fixed(ours.p95),
    `< ${page.most}`,
    ours.p95 < page.most ? 'yes' : 'NO',
    fixed(theirs.p95),
    ours.perSecond.toFixed(0),
    theirs.perSecond.toFixed(0),
    String(ours.wrong + theirs.wrong),
  ])
  const lines = [['page', 'p50 ms', 'p95 ms', 'wanted', 'met', 'SQL alone p95', 'req/s', 'SQL alone req/s', 'wrong'], ...cells]
  const widths = (lines[0] ?? []).map((_head, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)))
  return lines.map((line) => line.map((cell, at) => cell.padStart(widths[at] ?? 0)).join('  ')).join('\n')
}

const measureAll = async (
  urls: { appUrl: string },
  cookie: string,
  pages: readonly DeskPage[],
  options: DeskOptions,
): Promise<Row[]> => {
  const { root, connections, seconds } = options
  const captured = await captureAll(urls.appUrl, root, pages, cookie)
  const app = await startChild({ kind: 'app', appUrl: urls.appUrl, root, pages: [] })
  const bare = await startChild({ kind: 'bare', appUrl: urls.appUrl, root, pages: captured.flat() })
  const rows: Row[] = []
  let before = 0
  for (const page of pages) {
    say(`  ${page.name}`)
    const from = before
    before += page.shots.length
    const same = page.shots.map((_shot, at): Shot => ({ method: 'GET', path: `/${from + at}` }))
    const ours = await measure({ ...app, cookie, connections, seconds, next: inTurn(page.shots) })
    rows.push({ page, ours, theirs: await measure({ ...bare, cookie: '', connections, seconds, next: inTurn(same) }) })
  }
  for (const { child } of [app, bare]) child.kill('SIGKILL')
  return rows
}

/** Measures finding people and the pages of the call desk, in one alliance with very many people and calls. */
export const benchDesk = async (options: DeskOptions): Promise<void> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'digiknow-bench-'))
  // A checkpoint of all that was generated would otherwise fall minutes into the measuring.
  const settings = { shared_buffers: '512MB', checkpoint_timeout: '1h', max_wal_size: '16GB' }
  const own = await launchPostgres({ dataDir, log: () => {}, settings })
  try {
    await migrate(own.ownerUrl, join(options.root, 'db'))
    say(`Generating ${options.people.toLocaleString('en-GB')} people and their calls…`)
    const made = await generateDesk(own, options.people, say)
    const pages = deskPages(made.known, made.chance.fork('typed'))
    const rows = await measureAll(own, await signIn(own.appUrl, made), pages, options)
    console.log(`${made.people.toLocaleString('en-GB')} people, ${options.connections} connections\n${tableOf(rows)}`)
    if (rows.some(({ page, ours, theirs }) => ours.p95 >= page.most || ours.wrong + theirs.wrong > 0)) process.exitCode = 1
  } finally {
    await own.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
