import { command, type Work } from '#platform/command'
import { isId } from '#platform/ids'
import { done, refuse, type Subject } from '#platform/outcome'

const ownUnread = ({ tx, allianceId, actor, at }: Work) =>
  tx
    .updateTable('staff_notice')
    .set({ read_at: at })
    .where('alliance_id', '=', allianceId)
    .where('account_id', '=', actor.accountId)
    .where('read_at', 'is', null)

/** Marks one's own notice as read. Read before is fine; another person's is not found. */
export const readNotice = command('staff-notice.read', async (work, { notice }: { notice: string }) => {
  const { tx, allianceId, actor } = work
  if (!isId(notice) || !actor.accountId) return refuse('not-found')
  const own = await tx
    .selectFrom('staff_notice')
    .select('path')
    .where('alliance_id', '=', allianceId)
    .where('id', '=', notice)
    .where('account_id', '=', actor.accountId)
    .executeTakeFirst()
  if (!own) return refuse('not-found')
  await ownUnread(work).where('id', '=', notice).execute()
  return done({ path: own.path })
})

/** Marks all one has been shown as read: `last` is the newest on the page, and what came after it stays unread. */
export const readAllNotices = command('staff-notice.read', async (work, { last }: { last: string }) => {
  if (!isId(last) || !work.actor.accountId) return refuse('not-found')
  await ownUnread(work).where('id', '<=', last).execute()
  return done(null)
})

/** What is seen to is no news to anybody any more: everyone's notices about it count as read. */
export const nothingToSay = async ({ tx, allianceId, at }: Work, about: Subject): Promise<void> => {
  await tx
    .updateTable('staff_notice')
    .set({ read_at: at })
    .where('alliance_id', '=', allianceId)
    .where('about_type', '=', about.type)
    .where('about_id', '=', about.id)
    .where('read_at', 'is', null)
    .execute()
}
