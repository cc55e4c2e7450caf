import { z } from 'zod'
import type { Attempt } from '#platform/forms'
import type { Ask, Page, Route } from '#platform/http/ask'
import { button, form, refused, staffPage } from '#platform/http/routes'
import { reading } from '#platform/reading'
import { BackLink, Button, DateField } from '#ui/govuk'
import { Form } from '#ui/layout'
import { diedForm, markAlive, markDied } from './mark-died'
import { readPerson } from './person.queries'

const wanted = (ask: Ask): string => ask.params.person ?? ''
const back = (_ask: Ask, person: { reference: string }): string => `/people/${person.reference}`

const diedPage = (ask: Ask, attempt: Attempt, person: { name: string; reference: string }): Page =>
  staffPage(
    `${person.name} has died`,
    <>
      <BackLink href={`${ask.base}/people/${person.reference}`}>Back</BackLink>
      <section class="digiknow-panel">
        <Form attempt={attempt}>
          <h1 class="govuk-heading-l">{person.name} has died</h1>
          <p class="govuk-body">
            We are sorry. From now on nobody here rings or writes to them, no message goes, and partners that help them are told
            to stop. Sessions planned with them are called off, and the champions who help them are told, kindly. If they have a
            device of ours, there is no hurry: wait for the family to get in touch.
          </p>
          <DateField
            attempt={attempt}
            name="diedOn"
            legend="The day, if someone told you"
            hint="Leave it empty if you do not know. Please do not ask."
          />
          <Button preventDoubleClick>Write it down</Button>
        </Form>
      </section>
    </>,
    { section: '/people' },
  )

/** What to do when someone has died, and when that was a mistake. */
export const diedRoutes: readonly Route[] = [
  ...form({
    path: '/people/:person/died',
    action: 'person.died',
    schema: diedForm,
    show: async (ask, attempt) => {
      const read = await reading(ask.ctx, 'person.died', (tx) => readPerson(tx, ask.ctx.allianceId, wanted(ask)))
      return read.ok ? diedPage(ask, attempt, read.value) : refused(read)
    },
    act: (ask, { diedOn }) => markDied(ask.ctx, { reference: wanted(ask), diedOn, stops: ask.house.stopsForPerson }),
    next: back,
  }),
  button({
    path: '/people/:person/alive',
    action: 'person.died',
    schema: z.object({}),
    act: (ask) => markAlive(ask.ctx, { reference: wanted(ask), stops: ask.house.stopsForPerson }),
    next: back,
  }),
]
