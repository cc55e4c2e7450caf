import { personForm, recordPerson } from '#modules/people'
import type { Work } from '#platform/command'
import { done, type Outcome, refuse } from '#platform/outcome'
import { type CallInput, forOther, knownPerson, NEW_PERSON } from './call'
import { likelyMatches } from './likely-matches'

export interface Known {
  readonly id: string
  readonly reference: string
}

const byReference = async ({ tx, allianceId }: Work, reference: string): Promise<Outcome<Known>> => {
  const person = await tx
    .selectFrom('person')
    .select(['id', 'reference'])
    .where('alliance_id', '=', allianceId)
    .where('reference', '=', reference.toUpperCase())
    .executeTakeFirst()
  return person ? done(person) : refuse('not-found')
}

const newPerson = async (work: Work, input: CallInput): Promise<Outcome<Known>> => {
  const likely = input.person === NEW_PERSON ? [] : await likelyMatches(work.tx, work.allianceId, input)
  if (likely.length > 0) return { ...refuse('maybe-known', 'We may know them already. Choose who it is', 'person'), status: 422 }
  const { name, phones, postcode, language, safeContact } = input
  return recordPerson.within(work, { ...personForm.parse({ name }), phones, postcode, language, safeContact })
}

/** The person the call is about: known already, or recorded now. Refuses `maybe-known` until told to go on. */
export const personOfCall = (work: Work, input: CallInput): Promise<Outcome<Known>> => {
  const reference = knownPerson(input.person)
  return reference ? byReference(work, reference) : newPerson(work, input)
}

/**
 * The one who rang for them, when that is someone else: the person we know by that very number and name, or someone new, who
 * is a person in their own right. Null when they rang themselves.
 */
export const callerOfCall = async (work: Work, input: CallInput, about: Known): Promise<Outcome<Known | null>> => {
  if (!forOther(input)) return done(null)
  const { callerName: name, callerPhones: phones } = input
  const likely = (await likelyMatches(work.tx, work.allianceId, { name, phones, postcode: null })).filter(
    (person) => person.id !== about.id && person.name.toLowerCase() === name.toLowerCase(),
  )
  const [only] = likely
  if (only && likely.length === 1) return done({ id: only.id, reference: only.reference })
  return recordPerson.within(work, { ...personForm.parse({ name }), phones })
}
