import { type ParsedCronItem, parseCronItems } from 'graphile-worker'
import type { Module } from './module'

const HOUR_MS = 3_600_000
/** What should have run while the program was down is made up for when it starts, if it is not longer ago than this. */
const MADE_UP_MS = 6 * HOUR_MS

/** Work that comes once a day or less: its minute and hour are plain numbers. What comes often has its next time soon. */
const isDaily = (match: string): boolean => /^\d+ \d+ /.test(match)

/** When the jobs of these modules come by the clock. A restart at the very minute loses no day. */
export const timetable = (modules: readonly Pick<Module, 'schedule'>[]): ParsedCronItem[] =>
  parseCronItems(
    modules.flatMap(({ schedule }) =>
      Object.entries(schedule ?? {}).map(([task, match]) => ({
        ...{ task, match, identifier: task },
        options: { backfillPeriod: isDaily(match) ? MADE_UP_MS : 0 },
      })),
    ),
  )
