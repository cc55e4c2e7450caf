import { z } from 'zod'
import { may } from '#platform/access'
import { command, type Work } from '#platform/command'
import { needed } from '#platform/fields'
import type { StopsForPerson } from '#platform/module'
import { done, refuse } from '#platform/outcome'
import { findPerson } from '../find-person'
import { stopFor } from '../stop-for'
import { keptApart, namesReaders } from './restricted.queries'

/** What somebody who opened the record for an hour is told. */
export const NOT_YOURS =
  'You opened this record for an hour. Who may see it is chosen by the safeguarding leads, the data lead and those who may see it always'

const NOT_LISTED = 'Choose from the list who may still see them'

const ids = z.preprocess(
  (value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.uuid({ error: NOT_LISTED })),
)

export const restrictForm = z.object({ why: needed('Enter why their record must be kept apart', 500), readers: ids })

export interface Restrict extends z.output<typeof restrictForm> {
  readonly reference: string
  /** What the modules stop: the house's `stopsForPerson`. */
  readonly stops: readonly StopsForPerson[]
}

/** The accounts chosen that are of this alliance. */
const accountsOf = async ({ tx, allianceId }: Work, chosen: readonly string[]): Promise<string[]> => {
  if (chosen.length === 0) return []
  const known = tx.selectFrom('account').select('id').where('alliance_id', '=', allianceId)
  return (await known.where('id', 'in', chosen).execute()).map(({ id }) => id)
}

/** Those who may see them from now on: those chosen and the person's own sign-in, and nobody else. A broken glass closes by itself. */
const nameReaders = async ({ tx, allianceId }: Work, personId: string, chosen: readonly string[]): Promise<void> => {
  const accounts = tx.selectFrom('account').select('id').where('alliance_id', '=', allianceId)
  const own = await accounts.where('person_id', '=', personId).execute()
  const readers = [...new Set([...chosen, ...own.map(({ id }) => id)])]
  const named = tx.deleteFrom('restricted_reader').where('alliance_id', '=', allianceId).where('person_id', '=', personId)
  await named.where('until', 'is', null).execute()
  if (readers.length === 0) return
  await tx
    .insertInto('restricted_reader')
    .values(readers.map((id) => ({ alliance_id: allianceId, person_id: personId, account_id: id })))
    .onConflict((conflict) => conflict.columns(['alliance_id', 'person_id', 'account_id']).doUpdateSet({ until: null }))
    .execute()
}

/** Whoever keeps a record apart goes on with it, unless they see every record anyway. */
const themselves = ({ actor }: Work): string[] =>
  actor.accountId && !may(actor, 'person.see-restricted') ? [actor.accountId] : []

/**
 * Keeps a person's record apart: from now on it shows only to the roles that may see such records, to those named and to whoever
 * does it; whoever outside knew of them from us is told to stop. For a record kept apart already it says the reason anew, and those
 * named are all who may see it. Refuses `unknown-reader` for an account that is not of this alliance, and `forbidden` for whoever
 * sees a record kept apart already by a broken glass alone.
 */
export const restrictPerson = command('person.restrict', async (work, { reference, why, readers, stops }: Restrict) => {
  const { tx, allianceId, at } = work
  const person = await findPerson(tx, allianceId, reference)
  if (!person) return refuse('not-found')
  const apart = await keptApart(tx, allianceId, person.id)
  if (apart && !(await namesReaders(tx, allianceId, work.actor, person.id))) return refuse('forbidden', NOT_YOURS)
  const known = await accountsOf(work, readers)
  if (known.length < new Set(readers).size) return refuse('unknown-reader', NOT_LISTED, 'readers')
  // Before they are kept apart: what is to stop must still be seen.
  const stopped = apart ? [] : await stopFor(work, stops, person.id, 'kept-apart')
  await tx
    .insertInto('restricted_person')
    .values({ alliance_id: allianceId, person_id: person.id, why, since: at })
    .onConflict((conflict) => conflict.columns(['alliance_id', 'person_id']).doUpdateSet({ why }))
    .execute()
  await nameReaders(work, person.id, apart ? known : [...known, ...themselves(work)])
  const happened = { about: { type: 'person', id: person.id }, person: person.id, detail: { readers: known.length } }
  return done(person, happened, ...stopped)
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
