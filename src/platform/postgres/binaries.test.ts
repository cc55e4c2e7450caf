import { execFileSync } from 'node:child_process'
import { cpSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { binariesFor, libraryEnv } from './binaries'

const folder = mkdtempSync(join(tmpdir(), 'dk-bin-'))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the library links that npm left out are made in a folder of ours, and the programs run with them', () => {
  const real = binariesFor().native
  const native = join(folder, 'native')
  for (const part of ['bin', 'lib']) cpSync(join(real, part), join(native, part), { recursive: true })
  cpSync(join(real, 'pg-symlinks.json'), join(native, 'pg-symlinks.json'))
  const lib = join(native, 'lib')
  for (const name of readdirSync(lib)) if (lstatSync(join(lib, name)).isSymbolicLink()) rmSync(join(lib, name))

  const initdb = (env: Record<string, string>): string =>
    execFileSync(join(native, 'bin', 'initdb'), ['--version'], { encoding: 'utf8', env, stdio: 'pipe' })
  expect(() => initdb({})).toThrow(/shared libraries|Library not loaded/)
  for (const _ of ['made', 'found again']) expect(initdb(libraryEnv(native, join(folder, 'links')))).toContain('18.')
})

test('a machine without PostgreSQL programs is told what to do', () => {
  expect(() => binariesFor('win32', 'x64')).toThrow(/No PostgreSQL comes with DigiKnow for win32-x64: .* set DATABASE_URL/)
})

test('the programs npm installed here run, whether or not npm made their links', () => {
  const { native, postgres } = binariesFor()
  const env = libraryEnv(native, join(folder, 'links here'))
  expect(execFileSync(postgres, ['--version'], { encoding: 'utf8', env })).toContain('18.')
})
