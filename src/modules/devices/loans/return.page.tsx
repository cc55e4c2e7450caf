import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { formatDate } from '#ui/format'
import { Button, DateField, RadiosField, TextField } from '#ui/govuk'
import { ActionButton, can, Form } from '#ui/layout'
import type { HandoverRecord } from '../handover/handover.queries'
import { HandoverPanel } from '../handover/handover-panel'
import { BROUGHT_BY, WHERE } from '../handover/write-handover'
import { choices, deviceName, kindWord } from '../stock/device'
import { isBorrowerSeen, type LoanRecord } from './loan.queries'
import { HowItIs, NotesAndPhotos, NowAt, SafeToPassOn } from './return-questions'
import { SignatureBox } from './signature-box'

interface ReturnProps {
  loan: LoanRecord
  handovers: readonly HandoverRecord[]
  places: readonly { value: string; label: string }[]
}

/** Taking a device back: how it went out beside how it came back. */
export const returnPage = (ask: Ask, attempt: Attempt, { loan, handovers, places }: ReturnProps): Page =>
  staffPage(
    `Take ${loan.device} back`,
    <>
      <section class="digiknow-panel">
        <Form attempt={attempt} upload>
          <h1 class="govuk-heading-l">
            Take {loan.device} back from {loan.borrower}
          </h1>
          <HowItIs attempt={attempt} loan={loan} handovers={handovers} />
          <RadiosField attempt={attempt} name="broughtBy" legend="Who brought it" options={choices(BROUGHT_BY)} inline />
          <RadiosField attempt={attempt} name="where" legend="Where you are" options={choices(WHERE)} inline />
          <SafeToPassOn attempt={attempt} />
          <NowAt attempt={attempt} places={places} />
          <DateField attempt={attempt} name="returnedOn" legend="When it came back" />
          <NotesAndPhotos attempt={attempt} />
          <TextField
            attempt={attempt}
            name="signedName"
            label="Name of the person who signs, if they want to"
            width={30}
            autocomplete="off"
          />
          <SignatureBox attempt={attempt} />
          <Button preventDoubleClick>Take it back</Button>
        </Form>
        <h2 class="govuk-heading-m govuk-!-margin-top-6">In a hurry, or left by someone</h2>
        <p class="govuk-body">Nobody is reminded of it any more. Look it over when there is time.</p>
        <div class="digiknow-btns">
          <ActionButton action={`${ask.base}/loans/${loan.reference}/hand-in`} label="Only take it in" secondary />
          <ActionButton
            action={`${ask.base}/loans/${loan.reference}/hand-in`}
            label="A stranger who found it brought it"
            fields={{ broughtBy: 'stranger' }}
            secondary
          />
        </div>
      </section>
      {isBorrowerSeen(loan) && <HandoverPanel ask={ask} handovers={handovers} />}
    </>,
    { section: '/loans' },
  )

/** Looking over a device that was only taken in: what its return asks, asked now. */
export const lookOverPage = (ask: Ask, attempt: Attempt, { loan, handovers, places }: ReturnProps): Page =>
  staffPage(
    `Look ${loan.device} over`,
    <>
      <section class="digiknow-panel">
        <Form attempt={attempt} upload>
          <h1 class="govuk-heading-l">Look {loan.device} over</h1>
          <p class="govuk-body">
            {deviceName(loan)}. It was taken in on {formatDate(loan.returned_on ?? '')}, and nobody has looked at it yet.
          </p>
          <HowItIs attempt={attempt} loan={loan} handovers={handovers} />
          <SafeToPassOn attempt={attempt} />
          <NowAt attempt={attempt} places={places} />
          <NotesAndPhotos attempt={attempt} />
          <Button preventDoubleClick>I have looked it over</Button>
        </Form>
      </section>
      {can(ask, 'loan.read') && isBorrowerSeen(loan) && <HandoverPanel ask={ask} handovers={handovers} />}
    </>,
    { section: '/devices' },
  )

/** A device is back: thanks, and the next thing to do with it. */
export const thanksPage = (ask: Ask, loan: LoanRecord): Page =>
  staffPage(
    `${loan.device} is back`,
    <section class="digiknow-panel">
      <h1 class="govuk-heading-l">{loan.device} is back</h1>
      <p class="govuk-body">
        Please thank {loan.borrower} for looking after the {kindWord(loan.kind)}.
      </p>
      {['damaged', 'broken'].includes(loan.condition_back ?? '') && can(ask, 'device.repair') && (
        <p class="govuk-body">
          It came back {loan.condition_back}. That happens.{' '}
          <a class="govuk-link" href={`${ask.base}/devices/${loan.device}/repair`}>
            Send it to repair
          </a>{' '}
          or recycle it from its page.
        </p>
      )}
      <p class="govuk-body">It must be wiped before anyone else can borrow it.</p>
      <div class="digiknow-btns">
        {can(ask, 'device.wipe') && (
          <a class="govuk-button" href={`${ask.base}/devices/${loan.device}/wipe`}>
            Record the wipe
          </a>
        )}
        {isBorrowerSeen(loan) && (
          <a class="govuk-link" href={`${ask.base}/loans/${loan.reference}/receipt.pdf`}>
            Print a receipt for them (PDF)
          </a>
        )}
        <a class="govuk-link" href={`${ask.base}/devices`}>
          Back to all devices
        </a>
      </div>
    </section>,
    { section: '/loans' },
  )
