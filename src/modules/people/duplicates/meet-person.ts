import type { Work } from '#platform/command'
import { done, type Outcome, refuse } from '#platform/outcome'
import { hearMore } from '../hear-more'
import type { PersonInput } from '../person'
import { whoseRecord } from '../person.queries'
import { type RecordedPerson, recordPerson } from '../record-person'
import { likelyPeople } from './likely-people'
import { rememberNew } from './move-pair'

/** What a form says of a person who is none of those we know. */
export const NEW_PERSON = 'new'

const known = async (work: Work, reference: string, input: PersonInput): Promise<Outcome<RecordedPerson>> => {
  const { tx, allianceId } = work
  const person = await tx
    .selectFrom('person')
    .select(['id', 'reference'])
    .where('alliance_id', '=', allianceId)
    .where('id', '=', whoseRecord(allianceId, reference))
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  if (!person) return refuse('not-found')
  const { phones, email, address, postcode, safeContact } = input
  const said = { phones, emails: email ? [email] : [], address, postcode, safeContact }
  return done(person, ...(await hearMore(work, person, said)))
}

/** Before a second record of somebody is made. */
export const ASKS_WHO = {
  ...refuse('maybe-known', 'We may know them already. Choose who it is'),
  ...{ field: 'person', status: 422 },
}

/**
 * Someone stands before us: one of those we know (`who` is a reference; what they said anew is added to it), someone new (`who` is "new"), or not said yet. Not said, and
 * we know someone likely: refuses `maybe-known` at the field `person`, and nothing is written. Someone new is remembered as not being
 * any of those who were shown.
 */
export const meetPerson = async (work: Work, input: PersonInput, who: string): Promise<Outcome<RecordedPerson>> => {
  if (who !== '' && who !== NEW_PERSON) return known(work, who, input)
  const likely = await likelyPeople(work.tx, work.allianceId, input)
  if (who === '' && likely.length > 0) return ASKS_WHO
  const made = await recordPerson.within(work, input)
  if (made.ok) await rememberNew(work, made.value.id, likely)
  return made
}
