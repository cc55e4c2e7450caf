import type { Module } from '#platform/module'
import { importMoves } from './import.moves'
import { importJob } from './import-job'

export { badRowsFile } from './bad-rows'
export { importerOf, importKinds } from './kinds'
export { openRun, takeRun } from './open-run'
export { runImport } from './run-import'
export type { ImportMode, ImportPlan, Tally } from './tally'

export const imports: Module = {
  name: 'imports',
  routes: [],
  statuses: { import_run: importMoves },
  jobs: { 'import-run': importJob },
}
