import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** The program as it runs for real: a process of its own, with its own database. */
export interface Program {
  readonly origin: string
  readonly dataDir: string
  /** Starts it and waits until it answers. */
  start(): Promise<void>
  pid(): number
  /** Its PostgreSQL's process, or 0 when there is none just now. */
  databasePid(): number
  ready(): Promise<void>
  ended(): Promise<number | null>
  stop(): Promise<number | null>
}

/** A port nobody listens on just now. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (!address || typeof address === 'string') throw new Error('no port')
  return address.port
}

const nodeOf = (root: string): string => {
  const brought = join(root, 'node_modules', '.bin', 'node')
  return existsSync(brought) ? brought : process.execPath
}

const answersAt = async (origin: string, path: string): Promise<boolean> =>
  fetch(origin + path, { signal: AbortSignal.timeout(2000) }).then(
    ({ ok }) => ok,
    () => false,
  )

const MOST_MS = 60_000

/** Prepares to run the program on a port and a data folder of its own, outside demo mode; `more` is set in its environment. */
export const programOn = async (root: string, dataDir: string, more: Readonly<Record<string, string>> = {}): Promise<Program> => {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined
  let told = ''
  const own = { PORT: String(port), DATA_DIR: dataDir, PUBLIC_URL: origin, DATABASE_URL: '', LOG_LEVEL: 'silent' }
  const env = { ...process.env, ...own, ...more }

  const ready = async (): Promise<void> => {
    const began = Date.now()
    while (!(await answersAt(origin, '/readyz'))) {
      if (Date.now() - began > MOST_MS) throw new Error(`the program did not come back: ${told}`)
      if (child?.exitCode !== null && child?.exitCode !== undefined)
        throw new Error(`the program ended with ${child.exitCode}: ${told}`)
      await sleep(50)
    }
  }
  const ended = async (): Promise<number | null> => {
    if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    return child?.exitCode ?? null
  }
  return {
    origin,
    dataDir,
    start: async () => {
      child = spawn(nodeOf(root), [join(root, 'bin', 'digiknow.mjs'), 'start'], {
        cwd: root,
        env,
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      child.stderr?.on('data', (text) => {
        told = (told + text).slice(-2000)
      })
      await ready()
    },
    pid: () => child?.pid ?? 0,
    databasePid: () => {
      const file = join(dataDir, 'postgres', 'data', 'postmaster.pid')
      return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) || 0 : 0
    },
    ready,
    ended,
    stop: async () => {
      child?.kill('SIGTERM')
      return ended()
    },
  }
}
