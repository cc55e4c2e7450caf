import { defineConfig } from 'vitest/config'
import { LongFirst } from './test/long-first.ts'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['{src,demo,bench,test,scripts}/**/*.test.{ts,tsx}'],
    globalSetup: 'test/database.ts',
    pool: 'threads',
    // One more than there are cores where this is run: the longest files mostly wait.
    maxWorkers: 3,
    sequence: { sequencer: LongFirst },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
