import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { holdDataDir } from './app-lock'
import { ensureCluster } from './cluster'
import { openDataDir, type Place, placeFor, socketFolder } from './place'
import { clearRemains, findOrphan, type Postmaster, startPostmaster } from './postmaster'
import { sendSignal } from './processes'
import { handOver, privateFolder } from './runner'
import { settingsFor } from './settings'
import { watch } from './watchdog'

export { DataDirHeld } from './app-lock'
export { binariesFor } from './binaries'

export interface Launched {
  ownerUrl: string
  appUrl: string
  stop(): Promise<void>
  adopted: boolean
  pid: number
}

export interface LaunchOptions {
  dataDir: string
  log: (line: string) => void
  settings?: Record<string, string>
  /** Called once when PostgreSQL ends without having been asked to; the data directory is free by then, to launch again. */
  onExit?: (code: number | null) => void
}

const STOP_PATIENCE_MS = 30_000

const url = (role: string, socket: string): string => `postgresql://${role}@localhost/digiknow?host=${encodeURIComponent(socket)}`

const startFresh = async (place: Place, { log, settings }: LaunchOptions): Promise<Postmaster> => {
  handOver(place.home, place.runner)
  for (const folder of [place.home, place.socket, place.log]) privateFolder(folder, place.runner)

  const began = Date.now()
  const made = await ensureCluster(place)
  if (made) log(`Made the database in ${place.pgdata} (${Date.now() - began} ms)`)
  await clearRemains(place)
  const started = await startPostmaster(place, settingsFor(place, settings))
  log(`PostgreSQL started as ${place.runner.name} (process ${started.pid}, ${Date.now() - began} ms)`)
  return started
}

// SIGINT is PostgreSQL's fast shutdown: open transactions end, what was acknowledged is kept. SIGQUIT is for one that hangs.
const shutDown = async ({ pid, exited }: Postmaster): Promise<void> => {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    sendSignal(pid, signal)
    const patience = new AbortController()
    const waiting = sleep(STOP_PATIENCE_MS, 'late', { signal: patience.signal }).catch(() => 'late')
    const end = await Promise.race([exited, waiting])
    patience.abort()
    if (end !== 'late') return
  }
}

const attend = (
  postmaster: Postmaster,
  pgdata: string,
  release: () => void,
  onExit: LaunchOptions['onExit'],
): (() => Promise<void>) => {
  const callOff = watch(pgdata, postmaster.pid)
  let stopping: Promise<void> | undefined
  let gone = false
  postmaster.exited.then((code) => {
    gone = true
    callOff()
    release()
    if (!stopping) onExit?.(code)
  })
  return () => {
    stopping ??= gone ? Promise.resolve() : shutDown(postmaster)
    return stopping
  }
}

/** How to reach the PostgreSQL of a data directory that a running program holds, for work beside it such as a backup. */
export const runningUrls = (dataDir: string): { ownerUrl: string; appUrl: string } => {
  const socket = socketFolder(join(openDataDir(dataDir), 'postgres'))
  return { ownerUrl: url('digiknow_owner', socket), appUrl: url('digiknow_app', socket) }
}

/**
 * Starts, or adopts, the PostgreSQL under dataDir, and holds dataDir until it is stopped; throws DataDirHeld while another app does.
 * On first use makes database `digiknow`, its owner `digiknow_owner` and the login `digiknow_app`; neither role is a superuser.
 */
export const launchPostgres = async (options: LaunchOptions): Promise<Launched> => {
  const dataDir = openDataDir(options.dataDir)
  const release = holdDataDir(dataDir)
  try {
    const place = placeFor(dataDir)
    const orphan = await findOrphan(place)
    if (orphan) options.log(`Took over the PostgreSQL already running (process ${orphan.pid})`)
    const postmaster = orphan ?? (await startFresh(place, options))
    const stop = attend(postmaster, place.pgdata, release, options.onExit)
    const { pid, socket } = postmaster
    return { ownerUrl: url('digiknow_owner', socket), appUrl: url('digiknow_app', socket), stop, adopted: Boolean(orphan), pid }
  } catch (error) {
    release()
    throw error
  }
}
