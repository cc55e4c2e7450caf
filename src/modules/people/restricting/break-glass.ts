import { sql } from 'kysely'
import { z } from 'zod'
import { tellStaff } from '#modules/notifications'
import { command, type Work } from '#platform/command'
import { needed } from '#platform/fields'
import { newId } from '#platform/ids'
import { done, type Outcome, refuse, type Subject } from '#platform/outcome'
import { wholly } from '../finding/terms'

/** How long the glass stays broken. */
const MINUTES = 60

export const glassForm = z.object({
  who: needed('Enter their reference, phone number or full name'),
  why: needed('Enter why you need this record now', 500),
})

export type Glass = z.output<typeof glassForm>

interface Opened {
  /** The record that is open now; null when there was none. */
  readonly reference: string | null
}

/** The one person kept apart whom this names in full, or undefined when it is nobody or could be several. Looked up with wider eyes than the actor's, for this one question. */
const findKeptApart = async ({ tx, allianceId }: Work, who: string) => {
  const tokens = wholly(who)
  if (tokens.length === 0) return undefined
  await sql`select set_config('digiknow.sees', 'restricted', true)`.execute(tx)
  const { rows } = await sql<{ id: string; reference: string }>`
    select p.id, p.reference from person p
    join restricted_person r on r.alliance_id = p.alliance_id and r.person_id = p.id
    where p.alliance_id = ${allianceId} and p.erased_at is null and ${tokens}::text[] <@ array(
      select t.token from person_token t where t.alliance_id = p.alliance_id and t.person_id = p.id) limit 2`.execute(tx)
  return rows.length === 1 ? rows[0] : undefined
}

/** The data leads; where an alliance has named none, its programme leads, and then its administrators. */
const tellDataLeads = async (work: Work, about: Subject, reference: string): Promise<void> => {
  const words = `The record ${reference}, which is kept apart, was opened for ${MINUTES} minutes. Look at who opened it, and why.`
  for (const role of ['data_lead', 'lead', 'admin'] as const)
    if ((await tellStaff(work, { to: { role }, about, words, path: `/people/${reference}` })) > 0) return
}

/** Whoever is named as their worker needs no glass broken, and keeps what they have. */
const letIn = ({ tx, allianceId }: Work, personId: string, accountId: string, until: Date) =>
  tx
    .insertInto('restricted_reader')
    .values({ alliance_id: allianceId, person_id: personId, account_id: accountId, until })
    .onConflict((conflict) =>
      conflict
        .columns(['alliance_id', 'person_id', 'account_id'])
        .doUpdateSet({ until })
        .where('restricted_reader.until', 'is not', null),
    )
    .execute()

/** The reason stands in a table of its own and not in the journal, since people write names in reasons. */
const writeDown = (
  { tx, allianceId, at }: Work,
  asked: { person: string | null; account: string; why: string; until: Date | null },
) =>
  tx
    .insertInto('glass_broken')
    .values({
      alliance_id: allianceId,
      id: newId(at),
      person_id: asked.person,
      account_id: asked.account,
      why: asked.why,
      broken_at: at,
      until: asked.until,
    })
    .execute()

/**
 * Opens one record that is kept apart to someone who must help now: for an hour, with a reason, and the data lead is told at once.
 * Asking about nobody is written down too, and says no more than that: whether someone is kept apart is itself a secret.
 */
export const breakGlass = command('person.break-glass', async (work, { who, why }: Glass): Promise<Outcome<Opened>> => {
  const account = work.actor.accountId
  if (!account) return refuse('forbidden')
  const person = await findKeptApart(work, who)
  const until = person ? new Date(work.at.getTime() + MINUTES * 60_000) : null
  await writeDown(work, { person: person?.id ?? null, account, why, until })
  if (!person || !until) return done({ reference: null }, { about: { type: 'account', id: account }, detail: { found: false } })
  const about = { type: 'person', id: person.id }
  await letIn(work, person.id, account, until)
  await tellDataLeads(work, about, person.reference)
  return done({ reference: person.reference }, { about, person: person.id, detail: { found: true } })
})
