import type { ComponentChildren } from 'preact'
import type { Attempt } from '#platform/forms'
import { ErrorMessage } from '#ui/govuk'
import { SafePlanTag } from '../reaching/reach-box'
import type { LikelyPerson } from './likely-people'
import { NEW_PERSON } from './meet-person'
import { reasonsInWords } from './reasons'

const told = (person: LikelyPerson): string =>
  [
    person.known_as && `likes “${person.known_as}”`,
    person.birth_year && `born ${person.birth_year}`,
    person.ward ?? person.postcode,
    person.reference,
  ]
    .filter(Boolean)
    .join(', ')

interface WhichProps {
  value: string
  id: string
  label: string
  chosen: boolean
  form?: string | undefined
}

const Which = ({ value, id, label, chosen, form }: WhichProps) => (
  <label for={id}>
    <input type="radio" name="person" form={form} id={id} value={value} checked={chosen} /> {label}
  </label>
)

interface MaybeKnownProps {
  attempt: Attempt
  people: readonly LikelyPerson[]
  /** The form the choice belongs to, when it stands outside it. */
  form?: string
  /** What "none of these" says. */
  none?: string
  /** What else comes of a yes. */
  then?: string
  /** What comes of a yes, where it is not that words are added. */
  instead?: ComponentChildren
  /** What stands beside each of them, by id. */
  beside?: ReadonlyMap<string, ComponentChildren>
}

/**
 * Before a second record of the same person is made: whom we know already, and why we ask. Choices rather than buttons, since
 * Enter in any field would press the first button of the form.
 */
export const MaybeKnown = ({ attempt, people, form, none = 'No, add a new person', ...more }: MaybeKnownProps) => {
  const { then, instead, beside } = more
  const chosen = [attempt.values.person ?? ''].flat()[0]
  const error = attempt.errors.find(({ field }) => field === 'person')
  if (people.length === 0) return null
  return (
    <fieldset class="digiknow-pick digiknow-pick--list digiknow-maybe" aria-describedby={error && 'person-error'}>
      <legend>Is it one of these?</legend>
      {instead ?? (
        <p class="digiknow-soft-text">If it is, what they said this time is added to the record we have.{then && ` ${then}`}</p>
      )}
      {error && <ErrorMessage id="person-error">{error.message}</ErrorMessage>}
      {people.map((person, at) => (
        <div>
          <Which
            value={person.reference}
            id={at === 0 ? 'person' : `person-${person.reference}`}
            label={`Yes, ${person.name}`}
            chosen={chosen === person.reference}
            form={form}
          />{' '}
          <span class="digiknow-soft-text">{told(person)}</span> <SafePlanTag plan={person.safe_plan} />
          <div class="digiknow-why">{reasonsInWords(person.reasons)}</div>
          {beside?.get(person.id)}
        </div>
      ))}
      <Which value={NEW_PERSON} id="person-new" label={none} chosen={chosen === NEW_PERSON} form={form} />
    </fieldset>
  )
}
