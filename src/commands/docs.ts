import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describePermissions, describeStatuses } from '#platform/describe-access'
import { describeSchema } from '#platform/describe-schema'
import { migrate } from '#platform/migrate'
import { launchPostgres } from '#platform/postgres/launcher'
import { modules } from '../app'

/** What is printed from code: file → text. The schema is read from a freshly migrated database. */
export const printedDocs = async (ownerUrl: string): Promise<Record<string, string>> => ({
  'docs/permissions.md': describePermissions(),
  'docs/statuses.md': describeStatuses(modules),
  'src/platform/db-schema.ts': await describeSchema(ownerUrl),
})

/** Prints the documents made from code, each into its file. */
export const printDocs = async (root: string): Promise<void> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'digiknow-docs-'))
  const own = await launchPostgres({ dataDir, log: () => {} })
  try {
    await migrate(own.ownerUrl, join(root, 'db'))
    for (const [file, text] of Object.entries(await printedDocs(own.ownerUrl))) {
      const path = join(root, file)
      const before = await readFile(path, 'utf8').catch(() => '')
      if (before !== text) await writeFile(path, text)
      console.log(`${file}: ${before === text ? 'as it was' : 'printed anew'}`)
    }
  } finally {
    await own.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
