import pg from 'pg'
import type { Database } from '#platform/db'

/** Raised when the small demonstration changes. */
const DONE = 'small:1'
const FILLING = 'filling'

const asOwner = async (ownerUrl: string, statement: string, values: readonly string[] = []): Promise<void> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(statement, [...values])
  } finally {
    await client.end()
  }
}

const mark = (ownerUrl: string, value: string): Promise<void> =>
  asOwner(ownerUrl, `insert into installation values ('demo', $1) on conflict (name) do update set value = excluded.value`, [
    value,
  ])

/** Says that the filling begins: until it ends, whatever is there is ours to throw away. */
export const markFilling = (ownerUrl: string): Promise<void> => mark(ownerUrl, FILLING)

/** Says that the demonstration is there to its end. */
export const markFilled = (ownerUrl: string): Promise<void> => mark(ownerUrl, DONE)

/** Whether a filling began that never ended, say because the machine was switched off. */
export const isHalfFilled = async ({ pool }: Database): Promise<boolean> => {
  const { rows } = await pool.query<{ value: string }>(`select value from installation where name = 'demo'`)
  return rows[0]?.value === FILLING
}

/** Whether someone real has been given an account: then nothing here is ours to throw away, whatever the mark says. */
export const hasRealAccounts = async (db: Database, allianceIds: readonly string[]): Promise<boolean> => {
  for (const allianceId of allianceIds) {
    const real = await db.transaction({ allianceId, readOnly: true }, (tx) =>
      tx.selectFrom('account').select('id').where('alliance_id', '=', allianceId).where('persona', 'is', null).executeTakeFirst(),
    )
    if (real) return true
  }
  return false
}

/** Throws away what a broken filling left. */
export const emptyHouse = (ownerUrl: string): Promise<void> => asOwner(ownerUrl, 'truncate alliance cascade')
