import { createHash } from 'node:crypto'
import type { Tx } from '../../src/platform/db'
import type { Row } from './borough'

const AT = new Date('2025-11-03T09:00:00Z')

interface Of {
  readonly person: string
  readonly account: string
  readonly partner: string
  readonly request: string
}

/** Someone who was passed on to a partner, which has a link to answer by. */
export const passOn = async (tx: Tx, row: Row, { person, account, partner, request }: Of) => {
  const sent = { sent_at: AT, sent_on: '2025-11-03', sent_by: account, reply_by: '2025-11-10', site: 'http://localhost/x' }
  const referral = row({ person_id: person, partner_id: partner, request_id: request, status: 'sent', words: row.mark, ...sent })
  const agreed = { person_id: person, purpose: 'share', partner_id: partner, given_on: '2025-11-03', how: 'spoken' }
  await tx.insertInto('consent').values(row(agreed)).execute()
  const made = await tx.insertInto('referral').values(referral).returning(['id', 'reference']).executeTakeFirstOrThrow()
  const token_hash = createHash('sha256').update(`${row.mark} ${made.id}`).digest()
  const link = row({ referral_id: made.id, token_hash, made_at: AT, ends_at: new Date('2026-11-03T09:00:00Z') })
  await tx.insertInto('referral_link').values(link).execute()
  const wayIn = row({
    ...{ partner_id: partner, kind: 'partner', name: row.mark, token_hash: createHash('sha256').update(made.id).digest() },
    ...{ sealed: 'sealed', a_day: 10, made_at: AT, ends_on: '2026-11-03' },
  })
  await tx.insertInto('way_in').values(wayIn).execute()
  const feedback = row({
    ...{ theme: 'services', words: row.mark, partner_id: partner, way_in_id: wayIn.id, told_at: AT, told_on: '2025-11-03' },
  })
  await tx.insertInto('feedback').values(feedback).execute()
  return { referral: made, wayIn, feedback }
}
