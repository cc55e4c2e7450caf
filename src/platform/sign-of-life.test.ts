import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { newWorld } from '#test/world'
import { type SignOfLife, signOfLife } from './sign-of-life'

const PATIENCE_MS = 150
const open: SignOfLife[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((sign) => sign.stop()))
})

const { ownerUrl } = await newWorld()

const ask = async <T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  return (await client.query<T>(sql, values).finally(() => client.end())).rows
}

/** Work in the hands of a worker; gives the worker's id. */
const holding = async (): Promise<string> => {
  const id = `pool-${newId()}`
  await ask(`select graphile_worker.add_job('test-held', json_build_object('of', $1::text), queue_name := $1::text)`, [id])
  const held = 'set locked_by = $1, locked_at = now() where'
  await ask(`update graphile_worker._private_jobs ${held} payload ->> 'of' = $1`, [id])
  await ask(`update graphile_worker._private_job_queues ${held} queue_name = $1`, [id])
  return id
}

/** What of a worker's is still locked: the job and its queue. */
const locked = async (worker: string): Promise<number> => {
  const [row] = await ask<{ n: number }>(
    `select (select count(*) from graphile_worker._private_jobs where locked_by = $1)::int
      + (select count(*) from graphile_worker._private_job_queues where locked_by = $1)::int as n`,
    [worker],
  )
  return row?.n ?? 0
}

const process = (): SignOfLife => {
  const sign = signOfLife(ownerUrl, PATIENCE_MS)
  open.push(sign)
  return sign
}

/** A process with one worker that has work in hand. */
const working = async () => {
  const [sign, worker] = [process(), await holding()]
  sign.begins(worker)
  await sign.beat()
  return { sign, worker }
}

const beatOften = async (...signs: SignOfLife[]): Promise<string[]> => {
  const freed: string[] = []
  for (let turn = 0; turn < 5; turn++) {
    for (const sign of signs) freed.push(...(await sign.beat()))
    await sleep(PATIENCE_MS / 2)
  }
  return freed
}

describe('the work of a worker that died', () => {
  it('is freed by another process, once it has been silent long enough, and nothing else is', async () => {
    const [one, other, dead] = [await working(), await working(), await holding()]
    expect(await other.sign.beat()).toEqual([])
    expect(await locked(dead)).toBe(2)
    const freed = await beatOften(one.sign, other.sign)
    expect(freed).toContain(dead)
    expect(await locked(dead)).toBe(0)
    expect([await locked(one.worker), await locked(other.worker)]).toEqual([2, 2])
  })

  it('is freed when its process ends, however it ends', async () => {
    const [one, other] = [await working(), await working()]
    await one.sign.stop()
    await beatOften(other.sign)
    expect([await locked(one.worker), await locked(other.worker)]).toEqual([0, 2])
  })

  it('is freed by its own process when only the worker ended, as when its database went away', async () => {
    const { sign, worker } = await working()
    await beatOften(sign)
    expect(await locked(worker)).toBe(2)
    sign.ended(worker)
    await beatOften(sign)
    expect(await locked(worker)).toBe(0)
  })

  it('is left alone while its process only lost its session, and shows its sign by a new one', async () => {
    const [one, other] = [await working(), await working()]
    await ask(`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and mode = 'ShareLock'
        and database = (select oid from pg_database where datname = current_database())`)
    await sleep(20)
    for (const { sign } of [other, one]) await sign.beat()
    await beatOften(one.sign, other.sign)
    expect([await locked(one.worker), await locked(other.worker)]).toEqual([2, 2])
  })
})
