import type { Tx } from '../../src/platform/db'
import type { Row } from './borough'

const AT = new Date('2025-11-03T09:00:00Z')

/** What is said to people and comes back: a text that waits with what it tells, something nobody could tell, a text in, and a word to staff. */
export const sendPost = async (tx: Tx, row: Row, { person, account }: { person: string; account: string }) => {
  const about = { about_type: 'person', about_id: person }
  const tells = { person_id: person, template: 'around-a-message', not_before: AT, plan_at: AT, created_at: AT, ...about }
  const carried = row({ ...tells, cause: `${row.mark} carried`, status: 'on_its_way' })
  const notice = row({ ...tells, cause: `${row.mark} stuck`, status: 'could_not_tell', because: row.mark, ended_at: AT })
  const goes = { way: 'text', address: '+447700900198', subject: '', body: row.mark, status: 'unsure', next_try_at: AT }
  const message = row({ ...goes, person_id: person, failure: row.mark, created_at: AT, ...about })
  const said = { provider: 'notify', provider_id: row.mark, from_number: '+447700900197', words: row.mark, status: 'nobody' }
  const text = row({ ...said, came_of_it: row.mark, sent_at: AT, received_at: AT })
  const told = row({ account_id: account, words: row.mark, path: '/messages', told_at: AT, ...about })
  await tx
    .insertInto('notice')
    .values([carried, notice].map((one) => ({ because: null, ended_at: null, ...one })))
    .execute()
  await tx.insertInto('message').values(message).execute()
  await tx
    .insertInto('message_notice')
    .values({ alliance_id: message.alliance_id, message_id: message.id, notice_id: carried.id })
    .execute()
  await tx.insertInto('inbound_text').values(text).execute()
  await tx.insertInto('staff_notice').values(told).execute()
  return { message, notice, text, told }
}
