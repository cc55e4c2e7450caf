import type { ComponentChildren } from 'preact'
import { myPage, onlyTheirOwn, WAYS } from '#modules/champions'
import { AREAS, FRAMEWORK } from '#modules/skills'
import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import {
  BackLink,
  Button,
  CheckboxesField,
  DateField,
  type Option,
  RadiosField,
  SelectField,
  TextAreaField,
  TextField,
} from '#ui/govuk'
import { Form } from '#ui/layout'

const ways = Object.entries(WAYS).map(([value, label]) => ({ value, label }))

export const WhenFields = ({ attempt }: { attempt: Attempt }) => (
  <>
    <RadiosField attempt={attempt} name="way" legend="How you meet" options={ways} inline />
    <DateField attempt={attempt} name="date" legend="Date" />
    <TextField attempt={attempt} name="time" label="Time it starts" hint="Such as 13:30 or 1.30pm." width={5} />
  </>
)

export const MinutesField = ({ attempt, label }: { attempt: Attempt; label: string }) => (
  <TextField attempt={attempt} name="minutes" label={label} width={3} inputmode="numeric" suffix="minutes" />
)

/** Who gives it, for the desk; a champion gives their own. */
export const GiverField = ({ attempt, champions }: { attempt: Attempt; champions: readonly Option[] }) => (
  <SelectField attempt={attempt} name="champion" label="Who gives it" options={champions} emptyLabel="Someone from the team" />
)

interface PlaceFieldProps {
  attempt: Attempt
  places: readonly Option[]
  /** What choosing no place means. */
  nowhere?: string
}

export const PlaceField = ({ attempt, places, nowhere = 'At their home, or not in person' }: PlaceFieldProps) =>
  places.length === 0 ? null : (
    <SelectField attempt={attempt} name="place" label="Where, if you meet" options={places} emptyLabel={nowhere} />
  )

const practised = FRAMEWORK.map(({ code, name, area, level }) => ({
  value: code,
  label: level === 'life' ? `${AREAS[area]}: ${name}` : name,
}))

/** How it went, in a minute. */
export const PractisedFields = ({ attempt, notes }: { attempt: Attempt; notes: string }) => (
  <>
    <MinutesField attempt={attempt} label="How long it took" />
    <CheckboxesField attempt={attempt} name="skills" legend="What you practised" options={practised} />
    <TextAreaField attempt={attempt} name="notes" label={notes} rows={3} />
  </>
)

interface FormPageProps {
  attempt: Attempt
  title: string
  /** Whom or what it is about, under the title. */
  about: string
  button: string
  section?: string
  children?: ComponentChildren
}

/** The record that the form was opened from. */
const backFrom = (ask: Ask): string => {
  const { request, session } = ask.params
  if (onlyTheirOwn(ask.ctx.actor)) return '/my'
  if (request) return `/requests/${request}`
  return session ? `/sessions/${session}` : '/sessions'
}

/** A form about a session, at the density of whoever fills it in. */
export const sessionFormPage = (ask: Ask, { attempt, title, about, button, section, children }: FormPageProps): Page => {
  const body = (
    <Form attempt={attempt}>
      <h1 class="govuk-heading-l govuk-!-margin-bottom-1">{title}</h1>
      <p class="govuk-body">{about}</p>
      {children}
      <Button preventDoubleClick>{button}</Button>
    </Form>
  )
  const back = <BackLink href={ask.base + backFrom(ask)}>Back</BackLink>
  if (onlyTheirOwn(ask.ctx.actor)) return myPage(ask, title, [back, <div class="digiknow-lede">{body}</div>])
  return staffPage(title, [back, <section class="digiknow-panel">{body}</section>], { section: section ?? '/sessions' })
}
