import type { Attempt } from '#platform/forms'
import type { Ask, Reply } from '#platform/http/ask'
import { form, page, refused, staffPage } from '#platform/http/routes'
import { reading } from '#platform/reading'
import { readTimeline } from '#platform/timeline'
import { Button } from '#ui/govuk'
import { Form, listRoute } from '#ui/layout'
import { correctPerson } from './correct-person'
import { findPeople } from './finding/find-people'
import { findPeoplePage } from './finding/find-people.page'
import { personForm } from './person'
import { personPage } from './person.page'
import { readPerson } from './person.queries'
import { PersonFields } from './person-fields'
import { personList } from './person-list'
import { recordPerson } from './record-person'

const typedIn = (ask: Ask, name: string): string => String(ask.query[name] ?? '').slice(0, 200)

const showPerson = async (ask: Ask): Promise<Reply> => {
  const read = await reading(ask.ctx, 'person.read', (tx) => readPerson(tx, ask.ctx.allianceId, ask.params.person ?? ''))
  if (!read.ok) return refused(read)
  const person = read.value
  const [panels, events] = await Promise.all([
    ask.house.panels('person', ask, person),
    readTimeline(ask.ctx, { type: 'person', id: person.id }),
  ])
  return personPage(ask, { person, panels, events })
}

const showFound = async (ask: Ask): Promise<Reply> => {
  const typed = typedIn(ask, 'q')
  const read = await reading(ask.ctx, 'person.find', (tx) => findPeople(tx, ask.ctx.allianceId, typed))
  return read.ok ? findPeoplePage(ask, typed, read.value) : refused(read)
}

const formPage = (title: string, button: string) => (_ask: Ask, attempt: Attempt) =>
  staffPage(
    title,
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">{title}</h1>
        <PersonFields attempt={attempt} />
        <Button preventDoubleClick>{button}</Button>
      </Form>
    </section>,
    { section: '/people' },
  )

const valuesOf = async (ask: Ask) => {
  const read = await reading(ask.ctx, 'person.read', (tx) => readPerson(tx, ask.ctx.allianceId, ask.params.person ?? ''))
  if (!read.ok) return read
  const person = read.value
  return {
    name: person.name,
    knownAs: person.known_as,
    birthYear: String(person.birth_year ?? ''),
    phones: person.phones.join('\n'),
    email: person.email ?? '',
    address: person.address,
    postcode: person.postcode ?? '',
    language: person.language,
    reachBy: person.reach_by,
    supportNeeds: person.support_needs,
    safeContact: person.safe_contact,
  }
}

export const routes = [
  listRoute(personList),
  page('/find', 'person.find', showFound),
  ...form({
    path: '/people/new',
    action: 'person.record',
    schema: personForm,
    fill: (ask) => ({ name: typedIn(ask, 'name'), language: 'en', reachBy: 'call' }),
    show: formPage('Add a person', 'Add this person'),
    act: (ask, input) => recordPerson(ask.ctx, input),
    next: (_ask, person) => `/people/${person.reference}`,
  }),
  page('/people/:person', 'person.read', showPerson),
  ...form({
    path: '/people/:person/correct',
    action: 'person.correct',
    edits: true,
    schema: personForm,
    fill: valuesOf,
    show: formPage('Put details right', 'Save'),
    act: (ask, input) => correctPerson(ask.ctx, { ...input, reference: ask.params.person ?? '' }),
    next: (_ask, person) => `/people/${person.reference}`,
  }),
]
