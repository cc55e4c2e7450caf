import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { Button, DateField, RadiosField, TextAreaField } from '#ui/govuk'
import { can, Form } from '#ui/layout'
import { CONDITIONS, type Condition, choices, kindWord } from '../stock/device'
import type { LoanRecord } from './loan.queries'

/** Taking a device back: how it went out beside how it came back. */
export const returnPage = (attempt: Attempt, loan: LoanRecord): Page =>
  staffPage(
    `Take ${loan.device} back`,
    <section class="digiknow-panel">
      <Form attempt={attempt}>
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
        <DateField attempt={attempt} name="returnedOn" legend="When it came back" />
        <TextAreaField attempt={attempt} name="notes" label="Anything to note" rows={2} />
        <Button preventDoubleClick>Take it back</Button>
      </Form>
    </section>,
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
      <p class="govuk-body">It must be wiped before anyone else can borrow it.</p>
      <div class="digiknow-btns">
        {can(ask, 'device.wipe') && (
          <a class="govuk-button" href={`${ask.base}/devices/${loan.device}/wipe`}>
            Record the wipe
          </a>
        )}
        <a class="govuk-link" href={`${ask.base}/devices`}>
          Back to all devices
        </a>
      </div>
    </section>,
    { section: '/loans' },
  )
