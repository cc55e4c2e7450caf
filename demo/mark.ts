import pg from 'pg'
import type { Database } from '#platform/db'

/** What is filled in, each to its end or not at all. The number is raised when what is filled in changes. */
const DONE = { demo: 'small:2', history: 'full:2' } as const
export type Filling = keyof typeof DONE
const BEGUN = 'filling'

const asOwner = async (ownerUrl: string, statement: string, values: readonly string[] = []): Promise<void> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(statement, [...values])
  } finally {
    await client.end()
  }
}

const mark = (ownerUrl: string, name: Filling, value: string): Promise<void> =>
  asOwner(ownerUrl, 'insert into installation values ($1, $2) on conflict (name) do update set value = excluded.value', [
    name,
    value,
  ])

/** Says that a filling begins. */
export const markBegun = (ownerUrl: string, name: Filling): Promise<void> => mark(ownerUrl, name, BEGUN)

/** Says that a filling is there to its end. */
export const markDone = (ownerUrl: string, name: Filling): Promise<void> => mark(ownerUrl, name, DONE[name])

/** How far a filling is: never begun, begun and broken off (say because the machine was switched off), or done. */
export const readMark = async ({ pool }: Database, name: Filling): Promise<'none' | 'begun' | 'done'> => {
  const { rows } = await pool.query<{ value: string }>('select value from installation where name = $1', [name])
  const [row] = rows
  if (!row) return 'none'
  return row.value === BEGUN ? 'begun' : 'done'
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

/** Lets the database know how much there is now, so that the first report is as quick as the second. */
export const takeStock = (ownerUrl: string): Promise<void> => asOwner(ownerUrl, 'analyze')
