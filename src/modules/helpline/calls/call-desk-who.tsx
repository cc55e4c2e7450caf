import type { ComponentChildren } from 'preact'
import { type FoundPerson, LANGUAGES, languageName, type PersonRecord, SafePlanTag } from '#modules/people'
import type { Attempt } from '#platform/forms'
import type { Ask } from '#platform/http/ask'
import { plural } from '#ui/format'
import { Button, SelectField, TextField } from '#ui/govuk'

/** The form of the call, for fields and buttons that stand outside it. */
export const CALL_FORM = 'call-form'
const SAFE_LABEL = 'Is it safe to ring or write? When not?'
const inForm = { attributes: { form: CALL_FORM }, autocomplete: 'off' } as const

const told = (person: FoundPerson): string =>
  [
    person.known_as && `likes “${person.known_as}”`,
    person.birth_year && `born ${person.birth_year}`,
    person.ward ?? person.postcode,
    person.reference,
  ]
    .filter(Boolean)
    .join(', ')

/** What of the address goes with the call from page to page: its draft, and the incoming call it answers. */
export interface Carried {
  readonly draft: string
  readonly incoming: string
}

const kept = (carried: Carried): Record<string, string> =>
  Object.fromEntries(Object.entries(carried).filter(([, value]) => value !== ''))

const deskHref = (ask: Ask, carried: Carried, query: Record<string, string> = {}): string =>
  `${ask.base}/calls/new?${new URLSearchParams({ ...kept(carried), ...query })}`

/** The desk of this call anew, with its person. */
export const againHref = (ask: Ask, carried: Carried, person: string): string => deskHref(ask, carried, { person })

interface CallerProps {
  ask: Ask
  person: PersonRecord
  carried: Carried
  /** How to reach them, safely. */
  reach: ComponentChildren
  children?: ComponentChildren
}

/** Who is on the line, and before anything else of them how to reach them safely. */
export const Caller = ({ ask, person, carried, reach, children }: CallerProps) => (
  <section class="digiknow-panel digiknow-who" aria-labelledby="who">
    <h1 class="govuk-heading-m" id="who">
      {person.name}
    </h1>
    <p class="digiknow-soft-text">
      {[person.birth_year && `Born ${person.birth_year}`, person.ward ?? person.postcode, person.reference]
        .filter(Boolean)
        .join(' · ')}
    </p>
    {reach}
    <dl class="digiknow-dl">
      {person.known_as && (
        <>
          <dt>Likes to be</dt>
          <dd>“{person.known_as}”</dd>
        </>
      )}
      <dt>Speaks</dt>
      <dd>{languageName(person.language)}</dd>
      {person.support_needs && (
        <>
          <dt>Helps</dt>
          <dd>{person.support_needs}</dd>
        </>
      )}
    </dl>
    {children}
    <div class="digiknow-btns">
      <a class="govuk-link" href={`${ask.base}/people/${person.reference}`}>
        Whole record
      </a>
      <a class="govuk-link" href={deskHref(ask, carried)} data-keeps-call data-another>
        Not them?
      </a>
    </div>
  </section>
)

/**
 * Someone we know rings from a new number: it joins those on their record. The number that rings now is never put in by itself,
 * since it may be a relative's.
 */
export const AnotherNumber = ({ ask, attempt }: { ask: Ask; attempt: Attempt }) => {
  const isFresh = ask.body === undefined && Boolean(ask.query.incoming ?? ask.query.phone)
  const shown = isFresh ? { ...attempt, values: { ...attempt.values, phones: '' } } : attempt
  const isOpen = Boolean(shown.values.phones) || shown.errors.some(({ field }) => field === 'phones')
  return (
    <details class="digiknow-behalf" open={isOpen}>
      <summary class="govuk-link">They gave another number</summary>
      <TextField
        attempt={shown}
        name="phones"
        label="Phone, in any format. Two: put a comma between"
        inputmode="tel"
        {...inForm}
      />
    </details>
  )
}

const typedIn = ({ values, errors }: Attempt, name: string): boolean =>
  Boolean(values[name]) || errors.some(({ field }) => field === name)

/** What was typed of a new caller before they turned out to be someone we know: it is theirs to keep, and the worker's to put right. */
export const SaidNow = ({ attempt }: { attempt: Attempt }) => {
  const [home, safe] = [typedIn(attempt, 'postcode'), typedIn(attempt, 'safeContact')]
  if (!home && !safe) return null
  return (
    <div class="digiknow-behalf">
      <p class="digiknow-soft-text">You typed this before you found them. It is added to what we have.</p>
      {home && <TextField attempt={attempt} name="postcode" label="Postcode" width={10} {...inForm} />}
      {safe && <TextField attempt={attempt} name="safeContact" label={SAFE_LABEL} {...inForm} />}
    </div>
  )
}

const Match = ({ ask, carried, person }: { ask: Ask; carried: Carried; person: FoundPerson }) => (
  <li>
    <a class="govuk-link" href={deskHref(ask, carried, { person: person.reference })} data-keeps-call>
      {person.name}
    </a>
    <div class="digiknow-soft-text">{told(person)}</div>
    <SafePlanTag plan={person.safe_plan} />
  </li>
)

/** The find box of the desk, and whom it found. With a script it finds while you type, from this same address. */
interface FindProps {
  ask: Ask
  carried: Carried
  typed: string
  found: readonly FoundPerson[]
}

export const FindCaller = ({ ask, carried, typed, found }: FindProps) => (
  <section class="digiknow-panel digiknow-who" aria-labelledby="who">
    <h1 class="govuk-heading-m" id="who">
      Who is it?
    </h1>
    <form method="get" action={`${ask.base}/calls/new`} class="digiknow-find">
      {Object.entries(kept(carried)).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <label class="govuk-label" for="q">
        Find by name, phone, postcode or reference <kbd>/</kbd>
      </label>
      <div class="digiknow-find__box">
        <input
          class="govuk-input"
          id="q"
          name="q"
          type="search"
          value={typed}
          autocomplete="off"
          data-find="#found"
          data-key="/"
          autofocus
        />
        <Button classes="govuk-button--secondary">Find</Button>
      </div>
    </form>
    <div id="found">
      <p class="digiknow-soft-text" role="status">
        {typed && (found.length > 0 ? `${plural(found.length, 'person', 'people')} found` : 'We know nobody by that yet.')}
      </p>
      {found.length > 0 && (
        <ul class="digiknow-plain digiknow-found">
          {found.map((person) => (
            <Match ask={ask} carried={carried} person={person} />
          ))}
        </ul>
      )}
    </div>
  </section>
)

/** A caller nobody knows yet: a name is enough. The fields are of the call's form, wherever they stand. */
export const NewCaller = ({ attempt }: { attempt: Attempt }) => (
  <section class="digiknow-panel" aria-labelledby="new-caller">
    <h2 id="new-caller">Not there? Add them</h2>
    <TextField attempt={attempt} name="name" label="Name" {...inForm} />
    <TextField
      attempt={attempt}
      name="phones"
      label="Phone, in any format. Two: put a comma between"
      inputmode="tel"
      {...inForm}
    />
    <TextField attempt={attempt} name="postcode" label="Postcode" width={10} {...inForm} />
    <SelectField
      attempt={attempt}
      name="language"
      label="Speaks best"
      options={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
      attributes={{ form: CALL_FORM }}
    />
    <TextField attempt={attempt} name="safeContact" label={SAFE_LABEL} {...inForm} />
  </section>
)
