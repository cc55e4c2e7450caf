import type { Module } from '#platform/module'
import { importMoves } from './import.moves'
import { importJob } from './import-job'
import { allImporters } from './kinds'
import { routes } from './routes'
import { tidyImports } from './tidy-imports'

export { badRowsFile } from './bad-rows'
export { importerOf, importKinds } from './kinds'
export { unusedColumns } from './open-file'
export { openRun, takeRun } from './open-run'
export { runImport } from './run-import'
export type { ImportMode, Tally } from './tally'

const broughtIn = (detail: Readonly<Record<string, unknown>>): string =>
  `Brought in ${detail.written} of ${detail.read} rows from ${detail.filename}`

export const imports: Module = {
  name: 'imports',
  routes,
  statuses: { import_run: importMoves },
  says: Object.fromEntries(allImporters().map(({ action }) => [action, broughtIn])),
  jobs: { 'import-run': importJob, 'tidy-imports': tidyImports },
  jobNames: { 'import-run': 'Bring records in', 'tidy-imports': 'Forget old files' },
  schedule: { 'tidy-imports': '25 3 * * *' },
  menu: [{ label: 'Bring records in', path: '/imports', action: 'import.list', order: 95 }],
}
