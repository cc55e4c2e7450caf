import { command, type Work } from '#platform/command'
import type { Tx } from '#platform/db'
import { newId } from '#platform/ids'
import { type Done, done } from '#platform/outcome'
import { writeTokens } from './finding/person-tokens'
import type { PersonInput } from './person'

export interface RecordedPerson {
  readonly id: string
  readonly reference: string
}

/** Where a postcode lies, as far as the alliance has imported postcodes. */
export const locate = async (tx: Tx, allianceId: string, postcode: string | null) => {
  const known = postcode
    ? await tx
        .selectFrom('postcode')
        .select(['lat', 'lon', 'ward_code'])
        .where('alliance_id', '=', allianceId)
        .where('postcode', '=', postcode)
        .executeTakeFirst()
    : undefined
  return known ?? { lat: null, lon: null, ward_code: null }
}

export const personColumns = (input: PersonInput) => ({
  name: input.name,
  known_as: input.knownAs,
  birth_year: input.birthYear,
  email: input.email,
  address: input.address,
  postcode: input.postcode,
  language: input.language,
  reach_by: input.reachBy,
  support_needs: input.supportNeeds,
  safe_contact: input.safeContact,
})

/** Writes a person's phone numbers and what they can be found by, anew. */
export const writeContact = async ({ tx, allianceId }: Work, person: RecordedPerson, input: PersonInput): Promise<void> => {
  await tx.deleteFrom('person_phone').where('alliance_id', '=', allianceId).where('person_id', '=', person.id).execute()
  const numbers = input.phones.map((number) => ({ alliance_id: allianceId, person_id: person.id, number }))
  if (numbers.length > 0) await tx.insertInto('person_phone').values(numbers).execute()
  await writeTokens(tx, allianceId, [
    { ...person, name: input.name, knownAs: input.knownAs, postcode: input.postcode, email: input.email, phones: input.phones },
  ])
}

/** Makes a person known to the alliance, inside any command that meets someone new: the desk's, or the public form's. */
export const writePerson = async (work: Work, input: PersonInput): Promise<Done<RecordedPerson>> => {
  const { tx, allianceId, at, today } = work
  const place = await locate(tx, allianceId, input.postcode)
  const person = await tx
    .insertInto('person')
    .values({ alliance_id: allianceId, id: newId(at), created_on: today, ...personColumns(input), ...place })
    .returning(['id', 'reference'])
    .executeTakeFirstOrThrow()
  await writeContact(work, person, input)
  return done<RecordedPerson>(person, { about: { type: 'person', id: person.id }, person: person.id })
}

/** Records a person. */
export const recordPerson = command('person.record', writePerson)
