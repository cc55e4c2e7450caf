import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { formatDate, formatPhone } from '#ui/format'
import { Button, CheckboxField, DateField, FileField, RadiosField, TextField } from '#ui/govuk'
import { Form } from '#ui/layout'
import { KitTicks } from '../handover/kit-ticks'
import { WHERE } from '../handover/write-handover'
import { readKit } from '../kits/kit'
import { CONDITIONS, choices, deviceName, kindWord } from '../stock/device'
import { AGREEMENT_VERSION, agreementLines } from './agreement'
import type { LoanRecord } from './loan.queries'
import { SignatureBox } from './signature-box'

const { broken: _tooBroken, ...OUT } = CONDITIONS

/** The helpline, as the agreement names it. */
export const helplineWords = (ask: Ask): string =>
  ask.alliance.helplineNumber ? `Ring ${formatPhone(ask.alliance.helplineNumber)}.` : ''

const Terms = ({ ask, loan, dueOn }: { ask: Ask; loan: LoanRecord; dueOn: string }) => (
  <ul class="govuk-list govuk-list--bullet">
    {agreementLines(AGREEMENT_VERSION, {
      alliance: ask.alliance.name,
      kind: loan.kind,
      device: loan.device,
      dueOn,
      helpline: helplineWords(ask),
    }).map((line) => (
      <li>{line}</li>
    ))}
  </ul>
)

const readableDate = (text: unknown, instead: string): string => (/^\d{4}-\d\d-\d\d$/.test(String(text)) ? String(text) : instead)

/** Handing a device over: its state, the day it is due, and the agreement, signed. */
export const collectPage = (ask: Ask, attempt: Attempt, loan: LoanRecord, latest: string): Page => {
  const dueOn = attempt.errors.length > 0 ? latest : readableDate(attempt.values.dueOn, latest)
  return staffPage(
    `Hand ${loan.device} over`,
    <section class="digiknow-panel">
      <Form attempt={attempt} upload>
        <h1 class="govuk-heading-l">
          Hand {loan.device} over to {loan.borrower}
        </h1>
        <p class="govuk-body">{deviceName(loan)}</p>
        <RadiosField attempt={attempt} name="conditionOut" legend="Its condition now" options={choices(OUT)} inline />
        <RadiosField attempt={attempt} name="where" legend="Where you are" options={choices(WHERE)} inline />
        <KitTicks
          attempt={attempt}
          parts={readKit(loan.kit)}
          legend="Tick each thing as you hand it over"
          hint="Leave out what is not here: they need not bring it back."
        />
        <TextField
          attempt={attempt}
          name="kitOut"
          label={loan.kit ? 'Anything else that goes with it' : 'What goes with it'}
          hint="Such as a SIM with data, or a printed guide"
        />
        <FileField
          attempt={attempt}
          name="photos"
          label="Photos of its condition, if you like"
          hint="Up to 4. We keep no place and no camera details from them."
          accept="image/jpeg,image/png,image/webp"
          multiple
        />
        <DateField attempt={attempt} name="dueOn" legend="Due back" hint={`${formatDate(latest)} at the latest`} />
        <h2 class="govuk-heading-m">The agreement: read it together</h2>
        <Terms ask={ask} loan={loan} dueOn={dueOn} />
        <TextField attempt={attempt} name="signedName" label="Full name of the person who signs" width={30} autocomplete="off" />
        <SignatureBox attempt={attempt} />
        <CheckboxField
          attempt={attempt}
          name="agree"
          label={`I have read this, or had it read to me, and I agree. The ${kindWord(loan.kind)} is in my hands.`}
          hint="Tick this if you would rather not sign in a box"
        />
        <Button preventDoubleClick>Hand it over</Button>
      </Form>
    </section>,
    { section: '/loans' },
  )
}
