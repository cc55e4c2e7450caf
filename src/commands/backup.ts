import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { exportAlliance } from '#platform/backup/export-alliance'
import { RestoreRefused, readBackup } from '#platform/backup/read-backup'
import { writeBackup } from '#platform/backup/write-backup'
import type { Config } from '#platform/config'
import { openStoreBeside, type Store, withHouse } from './open'
import { CommandRefused } from './refused'

const say = (line: string): void => console.error(line)

/** With a store of our own held by a running program, its PostgreSQL is used where it runs. */
const withStore = async (config: Config, work: (store: Store) => Promise<void>): Promise<void> => {
  const store = await openStoreBeside(config, say)
  try {
    await work(store)
  } finally {
    await store.stop()
  }
}

const restore = async (config: Config, root: string, file: string): Promise<void> =>
  withStore(config, async ({ ownerUrl }) => {
    try {
      const head = await readBackup(ownerUrl, join(root, 'db'), file)
      say(`Restored the backup of ${head.madeAt}. Everyone signs in anew.`)
    } catch (error) {
      if (error instanceof RestoreRefused) throw new CommandRefused(error.message)
      throw error
    }
  })

const exportOne = (config: Config, root: string, file: string, slug: string): Promise<void> =>
  withHouse(config, root, async ({ db, ownerUrl }) => {
    const { rows } = await db.pool.query<{ id: string }>('select id from alliance where slug = $1', [slug])
    const [alliance] = rows
    if (!alliance) throw new CommandRefused(`There is no alliance called ${slug} here.`)
    const sink = createWriteStream(file, { mode: 0o600 })
    await exportAlliance(ownerUrl, alliance.id, sink)
    await new Promise((resolve) => sink.end(resolve))
    say(`Exported ${slug} to ${file}.`)
  })

/** `digiknow backup`, `restore` and `export`. */
export const backupCommands = (config: () => Config, root: string): Command[] => [
  new Command('backup')
    .description('write everything into one file, also while the program runs')
    .argument('<file>')
    .action(async (file: string) => {
      await withStore(config(), ({ ownerUrl }) => writeBackup(ownerUrl, file))
      say(`Backed up to ${file}.`)
    }),
  new Command('restore')
    .description('load a backup into an empty database or a new DATA_DIR')
    .argument('<file>')
    .action((file: string) => restore(config(), root, file)),
  new Command('export')
    .description('write all that one alliance holds as JSON lines')
    .argument('<file>')
    .requiredOption('--alliance <slug>', 'which alliance')
    .action((file: string, { alliance }: { alliance: string }) => exportOne(config(), root, file, alliance)),
]
