import type { z } from 'zod'
import { command } from '#platform/command'
import { phones, postcode, words } from '#platform/fields'
import type { Attempt } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { form, refused, staffPage } from '#platform/http/routes'
import { reading } from '#platform/reading'
import { Button } from '#ui/govuk'
import { Form } from '#ui/layout'
import { personForm } from '../person'
import { PersonFields } from '../person-fields'
import { type LikelyPerson, likelyPeople, type Newcomer } from './likely-people'
import { MaybeKnown } from './maybe-known'
import { meetPerson } from './meet-person'

/** A person as they are typed, and who of those we know it is, once asked. */
const newPersonForm = personForm.extend({ person: words(20) })
type NewPerson = z.output<typeof newPersonForm>

/** Records a person after looking whether we know them: refuses `maybe-known` until told who it is. */
export const addPerson = command('person.record', (work, { person, ...input }: NewPerson) => meetPerson(work, input, person))

const sent = ({ values }: Attempt, name: string): string => ([values[name] ?? ''].flat()[0] ?? '').trim()

/** The newcomer as far as the form can be read. */
const newcomerOf = (attempt: Attempt): Newcomer => ({
  name: sent(attempt, 'name'),
  knownAs: sent(attempt, 'knownAs'),
  birthYear: Number(sent(attempt, 'birthYear')) || null,
  phones: phones().safeParse(sent(attempt, 'phones')).data ?? [],
  postcode: postcode().safeParse(sent(attempt, 'postcode')).data ?? null,
  email: sent(attempt, 'email').toLowerCase() || null,
})

const likelyFor = async (ask: Ask, attempt: Attempt) => {
  if (attempt.errors.length === 0) return { ok: true as const, value: [] as LikelyPerson[] }
  return reading(ask.ctx, 'person.record', (tx) => likelyPeople(tx, ask.ctx.allianceId, newcomerOf(attempt)))
}

const showForm = async (ask: Ask, attempt: Attempt): Promise<Reply> => {
  const likely = await likelyFor(ask, attempt)
  if (!likely.ok) return refused(likely)
  return staffPage(
    'Add a person',
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">Add a person</h1>
        <MaybeKnown attempt={attempt} people={likely.value} />
        <PersonFields attempt={attempt} />
        <Button preventDoubleClick>Add this person</Button>
      </Form>
    </section>,
    { section: '/people' },
  )
}

/** Adding a person, with those we may know already shown before anything is saved. */
export const newPersonRoutes: readonly Route[] = form({
  path: '/people/new',
  action: 'person.record',
  schema: newPersonForm,
  fill: (ask) => ({ name: String(ask.query.name ?? '').slice(0, 200), language: 'en', reachBy: '' }),
  show: showForm,
  act: (ask, input) => addPerson(ask.ctx, input),
  next: (_ask, person) => `/people/${person.reference}`,
})
