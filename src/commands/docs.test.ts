import { readFile } from 'node:fs/promises'
import { expect, inject, it } from 'vitest'
import { withDatabase } from '../../test/database'
import { printedDocs } from './docs'

it.each(['docs/permissions.md', 'docs/statuses.md', 'src/platform/db-schema.ts'])(
  '%s is as the code has it (else run: npm run docs)',
  async (file) => {
    const printed = await printedDocs(withDatabase(inject('databaseUrl'), 'digiknow_test_template'))
    expect(printed[file]).toBe(await readFile(file, 'utf8'))
  },
)
