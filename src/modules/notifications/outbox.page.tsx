import type { Ask, Page } from '#platform/http/ask'
import { publicPage } from '#platform/http/routes'
import { formatDateTime, formatPhone } from '#ui/format'
import { Narrow } from '#ui/layout'
import type { OutboxItem } from './outbox.queries'
import { Look } from './templates/looks'

const TITLES: Readonly<Record<OutboxItem['form'], string>> = {
  text: 'Text',
  email: 'Email',
  letter: 'Letter',
  call: 'Call to make',
}

const toWhom = ({ form, to }: OutboxItem): string => (form === 'text' ? formatPhone(to) : to.replaceAll('\n', ', '))

/** A call says why we ring where a letter has its first line. */
const titleOf = ({ form, subject }: OutboxItem): string =>
  form === 'call' && subject ? `${TITLES.call}: ${subject}` : TITLES[form]

const Item = ({ item }: { item: OutboxItem }) => (
  <article class="digiknow-letterbox">
    <h2 class="govuk-heading-m">{titleOf(item)}</h2>
    <p class="digiknow-small">
      To {toWhom(item)}, {formatDateTime(item.at)}
    </p>
    {item.body ? (
      <Look form={item.form} message={item} language={item.language} />
    ) : (
      <p class="govuk-body">Its words were a secret, and are gone.</p>
    )}
  </article>
)

/** What a demonstration would have sent, whichever way, newest first. */
export const outboxPage = (ask: Ask, items: readonly OutboxItem[]): Page =>
  publicPage(
    'Messages not sent',
    <Narrow>
      <h1 class="govuk-heading-l">Messages not sent</h1>
      <p class="govuk-body">
        This is a demonstration, so nothing leaves it. You can read here what people would get: texts, emails, letters, and calls
        where nothing else reaches them. Newest first.{' '}
        <a class="govuk-link" href={`${ask.base}/demo/outbox`}>
          Look again
        </a>{' '}
        if one is missing.
      </p>
      {items.length === 0 && (
        <p class="govuk-body">
          Nothing yet.{' '}
          <a class="govuk-link" href={`${ask.base}/sign-in`}>
            Ask for a sign-in code
          </a>{' '}
          and it will be here.
        </p>
      )}
      {items.map((item) => (
        <Item item={item} />
      ))}
    </Narrow>,
  )
