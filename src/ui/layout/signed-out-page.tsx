import type { Ask, Page } from '#platform/http/ask'
import { publicPage } from '#platform/http/routes'
import { Button } from '#ui/govuk'
import { Narrow } from './public-layout'

type Sent = Readonly<Record<string, string | string[]>>

const Kept = ({ sent }: { sent: Sent }) => (
  <>
    {Object.entries(sent).flatMap(([name, value]) =>
      [value].flat().map((one) => <input type="hidden" name={name} value={one} />),
    )}
  </>
)

/** Somebody sent a form after their sign-in had ended: what they typed waits here, unseen, to be sent again once they are back. */
export const signedOutPage = (ask: Ask, sent: Sent): Page =>
  publicPage(
    'You are signed out',
    <Narrow>
      <h1 class="govuk-heading-l">You are signed out</h1>
      <p class="govuk-body">Nothing was saved yet. What you typed is kept on this page: do not close it.</p>
      <p class="govuk-body">
        First{' '}
        <a class="govuk-link" href={`${ask.base}/sign-in`} target="_blank" rel="noopener">
          sign in as yourself (opens a new tab)
        </a>
        . Then come back here and send it.
      </p>
      <p class="govuk-body">It is saved under the name of whoever is signed in then. If you did not type it, close this page.</p>
      <form method="post" action={ask.url}>
        <Kept sent={sent} />
        <Button preventDoubleClick>Send it now</Button>
      </form>
    </Narrow>,
    { status: 401 },
  )
