import { sql } from 'kysely'
import { sendEmail, tellStaff } from '#modules/notifications'
import { command, type Work } from '#platform/command'
import { isId, newId } from '#platform/ids'
import { done, type Subject } from '#platform/outcome'
import type { ConcernInput } from './concern'

/**
 * The person meant, by reference. Looked up with wider eyes than the actor's, since a concern about someone kept apart must reach
 * the leads too; whoever raises it learns nothing from this.
 */
const personMeant = async ({ tx, allianceId }: Work, said: string): Promise<string | null> => {
  const [reference] = /\bP-\d+\b/i.exec(said) ?? []
  if (!reference) return null
  await sql`select set_config('digiknow.sees', 'restricted', true)`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    select id from person where alliance_id = ${allianceId} and reference = ${reference.toUpperCase()}`.execute(tx)
  return rows[0]?.id ?? null
}

const recordMeant = async ({ tx, allianceId }: Work, { session, call }: ConcernInput): Promise<Subject | null> => {
  if (session) {
    const known = tx.selectFrom('session').select('id').where('alliance_id', '=', allianceId)
    const row = await known.where('reference', '=', session.toUpperCase()).executeTakeFirst()
    return row ? { type: 'session', id: row.id } : null
  }
  if (!isId(call)) return null
  const row = await tx
    .selectFrom('call')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('id', '=', call)
    .executeTakeFirst()
  return row ? { type: 'call', id: row.id } : null
}

const leadsOf = ({ tx, allianceId }: Work) =>
  tx
    .selectFrom('account as a')
    .innerJoin('account_role as r', (join) =>
      join.onRef('r.account_id', '=', 'a.id').onRef('r.alliance_id', '=', 'a.alliance_id'),
    )
    .select('a.email')
    .where('a.alliance_id', '=', allianceId)
    .where('a.closed_at', 'is', null)
    .where('r.role', '=', 'safeguarding')
    .execute()

/** Tells the leads in their list and by email at once, in words that say nothing of the concern. With no lead named, those who can name one. */
const tellLeads = async (work: Work, about: Subject): Promise<void> => {
  const words = 'Someone raised a safeguarding concern. Read it now.'
  const told = await tellStaff(work, { to: { role: 'safeguarding' }, about, words, path: `/concerns/${about.id}` })
  const nobody = 'Someone raised a safeguarding concern, and no safeguarding lead is named to read it. Name one now.'
  if (told === 0) await tellStaff(work, { to: { role: 'admin' }, about, words: nobody, path: '/accounts' })
  const body = 'Someone raised a safeguarding concern. Sign in and read it now: it is under Concerns.'
  for (const { email } of await leadsOf(work))
    await sendEmail(work, { to: email, subject: 'A safeguarding concern', body, about })
}

/**
 * Someone is worried that a person may be harmed. It is written once, for the safeguarding leads alone: not on the person's
 * timeline, and never changed after. Nothing refuses it but words that are missing.
 */
export const raiseConcern = command('concern.raise', async (work, input: ConcernInput) => {
  const { tx, allianceId, actor, at } = work
  const record = await recordMeant(work, input)
  const person = await personMeant(work, input.saidAbout)
  const id = newId(at)
  await tx
    .insertInto('concern')
    .values({
      alliance_id: allianceId,
      id,
      person_id: person,
      said_about: input.saidAbout,
      about_type: record?.type ?? null,
      about_id: record?.id ?? null,
      who_is_at_risk: input.atRisk,
      words: input.words,
      told_already: input.toldAlready,
      account_id: actor.accountId,
      raised_at: at,
    })
    .execute()
  const about = { type: 'concern', id }
  await tellLeads(work, about)
  return done({ id }, { about })
})
