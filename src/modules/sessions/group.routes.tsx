import { z } from 'zod'
import { onlyTheirOwn } from '#modules/champions'
import { findPeople } from '#modules/people'
import { may } from '#platform/access'
import { today } from '#platform/clock'
import { needed } from '#platform/fields'
import type { Attempt } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { button, form, page, refused } from '#platform/http/routes'
import { mayMove } from '#platform/moves'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { readTimeline } from '#platform/timeline'
import { CheckboxesField, TextAreaField, TextField } from '#ui/govuk'
import { listRoute } from '#ui/layout'
import { bookPerson, unbookPerson } from './book-person'
import { readChoices } from './one-to-one.routes'
import { planGroup } from './plan-group'
import { recordGroup } from './record-group'
import { groupForm, groupRecordForm } from './session'
import { sessionMoves } from './session.moves'
import { sessionPage } from './session.page'
import { type Attendee, attendeesOf, readSession } from './session.queries'
import { GiverField, MinutesField, PlaceField, PractisedFields, sessionFormPage, WhenFields } from './session-fields'
import { sessionList } from './session-list'
import { aboutWords, whenWords } from './session-words'

const sessionAt = (ask: Ask): string => ask.params.session ?? ''
const sessionAddress = (_ask: Ask, { reference }: { reference: string }): string => `/sessions/${reference}`

const readWithList = (ask: Ask) => {
  const { allianceId, actor } = ask.ctx
  return reading(ask.ctx, 'session.read', async (tx) => {
    const session = await readSession(tx, allianceId, actor, sessionAt(ask))
    if (!session) return undefined
    const typed = may(actor, 'person.find') ? String(ask.query.find ?? '').slice(0, 200) : ''
    const attendees = await attendeesOf(tx, allianceId, session.id)
    const booked = new Set(attendees.filter(({ status }) => status === 'booked').map(({ reference }) => reference))
    const found = typed && session.kind === 'group' ? await findPeople(tx, allianceId, typed) : []
    return { session, attendees, typed, found: found.filter(({ reference }) => !booked.has(reference)) }
  })
}

const showSession = async (ask: Ask): Promise<Reply> => {
  const read = await readWithList(ask)
  if (!read.ok) return refused(read)
  const events = await readTimeline(ask.ctx, { type: 'session', id: read.value.session.id })
  return sessionPage(ask, { ...read.value, events })
}

const showPlan = async (ask: Ask, attempt: Attempt): Promise<Reply> => {
  const { champions, places } = await readChoices(ask)
  return sessionFormPage(ask, {
    attempt,
    title: 'Plan a group session',
    about: 'Give it a name people will recognise, such as “Tablets for beginners”.',
    button: 'Plan this session',
    children: (
      <>
        <TextField attempt={attempt} name="title" label="What it is called" />
        <WhenFields attempt={attempt} />
        <MinutesField attempt={attempt} label="How long" />
        <TextField attempt={attempt} name="places" label="How many places" width={3} inputmode="numeric" />
        <PlaceField attempt={attempt} places={places} nowhere="Somewhere else, or not in person" />
        <GiverField attempt={attempt} champions={champions} />
      </>
    ),
  })
}

const Came = ({ attempt, attendees }: { attempt: Attempt; attendees: readonly Attendee[] }) => {
  const options = attendees
    .filter(({ status }) => status === 'booked')
    .map(({ reference, name }) => ({ value: reference, label: name }))
  return options.length === 0 ? null : (
    <CheckboxesField attempt={attempt} name="came" legend="Who came, of those booked" options={options} />
  )
}

const showRecord = async (ask: Ask, attempt: Attempt): Promise<Reply> => {
  const read = await readWithList(ask)
  if (!read.ok) return refused(read)
  const { session, attendees } = read.value
  if (!mayMove(sessionMoves.hold, session.status)) return refused(refuse('moved-on'))
  return sessionFormPage(ask, {
    attempt,
    title: 'Record how it went',
    about: `${aboutWords(session)}, ${whenWords(session)}`,
    button: 'Save this session',
    children: (
      <>
        <Came attempt={attempt} attendees={attendees} />
        {!onlyTheirOwn(ask.ctx.actor) && (
          <TextAreaField
            attempt={attempt}
            name="more"
            label="Others we know who came"
            hint="Their references, such as P-1001. One a line if there are several."
            rows={2}
          />
        )}
        <TextField
          attempt={attempt}
          name="headCount"
          label="How many more came, whose names we do not have"
          width={3}
          inputmode="numeric"
        />
        <PractisedFields attempt={attempt} notes="How it went" />
      </>
    ),
  })
}

const person = z.object({ person: needed('Choose a person', 20) })

export const groupRoutes: Route[] = [
  listRoute(sessionList),
  ...form({
    path: '/sessions/new-group',
    action: 'session.plan-group',
    schema: groupForm,
    fill: (ask) => ({ way: 'in_person', minutes: '120', places: '8', date: today(ask.ctx.clock) }),
    show: showPlan,
    act: (ask, input) => planGroup(ask.ctx, input),
    next: sessionAddress,
  }),
  page('/sessions/:session', 'session.read', showSession),
  button({
    path: '/sessions/:session/book',
    action: 'session.book',
    schema: person,
    act: (ask, input) => bookPerson(ask.ctx, { ...input, session: sessionAt(ask) }),
    next: sessionAddress,
  }),
  button({
    path: '/sessions/:session/unbook',
    action: 'session.unbook',
    schema: person,
    act: (ask, input) => unbookPerson(ask.ctx, { ...input, session: sessionAt(ask) }),
    next: sessionAddress,
  }),
  ...form({
    path: '/sessions/:session/record-group',
    action: 'session.record-group',
    schema: groupRecordForm,
    fill: () => ({ headCount: '0' }),
    show: showRecord,
    act: (ask, input) => recordGroup(ask.ctx, { ...input, session: sessionAt(ask) }),
    next: (ask, session) => (onlyTheirOwn(ask.ctx.actor) ? '/my' : sessionAddress(ask, session)),
  }),
]
