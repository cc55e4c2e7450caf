import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { Button, RadiosField, TextAreaField } from '#ui/govuk'
import { Form } from '#ui/layout'
import { choices, kindWord } from '../stock/device'
import { isBorrowerSeen, type LoanRecord } from './loan.queries'
import { TROUBLES, type Trouble } from './lose-loan'

/** Writing down that something happened to a lent device. */
export const troublePage = (attempt: Attempt, loan: LoanRecord): Page =>
  staffPage(
    `What happened to ${loan.device}?`,
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">What happened to {loan.device}?</h1>
        <p class="govuk-body">Please thank {loan.borrower} for telling us. Nobody is blamed or charged.</p>
        <RadiosField attempt={attempt} name="what" legend="What happened" options={choices(TROUBLES)} />
        <TextAreaField attempt={attempt} name="notes" label="In their words" hint="Only what helps us help them" rows={3} />
        <Button preventDoubleClick>Write it down</Button>
      </Form>
    </section>,
    { section: '/loans' },
  )

const NEXT: Readonly<Record<Trouble, readonly string[]>> = {
  lost: [
    'Ask where they had it last, and offer to ring that place for them.',
    'Its label says how to hand it in. If it turns up, take it back as usual.',
    'If it holds a SIM, ask for the SIM to be stopped.',
    'Do they still need a device? Put them on the waiting list.',
  ],
  stolen: [
    'Are they safe? Ask first, and write a concern down if they are not.',
    'Help them to tell the police on 101 if they wish. We do not need a crime number.',
    'Help them to change their passwords, starting with email and bank.',
    'If it holds a SIM, ask for the SIM to be stopped.',
    'Do they still need a device? Lend another.',
  ],
  broken: [
    'Tell them there is nothing to pay, and not to try to mend it.',
    'Arrange to fetch it, or for them to bring it. Then take it back as usual, as broken.',
    'Do they still need a device? Lend another in its place.',
  ],
}

/** What comes next after a device was lost, stolen or broken: kind steps, and a way to lend another. */
export const TroubleNext = ({ ask, loan }: { ask: Ask; loan: LoanRecord }) => {
  const trouble = loan.trouble ?? (loan.status === 'lost' ? 'lost' : null)
  if (!trouble || !['on_loan', 'lost'].includes(loan.status)) return null
  return (
    <div class="digiknow-note" role="note">
      <h2>
        The {kindWord(loan.kind)} {trouble === 'lost' ? 'is lost' : trouble === 'stolen' ? 'was stolen' : 'is broken'}
      </h2>
      <p>Nobody is blamed or charged. {isBorrowerSeen(loan) && loan.trouble_notes}</p>
      <ul class="govuk-list govuk-list--bullet">
        {NEXT[trouble as Trouble].map((step) => (
          <li>{step}</li>
        ))}
      </ul>
      {loan.person && (
        <p>
          <a class="govuk-link" href={`${ask.base}/people/${loan.person}/lend?kind=${loan.kind}`}>
            Lend them another
          </a>
        </p>
      )}
    </div>
  )
}
