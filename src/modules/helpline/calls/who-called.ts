import { likelyPeople, meetPerson, personForm, recordPerson } from '#modules/people'
import type { Work } from '#platform/command'
import { done, type Outcome } from '#platform/outcome'
import { type CallInput, forOther } from './call'
import { NOT_YOURS } from './not-yours'

export interface Known {
  readonly id: string
  readonly reference: string
}

const { name: _nobody, ...blank } = personForm.parse({ name: 'Nobody yet' })

/**
 * The person the call is about: known already, or recorded now. Refuses `maybe-known` until told to go on, and `not-found` at the
 * field `person`.
 */
export const personOfCall = async (work: Work, input: CallInput): Promise<Outcome<Known>> => {
  const { person, name, phones, postcode, language, safeContact } = input
  const met = await meetPerson(work, { ...blank, name, phones, postcode, language, safeContact }, person)
  return !met.ok && met.code === 'not-found' ? NOT_YOURS : met
}

/**
 * The one who rang for them, when that is someone else: the person we know by that very number and name, or someone new, who
 * is a person in their own right. Null when they rang themselves.
 */
export const callerOfCall = async (work: Work, input: CallInput, about: Known): Promise<Outcome<Known | null>> => {
  if (!forOther(input)) return done(null)
  const { callerName: name, callerPhones: phones } = input
  const likely = (await likelyPeople(work.tx, work.allianceId, { name, phones })).filter(
    (person) => person.id !== about.id && person.name.toLowerCase() === name.toLowerCase(),
  )
  const [only] = likely
  if (only && likely.length === 1) return done({ id: only.id, reference: only.reference })
  return recordPerson.within(work, { ...personForm.parse({ name }), phones })
}
