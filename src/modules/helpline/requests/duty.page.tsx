import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { BackLink, Button, SelectField } from '#ui/govuk'
import { Form } from '#ui/layout'
import type { DeskAccount } from './owner'

/** Who is on duty: one name that answers for every request that nobody has taken. */
export const dutyPage = (ask: Ask, attempt: Attempt, accounts: readonly DeskAccount[]): Page => {
  const title = 'Who looks after new requests'
  return staffPage(
    title,
    <>
      <BackLink href={`${ask.base}/requests`}>Back</BackLink>
      <section class="digiknow-panel">
        <Form attempt={attempt}>
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            Requests come online and from partners, or are left when someone stops working here. Until somebody takes one, the
            person on duty makes sure that it is not forgotten. Anyone at the desk can still take it.
          </p>
          <SelectField
            attempt={attempt}
            name="account"
            label="Who is on duty"
            options={accounts.map(({ id, name }) => ({ value: id, label: name }))}
            emptyLabel="Choose a person"
          />
          <Button preventDoubleClick>Save</Button>
        </Form>
      </section>
    </>,
    { section: '/requests' },
  )
}
