import type { Module } from '#platform/module'
import { importMoves } from './import.moves'
import { importJob } from './import-job'

export { importerOf } from './kinds'

export const imports: Module = {
  name: 'imports',
  routes: [],
  statuses: { import_run: importMoves },
  jobs: { 'import-run': importJob },
}
