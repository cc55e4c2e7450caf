import type { Ask, Page } from '#platform/http/ask'
import { publicPage } from '#platform/http/routes'
import { formatDay } from '#ui/format'
import { Narrow } from '#ui/layout'
import type { AskedForHelp } from './ask-for-help'
import { WAYS } from './help'
import { Ring, SECTION } from './help.page'

const next = ({ way, by, who }: AskedForHelp): string => {
  const day = formatDay(by)
  if (who === 'you')
    return `A person from our helpline will ${WAYS[way].verb} you by the end of ${day}. They will ask what you need, and find someone or something that fits.`
  if (who === 'them')
    return `A person from our helpline will ${WAYS[way].verb} them by the end of ${day}. They will say that you asked for them.`
  return `A person from our helpline will ${WAYS[way].verb} you by the end of ${day}. We do nothing more until the person you asked for agrees. It helps if you ask them before then.`
}

/** After it is sent: the reference, and who does what by when. */
export const sentPage = (ask: Ask, sent: AskedForHelp): Page =>
  publicPage(
    'Thank you. We have your request',
    <Narrow>
      <h1 class="govuk-heading-l">Thank you. We have your request</h1>
      <p class="govuk-body-l">
        Your reference is <b class="digiknow-nowrap">{sent.reference}</b>.
      </p>
      <h2 class="govuk-heading-m">What happens next</h2>
      <p class="govuk-body">{next(sent)}</p>
      {ask.alliance.helplineNumber && (
        <p class="govuk-body">
          If you have not heard from us by then, or it cannot wait, ring <Ring ask={ask} /> and say your reference.{' '}
          {ask.alliance.helplineHours}
        </p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={ask.base}>
          Back to {ask.alliance.name}
        </a>
      </p>
    </Narrow>,
    SECTION,
  )
