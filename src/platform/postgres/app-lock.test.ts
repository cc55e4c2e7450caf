import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { DataDirHeld, holdDataDir } from './app-lock'
import { beganAt, bootId } from './processes'

const folder = mkdtempSync(join(tmpdir(), 'dk-lock-'))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a held data directory is refused until it is let go', () => {
  const release = holdDataDir(folder)
  expect(() => holdDataDir(folder)).toThrow(DataDirHeld)
  release()
  holdDataDir(folder)()
})

test('a lock left by a process that is no more, by another with its id, or before a restart, is passed over', () => {
  const lock = join(folder, 'app.lock')
  const pid = process.pid
  const mine = { token: 'x', pid, began: beganAt(pid), boot: bootId(), since: 'then' }
  writeFileSync(lock, JSON.stringify(mine))
  expect(() => holdDataDir(folder)).toThrow(DataDirHeld)

  const stale = [{ began: 'earlier' }, { boot: 'the one before' }, { pid: 2 ** 22 + 5 }].map((change) =>
    JSON.stringify({ ...mine, ...change }),
  )
  for (const left of [...stale, 'not even JSON', '']) {
    writeFileSync(lock, left)
    const release = holdDataDir(folder)
    expect(JSON.parse(readFileSync(lock, 'utf8')).pid).toBe(process.pid)
    release()
    expect(readdirSync(folder).filter((name) => name.startsWith('app.lock'))).toEqual([])
  }
})
