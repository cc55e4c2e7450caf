import { sql } from 'kysely'
import { addDays, londonDate, londonInstant } from '#platform/clock'
import { type Ctx, command, type Work } from '#platform/command'
import type { Tx } from '#platform/db'
import { type Done, done } from '#platform/outcome'
import { mailWorks } from '../post-office'
import { sendEmail } from '../send-email'

/** When the day's email is written, on the clock in London. Late is better than not at all, but not in the evening. */
const FROM = '08:00'
const UNTIL = '18:00'

/** Accounts with something unread that no daily email has told them of. */
const waiting = (tx: Tx, allianceId: string, today: string) =>
  tx
    .selectFrom('account')
    .leftJoin('staff_digest as digest', (join) =>
      join.onRef('digest.alliance_id', '=', 'account.alliance_id').onRef('digest.account_id', '=', 'account.id'),
    )
    .select('account.id')
    .where('account.alliance_id', '=', allianceId)
    .where('account.closed_at', 'is', null)
    .where(sql<boolean>`coalesce(digest.is_wanted, true)`)
    .where(sql<boolean>`coalesce(digest.written_on < ${today}::date, true)`)
    .where(sql<boolean>`exists (
      select from staff_notice notice
      where notice.alliance_id = account.alliance_id and notice.account_id = account.id and notice.read_at is null
        and notice.told_at >= coalesce((digest.written_on + ${FROM}::time) at time zone 'Europe/London', '-infinity'))`)
    .execute()

/** Takes this account's day: true for the one who does, false for all who come after. */
const claimDay = async ({ tx, allianceId, today }: Work, account: string): Promise<boolean> => {
  const claimed = await tx
    .insertInto('staff_digest')
    .values({ alliance_id: allianceId, account_id: account, written_on: today })
    .onConflict((conflict) =>
      conflict
        .columns(['alliance_id', 'account_id'])
        .doUpdateSet({ written_on: today })
        .where('staff_digest.is_wanted', '=', true)
        .where(sql<boolean>`coalesce(staff_digest.written_on < excluded.written_on, true)`),
    )
    .returning('account_id')
    .executeTakeFirst()
  return claimed !== undefined
}

const unreadOf = ({ tx, allianceId }: Work, account: string) =>
  tx
    .selectFrom('staff_notice as notice')
    .innerJoin('account', (join) =>
      join.onRef('account.alliance_id', '=', 'notice.alliance_id').onRef('account.id', '=', 'notice.account_id'),
    )
    .innerJoin('alliance', 'alliance.id', 'notice.alliance_id')
    .select(['notice.words', 'account.email', 'account.name', 'alliance.name as alliance'])
    .where('notice.alliance_id', '=', allianceId)
    .where('notice.account_id', '=', account)
    .where('notice.read_at', 'is', null)
    .orderBy('notice.id', 'desc')
    .execute()

const MOST = 20

type Unread = Awaited<ReturnType<typeof unreadOf>>

const bodyOf = (first: Unread[number], unread: Unread): string => {
  const lines = unread.slice(0, MOST).map(({ words }) => `* ${words}`)
  const more = unread.length > MOST ? [`And ${unread.length - MOST} more.`] : []
  return [
    `Hello ${first.name},`,
    `This is new for you at ${first.alliance}:`,
    [...lines, ...more].join('\n'),
    'Sign in and open “For you” to see it all. You can switch this email off there.',
  ].join('\n\n')
}

/** Writes one account's email of the day, once a day however many programs try. */
export const writeDigest = command(
  'staff-notice.write-digest',
  async (work, { account }: { account: string }): Promise<Done<boolean>> => {
    if (!(await claimDay(work, account))) return done(false)
    const unread = await unreadOf(work, account)
    const [first] = unread
    if (!first) return done(false)
    const about = { type: 'account', id: account }
    const subject = `${unread.length} new for you at ${first.alliance}`
    const before = londonInstant(addDays(work.today, 1), FROM)
    await sendEmail(work, { to: first.email, subject, body: bodyOf(first, unread), about, before })
    return done(true, { about, detail: { notices: unread.length } })
  },
)

const isTime = (now: Date): boolean => {
  const day = londonDate(now)
  return now >= londonInstant(day, FROM) && now < londonInstant(day, UNTIL)
}

/** Writes the daily emails that are due. Run often: it does nothing out of hours, and nothing twice. */
export const writeDigests = async (ctx: Ctx): Promise<void> => {
  const now = ctx.clock.now()
  if (!isTime(now) || !mailWorks()) return
  const today = londonDate(now)
  const accounts = await ctx.db.transaction({ allianceId: ctx.allianceId, readOnly: true }, (tx) =>
    waiting(tx, ctx.allianceId, today),
  )
  for (const { id } of accounts) await writeDigest(ctx, { account: id })
}
