import type { Attempt } from '#platform/forms'
import type { Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { formatDate } from '#ui/format'
import { Button, DateField, RadiosField } from '#ui/govuk'
import { Form } from '#ui/layout'
import type { LoanRecord } from './loan.queries'

/** Giving a borrower more time. */
export const extendPage = (attempt: Attempt, loan: LoanRecord, latest: string): Page =>
  staffPage(
    `More time for ${loan.device}`,
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">More time for {loan.device}</h1>
        <p class="govuk-body">
          {loan.borrower} has it until {formatDate(loan.due_on ?? '')}.
        </p>
        <DateField attempt={attempt} name="dueOn" legend="New day it is due back" hint={`${formatDate(latest)} at the latest`} />
        <RadiosField
          attempt={attempt}
          name="how"
          legend="How they asked"
          options={[
            { value: 'phone', label: 'On the phone' },
            { value: 'staff', label: 'In person, or we decided' },
          ]}
          inline
        />
        <Button preventDoubleClick>Give more time</Button>
      </Form>
    </section>,
    { section: '/loans' },
  )
