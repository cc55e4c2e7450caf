import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { formatDateTime, formatNumber } from '#ui/format'
import { Button, Details, Tag, TextField } from '#ui/govuk'
import { ActionButton, Form, Scroll } from '#ui/layout'
import type { MessageWay, Ways } from '../providers/provider'
import type { WayTry } from '../providers/ways.queries'
import { CARRIERS } from './carriers'

export interface Gate {
  readonly key: string
  readonly open_until: Date | null
  readonly last_failure: string | null
  readonly last_worked_at: Date | null
}

export interface WaysView {
  readonly ways: Ways
  readonly tries: readonly WayTry[]
  readonly gates: readonly Gate[]
  /** What Notify must show with its callbacks; null before anything is set up. */
  readonly token: string | null
  readonly usesTwilio: boolean
}

const NAMES: Readonly<Record<MessageWay, string>> = { text: 'Texts', email: 'Emails', letter: 'Letters' }

const TOLD: Readonly<Record<string, (why: string) => string>> = {
  taken: () => 'it was taken',
  never: (why) => `it was refused. ${why}`,
  later: (why) => `it could not go. ${why}`,
  unknown: (why) => (why ? `there was no answer. ${why}` : 'no answer yet. Look again in a moment'),
}

const lastTry = ({ outcome, why, at }: WayTry): string => `Tried on ${formatDateTime(at)}: ${TOLD[outcome]?.(why) ?? outcome}`

const Health = ({ gate, now }: { gate: Gate | undefined; now: Date }) => {
  if (!gate) return <>Not used yet</>
  if (gate.open_until && gate.open_until > now)
    return (
      <>
        <Tag classes="govuk-tag--yellow">Waiting</Tag> until {formatDateTime(gate.open_until)}. {gate.last_failure}
      </>
    )
  return <>{gate.last_worked_at ? `Worked on ${formatDateTime(gate.last_worked_at)}` : 'Not used yet'}</>
}

const Row = ({ ask, way, view }: { ask: Ask; way: MessageWay; view: WaysView }) => {
  const provider = view.ways[way]
  const tried = view.tries.find((one) => one.way === way && one.provider === provider?.kind)
  const leaves = provider && !['outbox', 'print'].includes(provider.kind)
  return (
    <tr>
      <th class="govuk-table__header" scope="row">
        {NAMES[way]}
      </th>
      <td class="govuk-table__cell" data-label="Carried by">
        {CARRIERS[provider?.kind ?? 'none']}
      </td>
      <td class="govuk-table__cell" data-label="How it is doing">
        <div>
          {leaves && <Health gate={view.gates.find(({ key }) => key === provider.key)} now={ask.ctx.clock.now()} />}
          {tried && <div class="digiknow-small">{lastTry(tried)}</div>}
        </div>
      </td>
    </tr>
  )
}

const Carriers = ({ ask, view }: { ask: Ask; view: WaysView }) => (
  <section class="digiknow-panel" aria-labelledby="carriers">
    <h2 id="carriers">Who carries what</h2>
    <Scroll label="Who carries what">
      <table class="govuk-table digiknow-dense digiknow-stack">
        <thead>
          <tr>
            {['Way', 'Carried by', 'How it is doing'].map((head) => (
              <th class="govuk-table__header" scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Row ask={ask} way="text" view={view} />
          <Row ask={ask} way="email" view={view} />
          <Row ask={ask} way="letter" view={view} />
        </tbody>
      </table>
    </Scroll>
    <p class="govuk-body govuk-!-margin-top-4">
      {quietWords(view.ways)} At most {formatNumber(view.ways.dailyCap)} messages go out in one day.
    </p>
    <p class="govuk-body">
      <a class="govuk-link" href={`${ask.base}/ways/change`}>
        Change these ways
      </a>
    </p>
  </section>
)

const quietWords = ({ quiet: { from, until, restDays } }: Ways): string => {
  const hours = from === until ? 'Messages go out at any hour' : `Nothing goes out between ${from} and ${until}`
  return `${hours}${restDays ? ', on Sundays or on bank holidays' : ''}.`
}

const Try = ({ ask, attempt }: { ask: Ask; attempt: Attempt }) => (
  <section class="digiknow-panel digiknow-ways" aria-labelledby="try">
    <h2 id="try">Test it</h2>
    <p class="govuk-body">Send yourself a test, and see above what came of it.</p>
    <ActionButton action={`${ask.base}/ways/try-email`} label="Send me a test email" secondary />
    <Form attempt={attempt} action={`${ask.base}/ways/try-text`}>
      <TextField attempt={attempt} name="phone" label="Your mobile number" type="tel" width={20} />
      <Button classes="govuk-button--secondary" preventDoubleClick>
        Send me a test text
      </Button>
    </Form>
  </section>
)

const Address = ({ ask, path, what }: { ask: Ask; path: string; what: string }) => (
  <li>
    {what}: <code>{`${ask.origin}${ask.base}/hooks/${path}`}</code>
  </li>
)

const TellNotify = ({ ask, token }: { ask: Ask; token: string }) => (
  <section class="digiknow-panel digiknow-ways" aria-labelledby="callbacks">
    <h2 id="callbacks">What GOV.UK Notify tells us</h2>
    <p class="govuk-body">In GOV.UK Notify, under “API integration” and “Callbacks”, enter these addresses and this token.</p>
    <ul class="govuk-list govuk-list--bullet">
      <Address ask={ask} path="notify/receipts" what="Delivery receipts" />
      <Address ask={ask} path="notify/texts" what="Received text messages" />
    </ul>
    <Details summaryText="Show the bearer token">
      <code>{token}</code>
    </Details>
    <ActionButton action={`${ask.base}/ways/new-token`} label="Make a new token" secondary />
  </section>
)

const TellTwilio = ({ ask }: { ask: Ask }) => (
  <section class="digiknow-panel digiknow-ways" aria-labelledby="webhooks">
    <h2 id="webhooks">What Twilio tells us</h2>
    <p class="govuk-body">In Twilio, on your number, enter this address for messages that come in. Choose “HTTP POST”.</p>
    <ul class="govuk-list govuk-list--bullet">
      <Address ask={ask} path="twilio/texts" what="A message comes in" />
    </ul>
  </section>
)

/** How this alliance sends, how each way is doing, and what to tell the providers. */
export const waysPage = (ask: Ask, view: WaysView, attempt: Attempt): Page =>
  staffPage(
    'Ways to send messages',
    <>
      <div class="digiknow-top">
        <h1 class="govuk-heading-l">Ways to send messages</h1>
        {ask.demo && (
          <p class="govuk-body">This is a demonstration. Messages are kept to be looked at, and nothing leaves this machine.</p>
        )}
      </div>
      <Carriers ask={ask} view={view} />
      <Try ask={ask} attempt={attempt} />
      {view.token && <TellNotify ask={ask} token={view.token} />}
      {view.usesTwilio && <TellTwilio ask={ask} />}
    </>,
    { section: '/ways' },
  )
