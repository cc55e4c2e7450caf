import pg from 'pg'
import type { World } from './world'

// What others wait for is told only of those one may see; that they wait is told of all.
const WAITING = `select count(distinct pid)::int as waiting from pg_locks
  where not granted and pid in (select pid from pg_stat_activity where datname = current_database())`

const untilTheyWait = async (client: pg.Client, many: number): Promise<void> => {
  const until = Date.now() + 10_000
  while ((await client.query(WAITING)).rows[0].waiting < many) {
    if (Date.now() > until) throw new Error('they do not wait for what is held')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/**
 * Starts all of these while every row of a table is held, which keeps them from finishing, and lets go when each waits at a
 * connection of its own: nobody gets there first by being sent first.
 */
export const atOnce = async <T>(world: World, table: string, all: readonly (() => Promise<T>)[]): Promise<T[]> => {
  const client = new pg.Client({ connectionString: world.ownerUrl })
  await client.connect()
  try {
    await client.query(`begin; set local digiknow.alliance_id = '${world.allianceId}'`)
    await client.query(`select from ${table} where alliance_id = $1 for update`, [world.allianceId])
    const running = all.map((start) => start())
    await untilTheyWait(client, all.length).finally(() => client.query('rollback'))
    return await Promise.all(running)
  } finally {
    await client.end()
  }
}
