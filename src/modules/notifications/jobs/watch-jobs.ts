import { type Ctx, command } from '#platform/command'
import type { House } from '#platform/module'
import { done } from '#platform/outcome'
import { readWays } from '../providers/ways'
import { tellStaff } from '../staff/tell-staff'
import { readFailing, TRIES_TO_WORRY } from './job.queries'
import { taskName } from './task-name'
import { tellOfWays } from './watch-ways'

/** Tells administrators of each kind of work that keeps failing, once a day. */
const tellOfFailures = command('job.watch', async (work, house: Pick<House, 'jobNames'>) => {
  const failing = await readFailing(work.tx, TRIES_TO_WORRY)
  const tasks = [...new Set(failing.map(({ task }) => task))]
  for (const task of tasks) {
    await tellStaff(work, {
      to: { role: 'admin' },
      about: { type: 'alliance', id: work.allianceId },
      words: `Work the program does by itself keeps failing: ${taskName(house, task).toLowerCase()}`,
      path: '/jobs',
      cause: `job-failing ${task} ${work.today}`,
    })
  }
  return done(tasks.length)
})

/** Looks for work that keeps failing, and for messages that cannot go. */
export const watchJobs = async (ctx: Ctx, _payload: object, house: Pick<House, 'jobNames'>): Promise<void> => {
  await tellOfFailures(ctx, house)
  await tellOfWays(ctx, await readWays(ctx))
}
