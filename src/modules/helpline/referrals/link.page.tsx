import type { ComponentChildren } from 'preact'
import { languageName, safeHours } from '#modules/people'
import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { publicPage } from '#platform/http/routes'
import { formatDate, formatPhone } from '#ui/format'
import { Button, ErrorSummary, SummaryList } from '#ui/govuk'
import { Form, Narrow } from '#ui/layout'
import { inWords, NEEDS } from '../requests/request'
import type { SeenByPartner } from './seen-by-partner'
import { AnswerFields } from './send.page'

/** What must not be done, said plainly: whoever rings may know nothing of a plan. */
const neverOf = ({ neverVoicemail, neverText }: SeenByPartner): string =>
  [neverVoicemail && 'Leave a voicemail', neverText && 'Send a text'].filter(Boolean).join('. ')

const rows = (seen: SeenByPartner): [string, ComponentChildren][] =>
  [
    ['Name', seen.name],
    ['Phone', seen.askUs ? 'Please do not ring them. Ask us how to reach them' : seen.phones.map(formatPhone).join(', ')],
    ['Ring only', safeHours(seen.windows)],
    ['Never do this', neverOf(seen)],
    ['Say you are from', seen.ourName],
    ['Address', seen.address.join(', ')],
    ['Language', seen.language && languageName(seen.language)],
    ['Interpreter', seen.interpreter && 'Needed'],
    ['What helps them', seen.support.join(', ')],
    ['What they need', inWords(seen.needs, NEEDS)],
    ['In their words', seen.words],
    ['From us', seen.note],
  ].filter(([, value]) => Boolean(value)) as [string, ComponentChildren][]

/** Who it is, as far as they agreed. */
export const SeenList = ({ seen }: { seen: SeenByPartner }) => (
  <SummaryList rows={rows(seen).map(([key, value]) => ({ key: { text: key }, value: { text: value } }))} />
)

export const seenTitle = ({ status, name }: SeenByPartner): string =>
  status === 'accepted' ? `You are helping ${name}` : `Can you help ${name}?`

/** The answer a partner can give now. */
export const PartnerAnswer = ({ seen, attempt }: { seen: SeenByPartner; attempt: Attempt }) => {
  const finishing = seen.status === 'accepted'
  return (
    <>
      {seen.status === 'needs_more' && <p class="govuk-body">You asked us for more. We will write to you again.</p>}
      <h2 class="govuk-heading-m">{finishing ? 'When you have finished' : 'Your answer'}</h2>
      {seen.replyBy && <p class="govuk-body">Please answer by {formatDate(seen.replyBy)}. After that we find someone else.</p>}
      {/* The errors stand at the top of the page: on a phone this form is far below it. */}
      <Form attempt={{ ...attempt, errors: [] }}>
        <AnswerFields attempt={attempt} finishing={finishing} />
        <Button preventDoubleClick>{finishing ? 'Say how it ended' : 'Send your answer'}</Button>
      </Form>
    </>
  )
}

/** What a partner sees by its link: who it is, as far as they agreed, and the answer it can give. */
export const linkPage = (ask: Ask, attempt: Attempt, seen: SeenByPartner): Page => {
  const title = seenTitle(seen)
  return publicPage(
    title,
    <Narrow>
      <ErrorSummary attempt={attempt} />
      <h1 class="govuk-heading-l">
        <span class="govuk-caption-l">
          {ask.alliance.name} to {seen.partner}: {seen.reference}
        </span>
        {title}
      </h1>
      <p class="govuk-body">They agreed that we tell you what is here, and nothing more. Please keep it to yourself.</p>
      <SeenList seen={seen} />
      <PartnerAnswer seen={seen} attempt={attempt} />
    </Narrow>,
    { unlisted: true },
  )
}

const THANKS = {
  accept: [
    'Thank you for helping',
    'Get in touch with them. When you have finished, open the same address and say how it ended.',
  ],
  askMore: ['We have your question', 'We will find out and write to you again.'],
  decline: [
    'Thank you for telling us',
    'We will find someone else. You need do nothing more. Please delete what you know of them from this.',
  ],
  finish: ['Thank you for your help', 'We will ask them how it went. Please keep no more of their details than you need.'],
} as const

/** After an answer was sent: what happens next. */
export const answeredPage = (ask: Ask, answer: string): Page => {
  const [title, words] = THANKS[answer as keyof typeof THANKS] ?? THANKS.accept
  return publicPage(
    title,
    <Narrow>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body-l">{words}</p>
      <p class="govuk-body">{ask.alliance.name}</p>
    </Narrow>,
  )
}
