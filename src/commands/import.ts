import { createWriteStream } from 'node:fs'
import { access, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Argument, Command, Option } from 'commander'
import { z } from 'zod'
import {
  badRowsFile,
  type ImportMode,
  importerOf,
  importKinds,
  openRun,
  runImport,
  type Tally,
  takeRun,
  unusedColumns,
} from '#modules/imports'
import { systemActor } from '#platform/access'
import { systemClock } from '#platform/clock'
import type { Ctx } from '#platform/command'
import type { Config } from '#platform/config'
import type { Database } from '#platform/db'
import type { AnyImporter } from '#platform/importer'
import { type ColumnMapping, TableError } from '#platform/tabular/index'
import { withHouse } from './open'
import { CommandRefused } from './refused'

export interface ImportArgs {
  readonly kind: string
  readonly file: string
  readonly alliance: string
  readonly mode?: ImportMode
  /** A JSON file: { "postcode": "Post code" }, our name for a column → the file's. */
  readonly mapping?: string
  /** Where to write the rows to put right. */
  readonly badRows?: string
}

const say = (line: string): void => console.error(line)

const number = (count: number): string => count.toLocaleString('en-GB')

const progressOf = ({ read, written, bad }: Tally): string =>
  `${number(read)} rows read, ${number(written)} brought in${bad > 0 ? `, ${number(bad)} to put right` : ''}`

const leftOutOf = ({ leftOut }: Tally): string =>
  Object.entries(leftOut)
    .map(([reason, count]) => `; ${number(count)} ${reason}`)
    .join('')

const ctxOf = async (db: Database, slug: string): Promise<Ctx> => {
  const { rows } = await db.pool.query<{ id: string }>('select id from alliance where slug = $1', [slug])
  const [alliance] = rows
  if (!alliance) throw new CommandRefused(`There is no alliance called ${slug} here.`)
  return { db, allianceId: alliance.id, actor: systemActor, clock: systemClock }
}

const mappingFrom = async (importer: AnyImporter, file: string | undefined): Promise<ColumnMapping | undefined> => {
  if (!file) return undefined
  const read = z.record(z.string(), z.string()).safeParse(JSON.parse(await readFile(file, 'utf8')))
  if (!read.success) throw new CommandRefused(`${file} must be JSON such as { "postcode": "Post code" }.`)
  const strange = Object.keys(read.data).filter((name) => !importer.columns.some((column) => column.name === name))
  const names = importer.columns.map(({ name }) => name).join(', ')
  if (strange.length > 0) throw new CommandRefused(`We know no column called ${strange.join(', ')}. Known: ${names}.`)
  return importer.columns.map(({ name }) => ({ name, column: read.data[name] ?? null }))
}

/** Says what will be left out before anything is read. What is wrong with the file as a whole is said when it is brought in. */
const sayUnused = async (importer: AnyImporter, file: string, how: { filename: string; mapping: ColumnMapping | undefined }) => {
  try {
    const unused = await unusedColumns(importer, file, how)
    if (unused.length > 0) say(`Not used from this file: ${unused.join(', ')}. To use one, say which it is with --mapping.`)
  } catch (error) {
    if (!(error instanceof TableError)) throw error
  }
}

/** Brings one file in, as the system. Gives whether rows were refused so that nothing was written. */
export const importIntoHouse = async (
  db: Database,
  args: ImportArgs,
): Promise<{ readonly ok: boolean; readonly tally: Tally }> => {
  const importer = importerOf(args.kind)
  if (!importer) throw new CommandRefused(`We cannot bring in ${args.kind}. We can: ${importKinds().join(', ')}.`)
  const mapping = await mappingFrom(importer, args.mapping)
  const ctx = await ctxOf(db, args.alliance)
  const [filename, mode] = [basename(args.file), args.mode ?? 'all']
  await sayUnused(importer, args.file, { filename, mapping })
  const opened = await openRun(ctx, importer, { filename, content: null, mode })
  if (!opened.ok) throw new CommandRefused(opened.says)
  const runId = opened.value
  await takeRun(ctx, importer, runId)
  const { outcome, tally } = await runImport(ctx, importer, args.file, { runId, filename, mapping, mode }, (now) =>
    say(progressOf(now)),
  )
  if (tally.bad > 0 && args.badRows) {
    await pipeline(badRowsFile(ctx, { id: runId, columns: tally.columns }), createWriteStream(args.badRows, { mode: 0o600 }))
    say(`The rows to put right are in ${args.badRows}.`)
  }
  if (!outcome.ok) say(outcome.says)
  say(progressOf(tally) + leftOutOf(tally))
  return { ok: outcome.ok, tally }
}

const run = async (config: Config, root: string, args: ImportArgs): Promise<void> => {
  await access(args.file).catch(() => {
    throw new CommandRefused(`We cannot open ${args.file}.`)
  })
  await withHouse(config, root, async ({ db }) => {
    const { ok } = await importIntoHouse(db, args)
    if (!ok) process.exitCode = 1
  })
}

/** `digiknow import`. */
export const importCommand = (config: () => Config, root: string): Command =>
  new Command('import')
    .description('bring records in from a file: CSV, XLSX, or GeoJSON for areas')
    .addArgument(new Argument('<kind>', 'what the file holds').choices(importKinds()))
    .argument('<file>')
    .requiredOption('--alliance <slug>', 'which alliance')
    .addOption(
      new Option('--mode <mode>', 'all: everything or nothing; good: the good rows').choices(['all', 'good']).default('all'),
    )
    .option('--mapping <file>', 'a JSON file that says which column is which')
    .option('--bad-rows <file>', 'where to write the rows to put right')
    .action((kind: string, file: string, options: Omit<ImportArgs, 'kind' | 'file'>) =>
      run(config(), root, { kind, file, ...options }),
    )
