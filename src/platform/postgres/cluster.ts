import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Place } from './place'
import { asRunner } from './runner'

const MAJOR = '18'
const UNFINISHED = 'making-'

// The superuser made by initdb is refused on the socket: nothing DigiKnow does needs one once the cluster is made.
const HBA = 'local all postgres reject\nlocal all all trust\n'

// CREATEDB lets the owner make scratch databases (tests, a restore tried out); neither role can pass row-level security.
const ROLES = `
CREATE ROLE digiknow_owner LOGIN NOSUPERUSER NOBYPASSRLS NOREPLICATION CREATEROLE CREATEDB;
CREATE ROLE digiknow_app LOGIN NOSUPERUSER NOBYPASSRLS NOREPLICATION NOCREATEROLE NOCREATEDB;
GRANT digiknow_app TO digiknow_owner WITH ADMIN TRUE, INHERIT FALSE, SET TRUE;
CREATE DATABASE digiknow OWNER digiknow_owner;
`

const run = async (place: Place, program: string, args: string[], input = ''): Promise<void> => {
  const { runner, env } = place
  const line = asRunner(runner, program, args)
  const child = spawn(line.command, line.args, { ...runner.become, env, cwd: '/', stdio: ['pipe', 'pipe', 'pipe'] })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(String(chunk)))
  child.stdin.on('error', () => {})
  child.stdin.end(input)

  const [code] = await once(child, 'close')
  // Single-user mode leaves with 0 even after a failed statement, so its words are read as well.
  if (code !== 0 || /^.*(ERROR|FATAL|PANIC):/m.test(said.join('')))
    throw new Error(`PostgreSQL could not be set up: ${said.join('')}`)
}

const initdbArgs = (folder: string): string[] => {
  // PostgreSQL's built-in C.UTF-8 sorts the same on every machine, whatever its C library; macOS has no locale of that name.
  const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'
  const sort = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${locale}`, '--encoding=UTF8']
  return ['-D', folder, '-U', 'postgres', '--auth=trust', '--data-checksums', '--no-sync', '--no-instructions', ...sort]
}

const make = async (place: Place, folder: string): Promise<void> => {
  const { binaries, runner } = place
  await run(place, binaries.initdb, initdbArgs(folder))
  await run(place, binaries.postgres, ['--single', '-F', '-D', folder, 'postgres'], ROLES)

  const hba = join(folder, 'pg_hba.conf')
  writeFileSync(hba, HBA)
  chownSync(hba, runner.owner.uid, runner.owner.gid)
  await run(place, binaries.initdb, ['-D', folder, '--sync-only'])
}

// An initdb whose app was killed may still be at work in its folder, so each making has a name of its own, and what will not
// go now goes at the next start.
const clearUnfinished = (home: string): void => {
  for (const name of readdirSync(home).filter((each) => each.startsWith(UNFINISHED))) {
    try {
      rmSync(join(home, name), { recursive: true, force: true })
    } catch {
      // Someone is still writing there.
    }
  }
}

const moveInto = (made: string, pgdata: string): void => {
  renameSync(made, pgdata)
  const home = openSync(dirname(pgdata), 'r')
  fsyncSync(home)
  closeSync(home)
}

/** Makes the cluster with its roles and database unless it is there. It appears whole or not at all; resolves to true when made. */
export const ensureCluster = async (place: Place): Promise<boolean> => {
  const { home, pgdata } = place
  clearUnfinished(home)
  if (existsSync(pgdata)) {
    const version = readFileSync(join(pgdata, 'PG_VERSION'), 'utf8').trim()
    if (version === MAJOR) return false
    throw new Error(
      `${pgdata} was written by PostgreSQL ${version}, and this is ${MAJOR}: export it with the DigiKnow that wrote it`,
    )
  }
  const making = join(home, `${UNFINISHED}${randomUUID()}`)
  await make(place, making)
  moveInto(making, pgdata)
  return true
}
