import type { Tx } from '../../src/platform/db'
import type { Row } from './borough'

const AT = new Date('2025-11-03T09:00:00Z')

/** What the call desk keeps: a call not finished, one that rings, people owed a call, and a list of them. */
export const atDesk = async (tx: Tx, row: Row, { person, account }: { person: string; account: string }) => {
  const draft = row({
    account_id: account,
    person_id: person,
    fields: JSON.stringify({ notes: row.mark }),
    started_at: AT,
    saved_at: AT,
  })
  const incoming = row({ provider: 'hook', provider_id: row.mark, status: 'ringing', from_number: '+441614960199', rang_at: AT })
  const list = row({ name: `${row.mark} called back`, why: row.mark, script: row.mark, made_at: AT, made_by: account })
  const about = { about_type: 'call_list', about_id: list.id, cause: row.mark, why: row.mark }
  const owed = row({ person_id: person, ...about, status: 'waiting', due_from: AT, asked_at: AT })
  await tx.insertInto('call_draft').values(draft).execute()
  await tx.insertInto('incoming_call').values(incoming).execute()
  await tx.insertInto('call_list').values(list).execute()
  await tx.insertInto('call_back').values(owed).execute()
  await tx.insertInto('phone_line').values({ alliance_id: list.alliance_id, secret: 'sealed', changed_at: AT }).execute()
  return { draft, incoming, list, callBack: owed }
}
