import type { Ask, Page } from '#platform/http/ask'
import { publicPage } from '#platform/http/routes'
import { formatDateTime } from '#ui/format'
import { Narrow } from '#ui/layout'
import type { OutboxMessage } from './outbox.queries'

const Message = ({ message }: { message: OutboxMessage }) => (
  <article class="digiknow-letterbox">
    <h2 class="govuk-heading-m">{message.subject}</h2>
    <p class="digiknow-small">
      To {message.address}, {formatDateTime(message.created_at)}
    </p>
    {message.body.split('\n\n').map((paragraph) => (
      <p class="govuk-body">{paragraph}</p>
    ))}
  </article>
)

/** The emails a demonstration would have sent, newest first. */
export const outboxPage = (ask: Ask, messages: readonly OutboxMessage[]): Page =>
  publicPage(
    'Emails not sent',
    <Narrow>
      <h1 class="govuk-heading-l">Emails not sent</h1>
      <p class="govuk-body">
        This is a demonstration, so no email leaves it. You can read here what people would get, newest first.{' '}
        <a class="govuk-link" href={`${ask.base}/demo/outbox`}>
          Look again
        </a>{' '}
        if one is missing.
      </p>
      {messages.length === 0 && (
        <p class="govuk-body">
          Nothing yet.{' '}
          <a class="govuk-link" href={`${ask.base}/sign-in`}>
            Ask for a sign-in code
          </a>{' '}
          and it will be here.
        </p>
      )}
      {messages.map((message) => (
        <Message message={message} />
      ))}
    </Narrow>,
  )
