import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { queueJob } from '#platform/jobs'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { readCounts, readFailing } from './job.queries'
import { nextRun } from './next-run'
import { retryJob } from './retry-job'
import { taskName } from './task-name'
import { watchJobs } from './watch-jobs'

const owner = async (world: World, sql: string, values: unknown[] = []) => {
  const client = new pg.Client({ connectionString: world.ownerUrl })
  await client.connect()
  const { rows } = await client.query(sql, values).finally(() => client.end())
  return rows as Record<string, unknown>[]
}

/** A job of this world that failed so often; gives its id. */
const failing = async (world: World, task: string, tries: number, error = 'it did not go'): Promise<number> => {
  await world.db.transaction(world.system, (tx) => queueJob(tx, task, { allianceId: world.allianceId, secret: 'Rita' }))
  const [row] = await owner(
    world,
    `update graphile_worker._private_jobs set attempts = $2, last_error = $3, run_at = now() + interval '1 hour'
     where id = (select max(id) from graphile_worker._private_jobs where payload ->> 'allianceId' = $1) returning id::integer`,
    [world.allianceId, tries, error],
  )
  return Number(row?.id)
}
const jobsOf = (world: World) => world.db.transaction(world.system, (tx) => readFailing(tx))
/** A house whose module calls one of its jobs by a word of its own. */
const house = { jobNames: { 'send-something': 'Send the news' } }

const noticesOf = ({ db, allianceId }: World) =>
  db.transaction({ allianceId }, (tx) => tx.selectFrom('staff_notice').select(['words', 'path']).execute())

describe('the queue as an administrator sees it', () => {
  it('is an alliance’s own, without what a job was given and without what errors quote', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    await failing(world, 'test-one', 3, 'invalid input "Rita Webb" for (name) at rita@example.org 07700900123\nsecond line')
    await failing(other, 'test-other', 3)
    const jobs = await jobsOf(world)
    expect(jobs.filter(({ is_shared }) => !is_shared)).toMatchObject([
      { task: 'test-one', tries: 3, most_tries: 12, is_running: false },
    ])
    expect(jobs.find(({ task }) => task === 'test-one')?.why).toBe('invalid input … for … at … …')
    expect(JSON.stringify(jobs)).not.toMatch(/Rita|second line|test-other/)
  })

  it('counts what waits', async () => {
    const world = await newWorld()
    await failing(world, 'test-count', 0)
    await failing(world, 'test-count', 2)
    await failing(world, 'test-count', 12)
    const counts = await world.db.transaction(world.system, (tx) => readCounts(tx))
    expect(counts.find(({ task }) => task === 'test-count')).toMatchObject({ waiting: 2, running: 0 })
  })

  it('can be read no other way', async () => {
    const world = await newWorld()
    await expect(world.db.pool.query('select * from graphile_worker._private_jobs')).rejects.toThrow('permission denied')
  })
})

describe('doing a job again', () => {
  it('gives it all its tries, now, once', async () => {
    const world = await newWorld()
    const job = await failing(world, 'test-again', 12)
    const admin = await world.as('admin')
    expect(await retryJob(admin, { job, task: 'test-again', called: 'Test again' })).toMatchObject({ ok: true })
    const [row] = await owner(world, 'select attempts, run_at <= now() as now from graphile_worker._private_jobs where id = $1', [
      job,
    ])
    expect(row).toEqual({ attempts: 0, now: true })
    expect(await retryJob(admin, { job, task: 'test-again', called: 'Test again' })).toMatchObject({
      ok: false,
      code: 'moved-on',
    })
    const events = await world.db.transaction(world.system, (tx) => tx.selectFrom('event').select(['action', 'detail']).execute())
    expect(events).toEqual([{ action: 'job.retry', detail: { task: 'test-again', called: 'Test again' } }])
  })

  it('refuses one that runs, one of another alliance, one done for all, and none', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const [running, theirs, shared] = [
      await failing(world, 'test-runs', 3),
      await failing(other, 'test-theirs', 3),
      await failing(world, 'test-shared', 3),
    ]
    await owner(world, 'update graphile_worker._private_jobs set locked_at = now(), locked_by = $2 where id = $1', [
      running,
      'me',
    ])
    await owner(world, `update graphile_worker._private_jobs set payload = '{}' where id = $1`, [shared])
    for (const job of [running, theirs, shared, 999_999_999])
      expect(await retryJob(world.system, { job, task: 'x', called: 'X' })).toMatchObject({ ok: false, code: 'moved-on' })
    expect(await retryJob(await world.as('lead'), { job: theirs, task: 'x', called: 'X' })).toMatchObject({
      ok: false,
      status: 403,
    })
    await owner(world, 'delete from graphile_worker._private_jobs where id = any($1)', [[running, shared]])
  })
})

