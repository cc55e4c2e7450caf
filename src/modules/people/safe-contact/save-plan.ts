import { command } from '#platform/command'
import { done, refuse } from '#platform/outcome'
import { findPerson } from '../find-person'
import type { SafePlan } from './plan'

/** Makes a person's safe contact plan, or changes it. It binds the next message and the next call. */
export const savePlan = command(
  'person.safe-contact',
  async ({ tx, allianceId, at }, input: SafePlan & { reference: string }) => {
    const person = await findPerson(tx, allianceId, input.reference)
    if (!person) return refuse('not-found')
    const columns = {
      words: input.words,
      safe_number: input.safeNumber,
      safe_email: input.safeEmail,
      safe_windows: JSON.stringify(input.windows),
      voicemail_ok: input.voicemailOk,
      never_text: input.neverText,
      never_write: input.neverWrite,
      our_name: input.ourName,
      made_at: at,
    }
    await tx
      .insertInto('safe_contact_plan')
      .values({ alliance_id: allianceId, person_id: person.id, ...columns })
      .onConflict((conflict) => conflict.columns(['alliance_id', 'person_id']).doUpdateSet(columns))
      .execute()
    return done(person, { about: { type: 'person', id: person.id }, person: person.id, detail: { plan: 'made' } })
  },
)

/** Takes a safe contact plan away: it is safe now to reach them any way. */
export const endPlan = command('person.safe-contact', async ({ tx, allianceId }, input: { reference: string }) => {
  const person = await findPerson(tx, allianceId, input.reference)
  if (!person) return refuse('not-found')
  const { numDeletedRows } = await tx
    .deleteFrom('safe_contact_plan')
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', person.id)
    .executeTakeFirst()
  if (numDeletedRows === 0n) return refuse('moved-on')
  return done(person, { about: { type: 'person', id: person.id }, person: person.id, detail: { plan: 'ended' } })
})
