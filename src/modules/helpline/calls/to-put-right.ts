import { ASKS_WHO, type LikelyPerson } from '#modules/people'
import { type Attempt, withError } from '#platform/forms'
import { callForm } from './call'

const FIELDS: readonly string[] = Object.keys(callForm.shape)

/** With something else to put right, who it is is asked in the same breath: not after the next press. */
const askingWho = (attempt: Attempt, likely: readonly LikelyPerson[]): Attempt => {
  const { field, says } = ASKS_WHO
  const isAsked = attempt.values[field] || attempt.errors.some((error) => error.field === field)
  return likely.length === 0 || isAsked ? attempt : withError(attempt, field, says)
}

/** All there is to put right on the desk at once, from the top of the page to its foot. */
export const toPutRight = (attempt: Attempt, likely: readonly LikelyPerson[]): Attempt => {
  const asked = askingWho(attempt, likely)
  const place = ({ field }: Attempt['errors'][number]): number => FIELDS.indexOf(field)
  return { ...asked, errors: asked.errors.toSorted((one, other) => place(one) - place(other)) }
}
