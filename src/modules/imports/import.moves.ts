import { moves } from '#platform/moves'

export const IMPORT_STATUSES = ['uploaded', 'waiting', 'running', 'done', 'failed'] as const
export type ImportStatus = (typeof IMPORT_STATUSES)[number]

/** From a file sent to its rows written. A run that died half way may be taken up again. */
export const importMoves = moves<ImportStatus>()({
  start: { from: ['uploaded'], to: 'waiting' },
  /** The file had rows to put right and nothing was brought in: now its good rows are. */
  takeGood: { from: ['failed'], to: 'waiting' },
  run: { from: ['waiting', 'running'], to: 'running' },
  finish: { from: ['running'], to: 'done' },
  fail: { from: ['waiting', 'running'], to: 'failed' },
})
