import { sql } from 'kysely'
import type { Count } from '#platform/counts'
import type { Tx } from '#platform/db'

const MOST_READ = 30
const MOST_UNREAD = 200

const noticesOf = (tx: Tx, allianceId: string, accountId: string) =>
  tx
    .selectFrom('staff_notice')
    .select(['id', 'words', 'path', 'told_at', 'read_at'])
    .where('alliance_id', '=', allianceId)
    .where('account_id', '=', accountId)
    .orderBy('id', 'desc')

export type StaffNoticeRow = Awaited<ReturnType<ReturnType<typeof noticesOf>['execute']>>[number]

export interface OwnNotices {
  readonly unread: readonly StaffNoticeRow[]
  readonly read: readonly StaffNoticeRow[]
  readonly wantsDigest: boolean
}

/** What one account was told, newest first: what it has not read, and the last of what it has. */
export const readOwnNotices = async (tx: Tx, allianceId: string, accountId: string): Promise<OwnNotices> => {
  const unread = await noticesOf(tx, allianceId, accountId).where('read_at', 'is', null).limit(MOST_UNREAD).execute()
  const read = await noticesOf(tx, allianceId, accountId).where('read_at', 'is not', null).limit(MOST_READ).execute()
  const digest = await tx
    .selectFrom('staff_digest')
    .select('is_wanted')
    .where('alliance_id', '=', allianceId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return { unread, read, wantsDigest: digest?.is_wanted ?? true }
}

/** How many notices one account has not read. */
export const countUnread = (allianceId: string, accountId: string): Count =>
  sql`select count(*) from staff_notice where alliance_id = ${allianceId} and account_id = ${accountId} and read_at is null`
