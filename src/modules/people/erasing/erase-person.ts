import { sql } from 'kysely'
import { z } from 'zod'
import { command, type Work } from '#platform/command'
import { needed, ticked } from '#platform/fields'
import type { Forget } from '#platform/module'
import { done, type Refusal, refuse } from '#platform/outcome'
import { findPerson } from '../find-person'

export const eraseForm = z.object({
  why: needed('Enter why this person is to be erased', 500),
  typed: needed('Enter their reference, to show that you mean this person'),
  sure: ticked('Tick to say that you know this cannot be taken back'),
})

interface Erase {
  readonly reference: string
  readonly typed: string
  readonly forget: readonly Forget[]
}

/** What must end before its person is gone: a device they have, one put by for them, or their work as a champion. */
const standsInTheWay = async ({ tx, allianceId }: Work, personId: string): Promise<Refusal | null> => {
  const loan = await tx
    .selectFrom('loan')
    .select(['reference', 'status'])
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .where('status', 'in', ['promised', 'on_loan'])
    .executeTakeFirst()
  if (loan?.status === 'on_loan')
    return refuse('device-out', `They still have a device of ours (${loan.reference}). Take it back first.`)
  if (loan) return refuse('device-put-by', `A device is put by for them (${loan.reference}). Call that off first.`)
  const champion = await tx
    .selectFrom('champion')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .where('status', '<>', 'left')
    .executeTakeFirst()
  return champion ? refuse('still-champion', 'They help others as a champion. Let them leave that first.') : null
}

/** Records that were made part of this one hold the same person. */
const recordsOf = async ({ tx, allianceId }: Work, personId: string): Promise<string[]> => {
  const merged = await tx
    .selectFrom('person')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('merged_into', '=', personId)
    .execute()
  return [personId, ...merged.map(({ id }) => id)]
}

/**
 * Takes a person out of everything we hold, in one transaction: names, contact, notes, what was said and sent. What is left counts:
 * that somebody in that ward was helped, and when. Concerns stay, as the law asks, where only the safeguarding leads read them.
 * The reason is said by whoever asks and is kept nowhere, since it might name them.
 */
export const erasePerson = command('person.erase', async (work, { reference, typed, forget }: Erase) => {
  const person = await findPerson(work.tx, work.allianceId, reference)
  if (!person) return refuse('not-found')
  if (typed.trim().toUpperCase() !== person.reference)
    return refuse('another-person', `That is not the reference of this person. Theirs is ${person.reference}.`, 'typed')
  const inTheWay = await standsInTheWay(work, person.id)
  if (inTheWay) return inTheWay
  // A word two people share is another's too, even of someone this actor may not see.
  await sql`select set_config('digiknow.sees', 'restricted', true)`.execute(work.tx)
  for (const id of await recordsOf(work, person.id)) for (const one of forget) await one(work, id)
  return done({ reference: person.reference }, { about: { type: 'person', id: person.id }, person: person.id })
})
