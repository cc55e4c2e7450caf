import { sql } from 'kysely'
import { command } from '#platform/command'
import { done, refuse } from '#platform/outcome'

interface JobToRetry {
  readonly job: number
  readonly task: string
  /** What people call it. */
  readonly called: string
}

/** Does one of the alliance's failing jobs again now, with all its tries. Refuses `moved-on` when it has been done, runs, or is not theirs. */
export const retryJob = command('job.retry', async ({ tx, allianceId }, { job, ...what }: JobToRetry) => {
  const { rows } = await sql<{ again: boolean }>`select retry_own_job(${job}) as again`.execute(tx)
  if (!rows[0]?.again) return refuse('moved-on')
  return done(null, { about: { type: 'alliance', id: allianceId }, detail: { ...what } })
})
