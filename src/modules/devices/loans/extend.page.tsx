import { today } from '#platform/clock'
import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { formatDate } from '#ui/format'
import { Button, DateField } from '#ui/govuk'
import { Form } from '#ui/layout'
import { latestDue } from './loan'
import type { LoanRecord } from './loan.queries'

/** Giving a borrower more time. */
export const extendPage = (ask: Ask, attempt: Attempt, loan: LoanRecord): Page =>
  staffPage(
    `More time for ${loan.device}`,
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">More time for {loan.device}</h1>
        <p class="govuk-body">
          {loan.borrower} has it until {formatDate(loan.due_on ?? '')}.
        </p>
        <DateField
          attempt={attempt}
          name="dueOn"
          legend="New day it is due back"
          hint={`${formatDate(latestDue(today(ask.ctx.clock), ask.alliance.loanMonths))} at the latest`}
        />
        <Button preventDoubleClick>Give more time</Button>
      </Form>
    </section>,
    { section: '/loans' },
  )