describe('work that keeps failing', () => {
  it('is told to administrators once a day for each kind', async () => {
    const world = await newWorld()
    await world.as('admin')
    await world.as('helpline')
    await failing(world, 'test-hiccup', 3)
    await watchJobs(world.system, {}, house)
    expect(await noticesOf(world)).toEqual([])
    for (let turn = 0; turn < 3; turn++) await failing(world, 'send-something', 4)
    await failing(world, 'test-more', 12)
    await Promise.all([
      watchJobs(world.system, {}, house),
      watchJobs(world.system, {}, house),
      watchJobs(world.system, {}, house),
    ])
    const words = (await noticesOf(world)).map((notice) => notice.words).toSorted()
    expect(words).toEqual([
      'Work the program does by itself keeps failing: send the news',
      'Work the program does by itself keeps failing: test more',
    ])
    await watchJobs(world.at('2025-11-06T10:00:00Z').system, {}, house)
    expect(await noticesOf(world)).toHaveLength(4)
  })

  it('is counted for those who watch over the installation', async () => {
    const world = await newWorld()
    await failing(world, 'test-metric', 3)
    const { app } = await openSite(world)
    const { body } = await app.inject({ method: 'GET', url: '/metrics' })
    expect(body).toContain('digiknow_jobs{task="test-metric",state="failing"} 1')
    expect(body).toContain('digiknow_job_late_seconds{task="test-metric"} 0')
    expect(body).not.toContain(world.allianceId)
  })
})

describe('the page', () => {
  it('says what fails, waits and comes next, and does a job again', async () => {
    const world = await newWorld()
    const admin = await world.as('admin')
    const site = await openSite(world)
    expect((await site.get(admin, '/jobs')).body).toContain('Nothing is stuck.')
    const job = await failing(world, 'test-page', 5)
    const { body } = await site.get(admin, '/jobs')
    for (const words of ['1 piece of work keeps failing.', '5 of 12', 'Test page', 'it did not go', 'Write the daily emails'])
      expect(body).toContain(words)
    const again = await site.post(admin, `/jobs/${job}/retry`, { task: 'test-page' })
    expect([again.statusCode, again.headers.location]).toEqual([303, `/${world.slug}/jobs`])
    expect((await site.post(admin, '/jobs/x/retry', { task: 'test-page' })).statusCode).toBe(404)
    expect((await site.post(admin, `/jobs/${job}/retry`, {})).statusCode).toBe(422)
  })
})

describe('what a job is called', () => {
  it.each([
    ['send-something', 'Send the news'],
    ['tell-someone', 'Tell someone'],
    ['constructor', 'Constructor'],
  ])('%s', (task, called) => expect(taskName(house, task)).toBe(called))
})

describe('the next time by the clock', () => {
  it.each([
    ['*/10 6-18 * * *', '2025-11-05T18:55:00Z', '2025-11-06T06:00:00.000Z'],
    ['15 3 * * *', '2025-11-05T03:15:00Z', '2025-11-06T03:15:00.000Z'],
    ['0 7 * * 1', '2025-11-05T10:00:00Z', '2025-11-10T07:00:00.000Z'],
    ['0 4 1 * *', '2025-12-31T23:59:00Z', '2026-01-01T04:00:00.000Z'],
    ['* * * * *', '2025-11-05T10:00:59Z', '2025-11-05T10:01:00.000Z'],
  ])('%s after %s', (cron, after, next) => expect(nextRun(cron, new Date(after))?.toISOString()).toBe(next))
  it('is none for a day that does not come', () => expect(nextRun('0 0 30 2 *', new Date('2025-11-05T10:00:00Z'))).toBeNull())
})
