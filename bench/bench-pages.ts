import { type ChildProcess, fork } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../src/platform/db'
import { newId } from '../src/platform/ids'
import { migrate } from '../src/platform/migrate'
import { launchPostgres } from '../src/platform/postgres/launcher'
import { type Captured, capture, listen } from './capture'
import { type Generated, generate } from './generate'
import { type Measured, measure } from './load'
import type { BenchPage } from './pages'
import { benchApp, type ServeOrder } from './serve'
import { type Row, tableOf } from './table'

export interface BenchOptions {
  readonly root: string
  readonly sizes: readonly number[]
  readonly seconds: number
  readonly pages: readonly BenchPage[]
  readonly json: boolean
}

const say = (line: string): void => console.error(line)

/** A server in a process of its own, and the port it listens on. */
export const startChild = (order: ServeOrder): Promise<{ child: ChildProcess; pid: number; port: number }> =>
  new Promise((resolve, reject) => {
    const child = fork(join(order.root, 'bin', 'digiknow.mjs'), ['bench', 'serve'], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    child.on('message', ({ port }: { port: number }) => resolve({ child, pid: child.pid ?? 0, port }))
    child.on('error', reject)
    child.send(order)
  })

/** A member of staff who may open every page measured, and their cookie. */
export const signIn = async (appUrl: string, { allianceId }: Generated): Promise<string> => {
  const db = openDatabase(appUrl)
  const [account, token, at] = [newId(), randomBytes(32).toString('base64url'), new Date()]
  await db.transaction({ allianceId }, async (tx) => {
    await tx
      .insertInto('account')
      .values({ alliance_id: allianceId, id: account, name: 'Bench', email: 'bench@example.org' })
      .execute()
    const roles = ['helpline', 'coordinator', 'librarian', 'lead'].map((role) => ({
      alliance_id: allianceId,
      account_id: account,
      role,
    }))
    await tx.insertInto('account_role').values(roles).execute()
    const hash = createHash('sha256').update(token).digest()
    const dates = { created_at: at, last_seen_at: at, expires_at: new Date(at.getTime() + 86_400_000) }
    await tx
      .insertInto('sign_in')
      .values({ alliance_id: allianceId, id: newId(), account_id: account, token_hash: hash, ...dates })
      .execute()
  })
  await db.close()
  return `digiknow=${token}`
}

const captureAll = async (appUrl: string, { root, pages: wanted }: BenchOptions, cookie: string): Promise<Captured[]> => {
  const db = openDatabase(appUrl, { max: 1 })
  const heard = listen(db)
  const app = await benchApp(db, root)
  const pages: Captured[] = []
  for (const { shot } of wanted) pages.push(await capture(app, heard, cookie, shot(1)))
  await app.close()
  await db.close()
  return pages
}

interface Servers {
  readonly app: { pid: number; port: number }
  readonly bare: { pid: number; port: number }
  readonly cookie: string
}

const measureAll = async ({ app, bare, cookie }: Servers, people: number, { seconds, pages }: BenchOptions): Promise<Row[]> => {
  const rows: Row[] = []
  for (const [at, page] of pages.entries()) {
    let turn = 1
    for (const connections of [1, 16]) {
      say(`  ${page.name}, ${connections} connection${connections > 1 ? 's' : ''}`)
      const next = () => {
        turn += 1
        return page.shot(turn)
      }
      const ours: Measured = await measure({ ...app, cookie, connections, seconds, next })
      const theirs: Measured = await measure({
        ...bare,
        cookie: '',
        connections,
        seconds,
        next: () => ({ method: 'GET', path: `/${at}` }),
      })
      rows.push({ people, page: page.name, connections, ours, theirs })
    }
  }
  return rows
}

const benchOne = async (people: number, options: BenchOptions): Promise<Row[]> => {
  const { root } = options
  const dataDir = await mkdtemp(join(tmpdir(), 'digiknow-bench-'))
  const own = await launchPostgres({ dataDir, log: () => {}, settings: { shared_buffers: '512MB' } })
  try {
    await migrate(own.ownerUrl, join(root, 'db'))
    say(`Generating ${people.toLocaleString('en-GB')} people…`)
    const [first] = await generate(own.ownerUrl, people, say)
    if (!first) throw new Error('no people asked for')
    const cookie = await signIn(own.appUrl, first)
    const pages = await captureAll(own.appUrl, options, cookie)
    const app = await startChild({ kind: 'app', appUrl: own.appUrl, root, pages: [] })
    const bare = await startChild({ kind: 'bare', appUrl: own.appUrl, root, pages })
    const rows = await measureAll({ app, bare, cookie }, people, options)
    for (const { child } of [app, bare]) child.kill('SIGKILL')
    return rows
  } finally {
    await own.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** Measures every page at every size and prints the table. */
export const benchPages = async (options: BenchOptions): Promise<void> => {
  const rows: Row[] = []
  for (const people of options.sizes) rows.push(...(await benchOne(people, options)))
  console.log(options.json ? JSON.stringify(rows, null, 2) : tableOf(rows))
}
