import { type RawBuilder, sql } from 'kysely'
import { command, type Work } from '#platform/command'
import type { Tx } from '#platform/db'
import { newId } from '#platform/ids'
import { type Done, done } from '#platform/outcome'
import { detailsOf, type PersonDetails } from './details'
import { addTokens } from './finding/person-tokens'
import type { PersonInput } from './person'
import { stopAgain } from './stopped-numbers'

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

export const personColumns = (input: PersonDetails) => ({
  name: input.name,
  known_as: input.knownAs,
  say_as: input.sayAs,
  birth_year: input.birthYear,
  age_band: input.ageBand,
  address: input.address,
  postcode: input.postcode,
  language: input.language,
  also_speaks: [...input.alsoSpeaks],
  interpreter: input.interpreter,
  access_needs: [...input.accessNeeds],
  support_needs: input.supportNeeds,
  ways: [...input.ways],
  reach_through: input.reachThrough,
  best_times: input.bestTimes,
  do_not_call: input.doNotCall,
})

/** The one safe number or address of a plan is not taken off while the plan stands. */
const notThePlans = (table: 'person_phone' | 'person_email', its: RawBuilder<unknown>) => sql<boolean>`not exists (
  select from safe_contact_plan plan
  where plan.alliance_id = ${sql.ref(`${table}.alliance_id`)} and plan.person_id = ${sql.ref(`${table}.person_id`)} and ${its})`

/** Writes phone numbers in their order. What we learnt of one (it failed, its owner stopped our texts) stays with it. */
export const writePhones = async (work: Work, personId: string, phones: PersonDetails['phones']): Promise<void> => {
  const { tx, allianceId } = work
  await tx
    .deleteFrom('person_phone')
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .$if(phones.length > 0, (query) =>
      query.where(
        'number',
        'not in',
        phones.map(({ number }) => number),
      ),
    )
    .where(notThePlans('person_phone', sql`plan.safe_number = number`))
    .execute()
  // Taken off, what the plan keeps is there for the plan alone.
  const left = tx.updateTable('person_phone').set({ of_plan: true }).where('alliance_id', '=', allianceId)
  await left.where('person_id', '=', personId).execute()
  if (phones.length === 0) return
  const rows = phones.map((one, at) => ({ alliance_id: allianceId, person_id: personId, ...one, position: at + 1 }))
  await tx
    .insertInto('person_phone')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['alliance_id', 'person_id', 'number'])
        .doUpdateSet(({ ref }) => ({ label: ref('excluded.label'), position: ref('excluded.position'), of_plan: false })),
    )
    .execute()
  await stopAgain(work, personId)
}

/** Writes email addresses in their order. */
export const writeEmails = async ({ tx, allianceId }: Work, personId: string, emails: readonly string[]): Promise<void> => {
  await tx
    .deleteFrom('person_email')
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .$if(emails.length > 0, (query) => query.where('address', 'not in', emails))
    .where(notThePlans('person_email', sql`plan.safe_email = address`))
    .execute()
  const left = tx.updateTable('person_email').set({ of_plan: true }).where('alliance_id', '=', allianceId)
  await left.where('person_id', '=', personId).execute()
  if (emails.length === 0) return
  const rows = emails.map((address, at) => ({ alliance_id: allianceId, person_id: personId, address, position: at + 1 }))
  await tx
    .insertInto('person_email')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['alliance_id', 'person_id', 'address'])
        .doUpdateSet(({ ref }) => ({ position: ref('excluded.position'), of_plan: false })),
    )
    .execute()
}

/** What must never be done, as somebody told us without a worker to ask further. */
export type Never = 'voicemail' | 'text' | 'write'

/** Someone met through a form of their own: as a record begins, with when to reach them and what must never be done. */
export interface MetPerson extends PersonInput {
  readonly bestTimes?: string
  /** Asked for ticks: without it, words alone leave only a call safe. */
  readonly never?: readonly Never[]
}

/** The ticks, and where words are to be read first, only the way that they chose themselves. */
const safePlan = ({ safeContact, never, reachBy, email }: MetPerson) => {
  if (!never) return {}
  const cautious = safeContact !== ''
  const writes = reachBy === 'email' || reachBy === 'letter'
  return {
    voicemail_ok: !never.includes('voicemail') && !cautious,
    never_text: never.includes('text') || (cautious && reachBy !== 'text'),
    never_write: never.includes('write') || (cautious && !writes),
    safe_email: cautious && reachBy === 'email' ? email : null,
  }
}

/** Words about safe contact are a plan for a human to read: until someone says more, only a call or the way they chose is safe. */
const writeSafeWords = async ({ tx, allianceId, at }: Work, personId: string, input: MetPerson): Promise<void> => {
  if (input.safeContact === '' && !input.never?.length) return
  const plan = { words: input.safeContact, made_at: at, ...safePlan(input) }
  await tx
    .insertInto('safe_contact_plan')
    .values({ alliance_id: allianceId, person_id: personId, ...plan })
    .execute()
}

/** Makes a person known to the alliance, inside any command that meets someone new: the desk's, or the public form's. */
export const writePerson = async (work: Work, input: MetPerson): Promise<Done<RecordedPerson>> => {
  const { tx, allianceId, at, today } = work
  const details = { ...detailsOf(input), bestTimes: input.bestTimes ?? '' }
  const place = await locate(tx, allianceId, input.postcode)
  const person = await tx
    .insertInto('person')
    .values({ alliance_id: allianceId, id: newId(at), created_on: today, ...personColumns(details), ...place })
    .returning(['id', 'reference'])
    .executeTakeFirstOrThrow()
  await writePhones(work, person.id, details.phones)
  await writeEmails(work, person.id, details.emails)
  await addTokens(tx, allianceId, [{ ...details, ...person, phones: input.phones }])
  await writeSafeWords(work, person.id, input)
  return done<RecordedPerson>(person, { about: { type: 'person', id: person.id }, person: person.id })
}

/** Records a person. */
export const recordPerson = command('person.record', (work, input: PersonInput) => writePerson(work, input))
