import { createHash } from 'node:crypto'
import { accessSync, constants, mkdirSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Binaries, binariesFor, libraryEnv } from './binaries'
import { chooseRunner, type Runner } from './runner'

/** Where one PostgreSQL lives, and how it is run there. */
export interface Place {
  home: string
  pgdata: string
  log: string
  socket: string
  env: NodeJS.ProcessEnv
  binaries: Binaries
  runner: Runner
}

// A socket's whole path must fit in 104 bytes on some systems; PostgreSQL adds "/.s.PGSQL.5432.lock".
const LONGEST_SOCKET_FOLDER = 80

/** Where the PostgreSQL that lives in `home` listens. */
export const socketFolder = (home: string): string => {
  const near = join(home, 'socket')
  if (Buffer.byteLength(near) <= LONGEST_SOCKET_FOLDER) return near
  const name = `digiknow-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`
  const temporary = join(tmpdir(), name)
  return Buffer.byteLength(temporary) <= LONGEST_SOCKET_FOLDER ? temporary : join('/tmp', name)
}

/** Makes the data directory if need be and returns its real path. Others may walk through it, never list it. */
export const openDataDir = (dataDir: string): string => {
  try {
    mkdirSync(resolve(dataDir), { recursive: true, mode: 0o711 })
    accessSync(dataDir, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new Error(`DigiKnow cannot write to ${resolve(dataDir)}: choose another DATA_DIR, or start as its owner`, {
      cause: error,
    })
  }
  return realpathSync(dataDir)
}

/** Finds where and how PostgreSQL runs for a data directory. The caller holds its lock. */
export const placeFor = (dataDir: string): Place => {
  const binaries = binariesFor()
  // In English, since a start reads PostgreSQL's words to decide whether to try again.
  const env = {
    PATH: process.env.PATH,
    LC_ALL: 'C',
    ...libraryEnv(binaries.native, join(dataDir, 'postgres-libraries')),
  }
  const home = join(dataDir, 'postgres')
  const runner = chooseRunner(binaries.postgres, home, env)
  return { home, pgdata: join(home, 'data'), log: join(home, 'log'), socket: socketFolder(home), env, binaries, runner }
}
