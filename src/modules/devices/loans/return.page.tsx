import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { Button, DateField, FileField, RadiosField, SelectField, TextAreaField, TextField } from '#ui/govuk'
import { ActionButton, can, Form } from '#ui/layout'
import type { HandoverRecord } from '../handover/handover.queries'
import { HandoverPanel } from '../handover/handover-panel'
import { KitTicks } from '../handover/kit-ticks'
import { BROUGHT_BY, LOCKS, WHERE } from '../handover/write-handover'
import { CONDITIONS, type Condition, choices, kindWord } from '../stock/device'
import { isBorrowerSeen, type LoanRecord } from './loan.queries'
import { SignatureBox } from './signature-box'

const SIGNED_OUT = {
  yes: 'Yes',
  no: 'No, or they do not know how',
  not_asked: 'They are not here to ask',
} as const

const KitQuestion = ({ attempt, handovers }: { attempt: Attempt; handovers: readonly HandoverRecord[] }) => {
  const out = handovers.find(({ way }) => way === 'out')?.parts.filter(({ here }) => here > 0) ?? []
  if (out.length > 0)
    return (
      <KitTicks
        attempt={attempt}
        parts={out.map(({ name, here }) => ({ name, howMany: here }))}
        legend="Tick each thing that came back"
        hint="If something is missing, that is all right: leave it unticked."
      />
    )
  return (
    <RadiosField
      attempt={attempt}
      name="kitComplete"
      legend="Is everything that went with it here?"
      options={[
        { value: 'yes', label: 'Yes' },
        { value: 'no', label: 'No, something is missing' },
      ]}
      inline
    />
  )
}

/** What makes it safe for the next one, and good for the last one. */
const SafeToPassOn = ({ attempt }: { attempt: Attempt }) => (
  <>
    <RadiosField
      attempt={attempt}
      name="signedOut"
      legend="Have they signed out of their accounts?"
      hint="Their word is enough. Photos and messages of theirs are wiped off next."
      options={choices(SIGNED_OUT)}
      inline
    />
    <RadiosField
      attempt={attempt}
      name="lock"
      legend="Its activation lock"
      hint="Apple calls it Activation Lock, Google calls it device protection. While it is on, nobody else can use it."
      options={choices(LOCKS)}
    />
  </>
)

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
          <dl class="digiknow-dl govuk-!-margin-bottom-4">
            <dt>Went out</dt>
            <dd>{CONDITIONS[loan.condition_out as Condition]}</dd>
            {loan.kit_out && (
              <>
                <dt>With</dt>
                <dd>{loan.kit_out}</dd>
              </>
            )}
          </dl>
          <RadiosField attempt={attempt} name="conditionBack" legend="Came back" options={choices(CONDITIONS)} inline />
          <KitQuestion attempt={attempt} handovers={handovers} />
          <RadiosField attempt={attempt} name="broughtBy" legend="Who brought it" options={choices(BROUGHT_BY)} inline />
          <RadiosField attempt={attempt} name="where" legend="Where you are" options={choices(WHERE)} inline />
          <SafeToPassOn attempt={attempt} />
          <SelectField attempt={attempt} name="placeId" label="It is now at" options={places} emptyLabel="Where it is kept" />
          <DateField attempt={attempt} name="returnedOn" legend="When it came back" />
          <TextAreaField attempt={attempt} name="notes" label="Anything to note" rows={2} />
          <FileField
            attempt={attempt}
            name="photos"
            label="Photos of its condition, if you like"
            hint="Up to 4. They stand beside those from when it went out."
            accept="image/jpeg,image/png,image/webp"
            multiple
          />
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
