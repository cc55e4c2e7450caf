import type { ComponentChildren } from 'preact'
import type { Attempt } from '#platform/forms'
import type { Ask, Reply } from '#platform/http/ask'
import { form, page, refused, staffPage } from '#platform/http/routes'
import { isId } from '#platform/ids'
import { reading } from '#platform/reading'
import { readTimeline } from '#platform/timeline'
import { Button } from '#ui/govuk'
import { Form, listRoute } from '#ui/layout'
import { consentRoutes } from './consent/routes'
import { correctPerson } from './correct-person'
import { detailsForm } from './details'
import { DetailsFields } from './details-fields'
import { detailsToPutRight } from './details-to-put-right'
import { diedRoutes } from './died.routes'
import { newPersonRoutes } from './duplicates/new-person.routes'
import { duplicateRoutes } from './duplicates/routes'
import { erasingRoutes } from './erasing/routes'
import { theirTurn } from './find-person'
import { findPeople } from './finding/find-people'
import { findPeoplePage } from './finding/find-people.page'
import { mergingRoutes } from './merging/routes'
import { noteRoutes } from './notes/routes'
import { personPage } from './person.page'
import { readPerson } from './person.queries'
import { personList } from './person-list'
import { reachFor } from './restricting/read-restricted'
import { restrictingRoutes } from './restricting/routes'
import { safeContactRoutes } from './safe-contact/routes'
import { KINDS, kindOf } from './timeline-kinds'

/** How many events one page of a timeline holds. */
const TIMELINE = 50

const typedIn = (ask: Ask, name: string): string => String(ask.query[name] ?? '').slice(0, 200)

const showPerson = async (ask: Ask): Promise<Reply> => {
  const read = await reading(ask.ctx, 'person.read', (tx) => readPerson(tx, ask.ctx.allianceId, ask.params.person ?? ''))
  if (!read.ok) return refused(read)
  const person = read.value
  if (person.reference !== (ask.params.person ?? '').toUpperCase())
    return { kind: 'redirect', to: `${ask.base}/people/${person.reference}` }
  const kind = kindOf(typedIn(ask, 'show'))
  const before = typedIn(ask, 'before')
  const [reach, panels, events] = await Promise.all([
    reachFor(ask.ctx, person.id, 'their own page'),
    ask.house.panels('person', ask, person),
    readTimeline(ask.ctx, { type: 'person', id: person.id }, TIMELINE, isId(before) ? before : undefined, KINDS[kind].actions),
  ])
  const older = events.length === TIMELINE ? (events.at(-1)?.id ?? null) : null
  return personPage(ask, { person, reach, panels, events, kind, older })
}

const showFound = async (ask: Ask): Promise<Reply> => {
  const typed = typedIn(ask, 'q')
  const read = await reading(ask.ctx, 'person.find', (tx) => findPeople(tx, ask.ctx.allianceId, typed), { keepsPlans: true })
  return read.ok ? findPeoplePage(ask, typed, read.value) : refused(read)
}

const formPage =
  (title: string, button: string, Fields: (props: { attempt: Attempt }) => ComponentChildren) => (_ask: Ask, attempt: Attempt) =>
    staffPage(
      title,
      <section class="digiknow-panel">
        <Form attempt={attempt}>
          <h1 class="govuk-heading-l">{title}</h1>
          <Fields attempt={attempt} />
          <Button preventDoubleClick>{button}</Button>
        </Form>
      </section>,
      { section: '/people' },
    )

export const routes = [
  listRoute(personList),
  page('/find', 'person.find', showFound),
  ...newPersonRoutes,
  page('/people/:person', 'person.read', showPerson),
  ...form({
    path: '/people/:person/correct',
    action: 'person.correct',
    edits: theirTurn,
    schema: detailsForm,
    fill: detailsToPutRight,
    show: formPage('Put details right', 'Save', DetailsFields),
    act: (ask, input) => correctPerson(ask.ctx, { ...input, reference: ask.params.person ?? '' }),
    next: (_ask, person) => `/people/${person.reference}`,
  }),
  ...safeContactRoutes,
  ...consentRoutes,
  ...noteRoutes,
  ...restrictingRoutes,
  ...diedRoutes,
  ...erasingRoutes,
  ...duplicateRoutes,
  ...mergingRoutes,
]
