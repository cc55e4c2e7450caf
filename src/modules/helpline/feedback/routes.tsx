import { z } from 'zod'
import type { Attempt } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { form, page, refused, staffPage } from '#platform/http/routes'
import { isId } from '#platform/ids'
import { reading } from '#platform/reading'
import { BackLink, Button } from '#ui/govuk'
import { Form, keepTyping, listRoute } from '#ui/layout'
import { openWayIn, turnedFromWayIn } from '../referrals/refer-by-link'
import { THEMES, type Theme } from '../requests/request'
import { feedbackForm, linkFeedbackForm } from './feedback'
import { tellByLinkPage, tellPage, toldByLinkPage, toldPage } from './feedback.page'
import { feedbackList } from './feedback-list'
import { giveFeedback, giveFeedbackByLink, takeOutFeedback } from './give-feedback'

const A_MINUTE = 30
const tokenOf = (ask: Ask): string => ask.params.token ?? ''

const showByLink = async (ask: Ask, attempt: Attempt): Promise<Reply> => {
  const opened = await openWayIn(ask.ctx, { token: tokenOf(ask) })
  if (opened.ok) return tellByLinkPage(ask, attempt, opened.value.name)
  await turnedFromWayIn(ask.ctx, { token: tokenOf(ask), why: opened.code })
  return refused(opened)
}

const idOf = (ask: Ask): string => (isId(ask.params.feedback) ? ask.params.feedback : '00000000-0000-0000-0000-000000000000')

const readOne = (ask: Ask) =>
  reading(ask.ctx, 'feedback.take-out', (tx) =>
    tx
      .selectFrom('feedback')
      .select(['theme', 'words'])
      .where('alliance_id', '=', ask.ctx.allianceId)
      .where('id', '=', idOf(ask))
      .executeTakeFirst(),
  )

const showTakeOut = async (ask: Ask, attempt: Attempt): Promise<Reply> => {
  const read = await readOne(ask)
  if (!read.ok) return refused(read)
  const { theme, words } = read.value
  const title = 'Take out what was said'
  return staffPage(
    title,
    <>
      <BackLink href={`${ask.base}/feedback`}>Back</BackLink>
      <section class="digiknow-panel">
        <Form attempt={attempt}>
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            Where it names somebody, take the words out. They are gone for good. That somebody told us about{' '}
            {THEMES[theme as Theme].toLowerCase()} still counts.
          </p>
          <blockquote class="govuk-inset-text digiknow-break">{words || 'It was taken out already.'}</blockquote>
          <Button preventDoubleClick>Take it out for good</Button>
        </Form>
      </section>
    </>,
    { section: '/what-people-tell-us' },
  )
}

/** What residents say, passed on without a name: told by partners, councillors and teams, and read by the desk. */
export const feedbackRoutes: readonly Route[] = [
  ...form({
    path: '/refer/tell',
    action: 'partner.tell',
    schema: feedbackForm,
    show: tellPage,
    act: (ask, input) => giveFeedback(ask.ctx, input),
    next: () => '/refer/told',
  }),
  page('/refer/told', 'partner.tell', toldPage),
  page('/refer-to-us/told', 'public.refer', toldByLinkPage),
  ...keepTyping(
    form({
      path: '/refer-to-us/:token/tell',
      action: 'public.refer',
      schema: linkFeedbackForm,
      show: showByLink,
      act: (ask, { theme, words }) => giveFeedbackByLink(ask.ctx, { theme, words, token: tokenOf(ask) }),
      next: () => '/refer-to-us/told',
    }),
    A_MINUTE,
    showByLink,
  ),
  listRoute(feedbackList),
  ...form({
    path: '/feedback/:feedback/take-out',
    action: 'feedback.take-out',
    schema: z.unknown(),
    show: showTakeOut,
    act: (ask) => takeOutFeedback(ask.ctx, { id: idOf(ask) }),
    next: () => '/feedback',
  }),
]
