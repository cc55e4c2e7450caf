import type { Attempt } from '#platform/forms'
import type { Ask, Page, Route } from '#platform/http/ask'
import { form, page, refused, staffPage } from '#platform/http/routes'
import { reading } from '#platform/reading'
import { BackLink, Button, CheckboxField, TextAreaField, TextField } from '#ui/govuk'
import { Form } from '#ui/layout'
import { readPerson } from '../person.queries'
import { eraseForm, erasePerson } from './erase-person'

const wanted = (ask: Ask): string => ask.params.person ?? ''

const erasePage = (ask: Ask, attempt: Attempt, who: { name: string; reference: string }): Page =>
  staffPage(
    'Erase this person',
    <>
      <BackLink href={`${ask.base}/people/${who.reference}`}>Back</BackLink>
      <section class="digiknow-panel">
        <Form attempt={attempt}>
          <h1 class="govuk-heading-l govuk-!-margin-bottom-1">Erase this person</h1>
          <p class="digiknow-soft-text">
            {who.name}, {who.reference}
          </p>
          <p class="govuk-body">
            Everything that says who they are goes, everywhere: names, numbers, addresses, notes, what they said and what we sent.
            What is left only counts: that someone was helped, and when. A concern about their safety stays with the safeguarding
            leads, as the law asks. This cannot be taken back.
          </p>
          <TextAreaField attempt={attempt} name="why" label="Why" hint="This is not kept. It is for you to be sure." rows={2} />
          <TextField
            attempt={attempt}
            name="typed"
            label={`Type ${who.reference} to show that you mean this person`}
            width={10}
          />
          <CheckboxField attempt={attempt} name="sure" label="I know that this cannot be taken back" />
          <Button preventDoubleClick>Erase this person</Button>
        </Form>
      </section>
    </>,
    { section: '/people' },
  )

const erasedPage = (): Page =>
  staffPage(
    'The person is erased',
    <section class="digiknow-panel">
      <h1 class="govuk-heading-l">The person is erased</h1>
      <p class="govuk-body">Nothing we hold says who they were. What they were part of still counts.</p>
    </section>,
  )

/** Erasing someone for good. */
export const erasingRoutes: readonly Route[] = [
  page('/people/erased', 'person.erase', erasedPage),
  ...form({
    path: '/people/:person/erase',
    action: 'person.erase',
    schema: eraseForm,
    show: async (ask, attempt) => {
      const read = await reading(ask.ctx, 'person.erase', (tx) => readPerson(tx, ask.ctx.allianceId, wanted(ask)))
      return read.ok ? erasePage(ask, attempt, read.value) : refused(read)
    },
    act: (ask, { typed }) => erasePerson(ask.ctx, { reference: wanted(ask), typed, forget: ask.house.forget }),
    next: () => '/people/erased',
  }),
]
