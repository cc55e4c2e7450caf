import type { ComponentChildren } from 'preact'
import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { Button, RadiosField, SelectField, TextField } from '#ui/govuk'
import { Form } from '#ui/layout'
import type { Borrower } from '../loans/loan.queries'
import { type Purpose, purposeChoices } from '../rules/purpose'
import { choices, KINDS } from '../stock/device'

export interface JoinPageProps {
  borrower: Borrower
  reach: ComponentChildren
  purposes: readonly Purpose[]
  places: readonly { value: string; label: string }[]
}

/** Putting someone on the list: three questions. */
export const joinPage = (ask: Ask, attempt: Attempt, { borrower, reach, purposes, places }: JoinPageProps): Page =>
  staffPage(
    `Put ${borrower.name} on the waiting list`,
    <section class="digiknow-panel">
      <h1 class="govuk-heading-l">Put {borrower.name} on the waiting list</h1>
      {reach}
      <Form attempt={attempt}>
        <RadiosField
          attempt={attempt}
          name="kind"
          legend="What would help?"
          options={[{ value: '', label: 'Any device' }, ...choices(KINDS)]}
          inline
        />
        <SelectField
          attempt={attempt}
          name="purpose"
          label="What is it for?"
          hint="The one that fits best. Some count as days waited already."
          emptyLabel="Choose one"
          options={purposeChoices(purposes)}
        />
        <SelectField
          attempt={attempt}
          name="place"
          label="Where would they collect it?"
          emptyLabel="Anywhere, or we bring it"
          options={places}
        />
        <TextField attempt={attempt} name="notes" label="Anything to note" />
        <Button preventDoubleClick>Put them on the list</Button>
        <p class="govuk-body digiknow-btns">
          <a class="govuk-link" href={ask.base + borrower.path}>
            Go back
          </a>
        </p>
      </Form>
    </section>,
    { section: '/waiting-list' },
  )
