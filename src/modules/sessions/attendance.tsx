import type { FoundPerson } from '#modules/people'
import type { Ask } from '#platform/http/ask'
import { plural } from '#ui/format'
import { Button, HiddenField, Tag } from '#ui/govuk'
import { can, Form } from '#ui/layout'
import type { Attendee, SessionRecord } from './session.queries'

const WORDS = { booked: 'Booked', attended: 'Came', missed: 'Did not come', cancelled: 'Taken off' } as const
const COLOURS = { booked: 'blue', attended: 'green', missed: 'yellow', cancelled: 'grey' } as const

interface AttendanceProps {
  ask: Ask
  session: SessionRecord
  attendees: readonly Attendee[]
  typed: string
  found: readonly FoundPerson[]
}

interface OnListProps {
  ask: Ask
  session: SessionRecord
  person: { readonly name: string; readonly reference: string }
  word: 'book' | 'unbook'
  label: string
}

/** A short button whose whole name says whom it is about. */
const OnList = ({ ask, session, person, word, label }: OnListProps) => (
  <Form action={`${ask.base}/sessions/${session.reference}/${word}`} class="digiknow-inline">
    <HiddenField name="person" value={person.reference} />
    <Button classes="govuk-button--secondary" preventDoubleClick>
      {label}
      <span class="govuk-visually-hidden"> {person.name}</span>
    </Button>
  </Form>
)

const Listed = ({ ask, session, person }: { ask: Ask; session: SessionRecord; person: Attendee }) => (
  <li>
    {can(ask, 'person.read') ? (
      <a class="govuk-link" href={`${ask.base}/people/${person.reference}`}>
        {person.name}
      </a>
    ) : (
      person.name
    )}{' '}
    <Tag classes={`govuk-tag--${COLOURS[person.status]}`}>{WORDS[person.status]}</Tag>{' '}
    {session.status === 'planned' && person.status === 'booked' && can(ask, 'session.unbook') && (
      <OnList ask={ask} session={session} person={person} word="unbook" label="Take off" />
    )}
  </li>
)

const Found = ({ ask, session, found }: { ask: Ask; session: SessionRecord; found: readonly FoundPerson[] }) => (
  <ul class="digiknow-plain digiknow-found digiknow-rows">
    {found.map((person) => (
      <li>
        {person.name}{' '}
        <span class="digiknow-soft-text">
          {[person.birth_year && `born ${person.birth_year}`, person.ward ?? person.postcode, person.reference]
            .filter(Boolean)
            .join(', ')}
        </span>{' '}
        <OnList ask={ask} session={session} person={person} word="book" label="Book" />
      </li>
    ))}
  </ul>
)

/** Finds someone and books them, while there are places. */
const Book = ({ ask, session, typed, found }: Omit<AttendanceProps, 'attendees'>) => (
  <>
    <form method="get" class="digiknow-filters">
      <div class="govuk-form-group">
        <label class="govuk-label" for="find">
          Book someone: name, phone or reference
        </label>
        <input class="govuk-input" id="find" name="find" type="search" value={typed} />
      </div>
      <Button classes="govuk-button--secondary">Find</Button>
    </form>
    {typed && found.length === 0 && (
      <p class="govuk-body">
        We know nobody by that.{' '}
        <a class="govuk-link" href={`${ask.base}/people/new?name=${encodeURIComponent(typed)}`}>
          Add a new person
        </a>
      </p>
    )}
    {found.length > 0 && <Found ask={ask} session={session} found={found} />}
  </>
)

/** Who is on the list of a group session, and who came. */
export const Attendance = ({ attendees, ...props }: AttendanceProps) => {
  const { ask, session } = props
  const left = (session.places ?? 0) - session.booked
  const open = session.status === 'planned'
  return (
    <section class="digiknow-panel" aria-labelledby="list">
      <h2 id="list">{open ? `${session.booked} booked, ${plural(left, 'place')} left` : 'Who was on the list'}</h2>
      {attendees.length === 0 && <p class="govuk-body">Nobody is on the list{open ? ' yet' : ''}.</p>}
      {attendees.length > 0 && (
        <ul class="digiknow-plain digiknow-found digiknow-rows">
          {attendees.map((person) => (
            <Listed ask={ask} session={session} person={person} />
          ))}
        </ul>
      )}
      {open && left > 0 && can(ask, 'session.book') && can(ask, 'person.find') && <Book {...props} />}
      {open && left <= 0 && <p class="govuk-body">Every place is taken.</p>}
    </section>
  )
}
