import { z } from 'zod'
import { needed, whole } from '#platform/fields'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { button, page, refused } from '#platform/http/routes'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { readWaysNow } from '../board/ways-now'
import { readClock, readCounts, readFailing } from './job.queries'
import { jobsPage } from './jobs.page'
import { nextRun } from './next-run'
import { retryJob } from './retry-job'
import { taskName } from './task-name'

const showJobs = async (ask: Ask): Promise<Reply> => {
  const now = ask.ctx.clock.now()
  const read = await reading(ask.ctx, 'job.list', async (tx) => {
    const last = await readClock(tx)
    const clock = Object.entries(ask.house.schedule)
      .map(([task, cron]) => ({ task, next: nextRun(cron, now), last: last.get(task) ?? null }))
      .toSorted((one, other) => Number(one.next ?? 0) - Number(other.next ?? 0))
    return { counts: await readCounts(tx), failing: await readFailing(tx), clock }
  })
  return read.ok ? jobsPage(ask, read.value, await readWaysNow(ask.ctx, ask.house)) : refused(read)
}

const jobNumber = whole(1, 999_999_999, 'Choose a job')

export const jobRoutes: readonly Route[] = [
  page('/jobs', 'job.list', showJobs),
  button({
    path: '/jobs/:job/retry',
    action: 'job.retry',
    schema: z.object({ task: needed('Choose a job', 100) }),
    act: async (ask, { task }) => {
      const job = jobNumber.safeParse(ask.params.job)
      return job.success ? retryJob(ask.ctx, { job: job.data, task, called: taskName(ask.house, task) }) : refuse('not-found')
    },
    next: () => '/jobs',
  }),
]
