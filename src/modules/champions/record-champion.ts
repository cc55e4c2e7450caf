import type { z } from 'zod'
import { type PersonInput, personForm, recordPerson } from '#modules/people'
import { command, type Work } from '#platform/command'
import { maybeDate, phones, postcode, words } from '#platform/fields'
import { newId } from '#platform/ids'
import { done, type Outcome, refuse } from '#platform/outcome'
import { type ChampionFacts, championForm } from './champion'

/** A champion from a person we know (`person`, a reference), or from a name, phone and postcode. */
export const newChampionForm = championForm({
  person: words(20),
  name: words(200),
  phones: phones(),
  postcode: postcode(),
  appliedOn: maybeDate('Enter the date they applied, such as 27 3 2026'),
}).superRefine((typed, context) => {
  if (!typed.person && !typed.name) context.addIssue({ code: 'custom', path: ['name'], message: 'Enter their name' })
})
export type NewChampionForm = z.output<typeof newChampionForm>

export interface RecordChampion extends ChampionFacts {
  /** The reference of a person we know; or else the details of someone new. */
  readonly person: string | PersonInput
  /** Today unless told. */
  readonly appliedOn?: string | null
  readonly partnerId?: string | null
}

export interface RecordedChampion {
  readonly id: string
  readonly personId: string
  /** The person's reference: a champion is known by it. */
  readonly reference: string
}

/** The command's input from the form. */
export const newChampionOf = (typed: NewChampionForm): RecordChampion => ({
  ...typed,
  person: typed.person || { ...personForm.parse({ name: typed.name }), phones: typed.phones, postcode: typed.postcode },
})

const knownPerson = async ({ tx, allianceId }: Work, reference: string): Promise<Outcome<{ id: string; reference: string }>> => {
  const person = await tx
    .selectFrom('person')
    .select(['id', 'reference'])
    .where('alliance_id', '=', allianceId)
    .where('reference', '=', reference.toUpperCase())
    .executeTakeFirst()
  return person ? done(person) : refuse('not-found')
}

export const championColumns = (input: ChampionFacts) => ({
  kind: input.kind,
  languages: [...input.languages],
  ways: [...input.ways],
  max_learners: input.maxLearners,
  travels_km: input.travelsKm,
})

/** Writes when a champion is free, anew. */
export const writeAvailability = async ({ tx, allianceId }: Work, championId: string, facts: ChampionFacts): Promise<void> => {
  await tx
    .deleteFrom('champion_availability')
    .where('alliance_id', '=', allianceId)
    .where('champion_id', '=', championId)
    .execute()
  const rows = facts.availability.map((free) => ({ alliance_id: allianceId, champion_id: championId, ...free }))
  if (rows.length > 0) await tx.insertInto('champion_availability').values(rows).execute()
}

/** Writes down that someone would like to be a champion. They support nobody until checked and trained. */
export const recordChampion = command(
  'champion.record',
  async (work, input: RecordChampion) => {
    const { tx, allianceId, at, today } = work
    const appliedOn = input.appliedOn ?? today
    if (appliedOn > today) return refuse('not-yet', 'The date they applied must be today or in the past', 'appliedOn')
    const person =
      typeof input.person === 'string' ? await knownPerson(work, input.person) : await recordPerson.within(work, input.person)
    if (!person.ok) return person
    const id = newId(at)
    const row = {
      alliance_id: allianceId,
      id,
      person_id: person.value.id,
      status: 'applied',
      partner_id: input.partnerId ?? null,
    }
    await tx
      .insertInto('champion')
      .values({ ...row, applied_on: appliedOn, ...championColumns(input) })
      .execute()
    await writeAvailability(work, id, input)
    const value: RecordedChampion = { id, personId: person.value.id, reference: person.value.reference }
    return done(value, ...person.happened, { about: { type: 'champion', id }, person: value.personId })
  },
  { champion_alliance_id_person_id_key: refuse('already-champion', 'This person is a champion already', 'person') },
)
