import { z } from 'zod'
import { command, type Work } from '#platform/command'
import { needed } from '#platform/fields'
import { done, refuse } from '#platform/outcome'
import { findPerson } from '../find-person'

const ids = z.preprocess(
  (value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.uuid({ error: 'Choose from the list who may still see them' })),
)

export const restrictForm = z.object({ why: needed('Enter why their record must be kept apart', 500), readers: ids })

export interface Restrict extends z.output<typeof restrictForm> {
  readonly reference: string
}

/** Those who may still see them: those chosen, whoever keeps the record apart, and the person's own sign-in. */
const nameReaders = async ({ tx, allianceId, actor }: Work, personId: string, chosen: readonly string[]): Promise<void> => {
  const own = await tx
    .selectFrom('account')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where((row) => row.or([row('person_id', '=', personId), row('id', 'in', chosen.length > 0 ? chosen : [personId])]))
    .execute()
  const readers = new Set([...own.map(({ id }) => id), ...(actor.accountId ? [actor.accountId] : [])])
  if (readers.size === 0) return
  const rows = [...readers].map((id) => ({ alliance_id: allianceId, person_id: personId, account_id: id }))
  await tx
    .insertInto('restricted_reader')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['alliance_id', 'person_id', 'account_id']).doUpdateSet({ until: null }))
    .execute()
}

/**
 * Keeps a person's record apart: from now on it shows only to the roles that may see such records and to those named. Asked again,
 * it names more people and says the reason anew.
 */
export const restrictPerson = command('person.restrict', async (work, { reference, why, readers }: Restrict) => {
  const { tx, allianceId, at } = work
  const person = await findPerson(tx, allianceId, reference)
  if (!person) return refuse('not-found')
  await tx
    .insertInto('restricted_person')
    .values({ alliance_id: allianceId, person_id: person.id, why, since: at })
    .onConflict((conflict) => conflict.columns(['alliance_id', 'person_id']).doUpdateSet({ why }))
    .execute()
  await nameReaders(work, person.id, readers)
  return done(person, { about: { type: 'person', id: person.id }, person: person.id, detail: { readers: readers.length } })
})

/** The record need not be kept apart any more. */
export const liftRestriction = command(
  'person.lift-restriction',
  async ({ tx, allianceId }, { reference }: { reference: string }) => {
    const person = await findPerson(tx, allianceId, reference)
    if (!person) return refuse('not-found')
    const { numDeletedRows } = await tx
      .deleteFrom('restricted_person')
      .where('alliance_id', '=', allianceId)
      .where('person_id', '=', person.id)
      .executeTakeFirst()
    if (numDeletedRows === 0n) return refuse('moved-on')
    return done(person, { about: { type: 'person', id: person.id }, person: person.id })
  },
)
