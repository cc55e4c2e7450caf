import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Place } from './place'
import { allIn, isAlive, sendSignal, worksIn } from './processes'
import { asRunner } from './runner'

/** The main PostgreSQL process; `exited` resolves when it is gone, with its code where that can be known. */
export interface Postmaster {
  pid: number
  socket: string
  exited: Promise<number | null>
}

interface Written {
  pid: number
  socket: string
  status: string
}

const STEP_MS = 15
const ORPHAN_GRACE_MS = 1500
const LONGEST_MS = 120_000

const written = (pgdata: string): Written | undefined => {
  try {
    const lines = readFileSync(join(pgdata, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), socket: lines[4] ?? '', status: (lines[7] ?? '').trim() }
  } catch {
    return undefined
  }
}

const watchFromOutside = async (pid: number, pgdata: string): Promise<null> => {
  while (worksIn(pid, pgdata)) await sleep(250, undefined, { ref: false })
  return null
}

/**
 * What became of a PostgreSQL left by an app that died: usually its watchdog is stopping it, and this waits for the end.
 * One that stays ready has lost its watchdog too, and is adopted. Resolves to undefined when none is left.
 */
export const findOrphan = async ({ pgdata }: Place): Promise<Postmaster | undefined> => {
  let readySince = 0
  for (const began = Date.now(); Date.now() - began < LONGEST_MS; await sleep(STEP_MS)) {
    const found = written(pgdata)
    if (!found || !worksIn(found.pid, pgdata)) return undefined

    if (found.status !== 'ready') readySince = 0
    else readySince ||= Date.now()
    if (readySince && Date.now() - readySince > ORPHAN_GRACE_MS) {
      return { pid: found.pid, socket: found.socket, exited: watchFromOutside(found.pid, pgdata) }
    }
  }
  throw new Error(`The PostgreSQL left running in ${pgdata} does not stop: stop process ${written(pgdata)?.pid} by hand`)
}

const lockPid = (lock: string): number => {
  try {
    return Number.parseInt(readFileSync(lock, 'utf8'), 10)
  } catch {
    return 0
  }
}

// Process ids come round again, so a lock may seem to be held by a stranger. The caller knows that nobody of ours is left.
const clearStrangersLocks = ({ pgdata, socket }: Place): void => {
  for (const lock of [join(pgdata, 'postmaster.pid'), join(socket, '.s.PGSQL.5432.lock')]) {
    const pid = lockPid(lock)
    if (pid && isAlive(pid) && !worksIn(pid, pgdata)) rmSync(lock, { force: true })
  }
}

/**
 * Clears what a killed postmaster leaves. Its workers notice and go by themselves, all but one deep in a query, which would keep
 * the shared memory; ending that one is no more than the crash that PostgreSQL recovers from anyway.
 */
export const clearRemains = async (place: Place): Promise<void> => {
  for (const began = Date.now(); ; await sleep(STEP_MS)) {
    const left = allIn(place.pgdata)
    if (left.length === 0) return clearStrangersLocks(place)

    const waited = Date.now() - began
    if (waited > LONGEST_MS) throw new Error(`Processes ${left.join(', ')} of a killed PostgreSQL do not end: stop them by hand`)
    if (waited > 500) for (const pid of left) sendSignal(pid, 'SIGKILL')
  }
}

const spawnOnce = (place: Place, settings: string[], said: string): ChildProcess => {
  const { runner, env, binaries, pgdata } = place
  const line = asRunner(runner, binaries.postgres, ['-D', pgdata, ...settings])
  const out = openSync(said, 'w', 0o600)
  // Its own session: Ctrl-C goes to the app alone, which then stops PostgreSQL in order.
  const child = spawn(line.command, line.args, { ...runner.become, env, cwd: '/', detached: true, stdio: ['ignore', out, out] })
  closeSync(out)
  child.unref()
  return child
}

const untilReady = async (child: ChildProcess, pgdata: string): Promise<boolean> => {
  for (const began = Date.now(); Date.now() - began < LONGEST_MS; await sleep(STEP_MS)) {
    if (child.exitCode !== null || child.signalCode !== null) return false
    const now = written(pgdata)
    if (now?.pid === child.pid && now?.status === 'ready') return true
  }
  if (child.pid) sendSignal(child.pid, 'SIGINT')
  return false
}

/** Starts PostgreSQL and resolves when it takes connections; tries again for 3 seconds while a lock is still being let go. */
export const startPostmaster = async (place: Place, settings: string[]): Promise<Postmaster> => {
  const said = join(place.log, 'start.log')
  for (const began = Date.now(); ; await sleep(200)) {
    const child = spawnOnce(place, settings, said)
    const exited = once(child, 'exit').then(([code]) => code as number | null)
    exited.catch(() => {})
    if (child.pid && (await untilReady(child, place.pgdata))) return { pid: child.pid, socket: place.socket, exited }

    const reason = readFileSync(said, 'utf8')
    const mayPass = /lock file|shared memory block|still in use/.test(reason) && Date.now() - began < 3000
    if (!mayPass) throw new Error(`PostgreSQL did not start: ${reason.trim() || (await exited.catch(String))}`)
    await clearRemains(place)
  }
}
