import { sql } from 'kysely'
import type { Tx } from '../../src/platform/db'
import type { Row } from './borough'

const AT = new Date('2025-11-03T09:00:00Z')

/** A letter that waits for paper, and a bundle with one that was printed. */
export const print = async (tx: Tx, row: Row, ids: { person: string; account: string }) => {
  const { mark } = row
  const bundle = row({ printed_at: AT, account_id: ids.account, letters: 1 })
  const { rows } = await sql<{ address: string }>`
    select array_to_string(postal, E'\n') as address from person_reach where person_id = ${ids.person}`.execute(tx)
  const letter = {
    ...{ way: 'letter', provider: 'print', address: rows[0]?.address ?? '', subject: mark, body: mark, person_id: ids.person },
    ...{ about_type: 'person', about_id: ids.person, created_at: AT, next_try_at: AT },
  }
  await tx.insertInto('print_run').values(bundle).execute()
  await tx.insertInto('message').values(row(letter)).execute()
  await tx
    .insertInto('message')
    .values({ ...row(letter), status: 'sent', sent_at: AT, print_run_id: bundle.id })
    .execute()
  return bundle
}
