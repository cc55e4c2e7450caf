import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
// @ts-expect-error a plain script, run by `npm run lint`
import { breachesIn } from './structure.mjs'

const houseOf = (files: Record<string, string>): string => {
  const root = mkdtempSync(join(tmpdir(), 'digiknow-structure-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

describe('the structure rules', () => {
  it.each([
    ['platform imports ui', { 'src/platform/a.ts': "import { x } from '#ui/govuk'" }, 'platform imports'],
    ['ui imports a module', { 'src/ui/layout/a.ts': "import { x } from '#modules/people'" }, 'ui imports'],
    [
      'a module reaches into another',
      { 'src/modules/devices/a.ts': "import { x } from '../people/person'" },
      'round its index.ts',
    ],
    ['people imports a working module', { 'src/modules/people/a.ts': "import { x } from '#modules/devices'" }, 'stands above it'],
    [
      'two modules in a circle',
      {
        'src/modules/devices/a.ts': "import { x } from '#modules/skills'",
        'src/modules/skills/a.ts': "import { x } from '#modules/devices'",
      },
      'circle',
    ],
    [
      'a status written outside a command',
      { 'src/modules/devices/a.ts': "tx.updateTable('loan').set({ status: to })" },
      'outside a command',
    ],
    [
      'a status written by name',
      { 'src/modules/devices/a.ts': "command('x', () => tx.updateTable('loan').set({ status: 'lost' }))" },
      'by name',
    ],
    ['a file that is too long', { 'src/platform/a.ts': '\n'.repeat(251) }, 'at most 250'],
    ['export star', { 'src/platform/a.ts': "export * from './b'" }, 'hides'],
  ])('name %s', (_name, files, words) => {
    expect(breachesIn(houseOf(files)).join('\n')).toContain(words)
  })

  it('let a tidy house be', () => {
    const files = {
      'src/modules/devices/a.ts':
        "import { x } from '#modules/people'\nimport { y } from './b'\ncommand('loan.lose', () => tx.updateTable('loan').set({ status: to }))",
    }
    expect(breachesIn(houseOf(files))).toEqual([])
  })
})
