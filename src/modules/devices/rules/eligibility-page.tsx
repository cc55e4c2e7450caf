import type { ComponentChildren } from 'preact'
import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { Button, CheckboxesField, HiddenField } from '#ui/govuk'
import { Form } from '#ui/layout'
import type { Borrower } from '../loans/loan.queries'
import type { EligibilitySet } from './eligibility'

interface Props {
  borrower: Borrower
  reach: ComponentChildren
  sets: readonly EligibilitySet[]
  set: EligibilitySet
}

/** Which rule someone meets: ticks, and nothing about papers. */
export const eligibilityPage = (ask: Ask, attempt: Attempt, { borrower, reach, sets, set }: Props): Page =>
  staffPage(
    `${set.name}: ${borrower.name}`,
    <section class="digiknow-panel">
      <h1 class="govuk-heading-l">
        {set.name}: {borrower.name}
      </h1>
      {reach}
      {sets.length > 1 && (
        <nav aria-label="What it is for" class="digiknow-btns">
          {sets.map((one) => (
            <a
              class="govuk-link"
              href={`${ask.url.split('?')[0]}?set=${one.code}`}
              aria-current={one === set ? 'true' : undefined}
            >
              {one === set ? <b>{one.name}</b> : one.name}
            </a>
          ))}
        </nav>
      )}
      <p class="govuk-body">{set.words}</p>
      <Form attempt={attempt}>
        <HiddenField name="set" value={set.code} />
        <CheckboxesField
          attempt={attempt}
          name="met"
          legend="Tick what is true"
          hint="We keep what you tick and your name. We keep no papers, and nothing else they tell you."
          options={set.questions.map(({ code, question, needed }) => ({
            value: code,
            label: needed === 'all' ? `${question} (needed)` : question,
          }))}
        />
        <Button preventDoubleClick>Save</Button>
        <p class="govuk-body digiknow-btns">
          <a class="govuk-link" href={ask.base + borrower.path}>
            Go back
          </a>
        </p>
      </Form>
    </section>,
    { section: '/people' },
  )
