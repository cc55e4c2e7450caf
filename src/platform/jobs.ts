import { sql } from 'kysely'
import type { Tx } from './db'

/** Queues work in the caller's transaction: it runs after the commit, or never. `key` keeps one waiting job of its kind. */
export const queueJob = async (
  tx: Tx,
  job: string,
  payload: Record<string, unknown>,
  options: { runAt?: Date; key?: string } = {},
): Promise<void> => {
  await sql`select queue_job(${job}, ${JSON.stringify(payload)}::json, ${options.runAt ?? null}::timestamptz, ${options.key ?? null}::text)`.execute(
    tx,
  )
}
