import { z } from 'zod'
import { type Attempt, freshAttempt } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { button, form, refused } from '#platform/http/routes'
import type { MenuEntry } from '#platform/module'
import { reading } from '#platform/reading'
import { forYouPage } from './for-you.page'
import { countUnread, readOwnNotices } from './notice.queries'
import { readAllNotices, readNotice } from './read-notices'
import { digestForm, setDigest } from './set-digest'

const accountOf = (ask: Ask): string => ask.ctx.actor.accountId ?? ask.ctx.allianceId

const showForYou = async (ask: Ask, attempt: Attempt): Promise<Reply> => {
  const { ctx } = ask
  const read = await reading(ctx, 'staff-notice.list', (tx) => readOwnNotices(tx, ctx.allianceId, accountOf(ask)))
  if (!read.ok) return refused(read)
  const filled = attempt.errors.length > 0 ? attempt : freshAttempt({ wanted: read.value.wantsDigest ? 'yes' : 'no' })
  return forYouPage(ask, read.value, filled)
}

export const forYouRoutes: readonly Route[] = [
  ...form({
    path: '/for-you',
    action: 'staff-notice.list',
    schema: digestForm,
    show: showForYou,
    act: (ask, input) => setDigest(ask.ctx, input),
    next: () => '/for-you',
  }),
  button({
    path: '/for-you/read',
    action: 'staff-notice.read',
    schema: z.object({ last: z.string() }),
    act: (ask, input) => readAllNotices(ask.ctx, input),
    next: () => '/for-you',
  }),
  button({
    path: '/for-you/:told/read',
    action: 'staff-notice.read',
    schema: z.object({}),
    act: (ask) => readNotice(ask.ctx, { notice: ask.params.told ?? '' }),
    next: () => '/for-you',
  }),
]

/** Beside everyone's name: what is for them, and how much of it they have not read. */
export const forYouEntry: MenuEntry = {
  label: 'For you',
  path: '/for-you',
  action: 'staff-notice.list',
  order: 99,
  isOwn: true,
  count: ({ allianceId, actor }) => countUnread(allianceId, actor.accountId ?? allianceId),
}
