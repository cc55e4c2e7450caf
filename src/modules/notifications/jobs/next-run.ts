import { parseCronItem } from 'graphile-worker'

const MINUTE_MS = 60_000
/** A month and a day: whatever runs at all runs within it, but for a day some months do not have. */
const FURTHEST = 32 * 24 * 60

/** The next time five cron fields (UTC) come round after a moment, or null when not within a month. */
export const nextRun = (cron: string, after: Date): Date | null => {
  const { match } = parseCronItem({ task: 'any', match: cron })
  const first = Math.floor(after.getTime() / MINUTE_MS) + 1
  for (let minute = first; minute < first + FURTHEST; minute++) {
    const at = new Date(minute * MINUTE_MS)
    const digest = {
      min: at.getUTCMinutes(),
      hour: at.getUTCHours(),
      date: at.getUTCDate(),
      month: at.getUTCMonth() + 1,
      dow: at.getUTCDay(),
    }
    if (match(digest)) return at
  }
  return null
}
