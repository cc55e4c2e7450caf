import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { formatDateTime } from '#ui/format'
import { Button, RadiosField } from '#ui/govuk'
import { ActionButton, Form } from '#ui/layout'
import type { OwnNotices, StaffNoticeRow } from './notice.queries'

const Notice = ({ ask, notice }: { ask: Ask; notice: StaffNoticeRow }) => (
  <li>
    <span>
      <a class="govuk-link" href={ask.base + notice.path}>
        {notice.words}
      </a>
      <br />
      <time class="digiknow-small digiknow-soft-text" dateTime={notice.told_at.toISOString()}>
        {formatDateTime(notice.told_at)}
      </time>
    </span>
    {!notice.read_at && (
      <Form action={`${ask.base}/for-you/${notice.id}/read`} class="digiknow-inline">
        <Button classes="govuk-button--secondary" preventDoubleClick>
          Mark as read<span class="govuk-visually-hidden">: {notice.words}</span>
        </Button>
      </Form>
    )}
  </li>
)

const Unread = ({ ask, unread }: { ask: Ask; unread: readonly StaffNoticeRow[] }) => {
  const [newest] = unread
  return (
    <section class="digiknow-panel" aria-labelledby="new">
      <header>
        <h2 id="new">New</h2>
        {newest && unread.length > 1 && (
          <ActionButton action={`${ask.base}/for-you/read`} label="Mark all as read" fields={{ last: newest.id }} secondary />
        )}
      </header>
      {newest ? (
        <ul class="digiknow-plain digiknow-rows digiknow-told">
          {unread.map((notice) => (
            <Notice ask={ask} notice={notice} />
          ))}
        </ul>
      ) : (
        <p class="govuk-body">Nothing new. When something needs you, it will be here and beside your name.</p>
      )}
    </section>
  )
}

const Digest = ({ ask, attempt }: { ask: Ask; attempt: Attempt }) => (
  <section class="digiknow-panel" aria-label="Daily email">
    <Form action={`${ask.base}/for-you`} attempt={attempt}>
      <RadiosField
        attempt={attempt}
        name="wanted"
        legend="Do you want an email at 8am with what is new?"
        legendSize="s"
        hint="Only on days when there is something you have not read."
        inline
        options={[
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' },
        ]}
      />
      <Button classes="govuk-button--secondary" preventDoubleClick>
        Save
      </Button>
    </Form>
  </section>
)

/** What the program tells the person signed in. */
export const forYouPage = (ask: Ask, { unread, read }: OwnNotices, attempt: Attempt): Page =>
  staffPage(
    'For you',
    <>
      <div class="digiknow-top">
        <h1 class="govuk-heading-l">For you</h1>
      </div>
      <Unread ask={ask} unread={unread} />
      {read.length > 0 && (
        <section class="digiknow-panel" aria-labelledby="read">
          <h2 id="read">Read before</h2>
          <ul class="digiknow-plain digiknow-rows digiknow-told">
            {read.map((notice) => (
              <Notice ask={ask} notice={notice} />
            ))}
          </ul>
        </section>
      )}
      <Digest ask={ask} attempt={attempt} />
    </>,
    { section: '/for-you' },
  )
