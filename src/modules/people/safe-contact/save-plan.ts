import { command, type Work } from '#platform/command'
import { done, refuse } from '#platform/outcome'
import { findPerson } from '../find-person'
import { refreshTokens } from '../finding/refresh-tokens'
import { keepStopped, stopAgain } from '../stopped-numbers'
import type { SafePlan } from './plan'

type Safe = Pick<SafePlan, 'safeNumber' | 'safeEmail'>

/** What was there for a plan alone, but for what is safe now. */
const dropOld = async ({ tx, allianceId }: Work, person: string, { safeNumber, safeEmail }: Safe): Promise<void> => {
  const phones = tx.deleteFrom('person_phone').where('alliance_id', '=', allianceId).where('person_id', '=', person)
  await phones.where('of_plan', '=', true).where('number', 'is distinct from', safeNumber).execute()
  const emails = tx.deleteFrom('person_email').where('alliance_id', '=', allianceId).where('person_id', '=', person)
  await emails.where('of_plan', '=', true).where('address', 'is distinct from', safeEmail).execute()
}

/** The safe number and address stand among theirs, so that what becomes of them is kept; there for the plan alone, they go with it. */
const keepSafe = async (work: Work, person: string, safe: Safe): Promise<void> => {
  const { tx, allianceId } = work
  const [own, { safeNumber: number, safeEmail: address }] = [{ alliance_id: allianceId, person_id: person, of_plan: true }, safe]
  await keepStopped(work, person, number)
  await dropOld(work, person, safe)
  // One that is theirs anyway stays as it is.
  if (number !== null)
    await tx
      .insertInto('person_phone')
      .values({ ...own, number })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  if (address !== null)
    await tx
      .insertInto('person_email')
      .values({ ...own, address })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  await stopAgain(work, person)
  await refreshTokens(tx, allianceId, [person])
}

/** Makes a person's safe contact plan, or changes it. It binds the next message and the next call. */
export const savePlan = command('person.safe-contact', async (work, input: SafePlan & { reference: string }) => {
  const { tx, allianceId, at } = work
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
  await keepSafe(work, person.id, input)
  return done(person, { about: { type: 'person', id: person.id }, person: person.id, detail: { plan: 'made' } })
})

/** Takes a safe contact plan away: it is safe now to reach them any way. */
export const endPlan = command('person.safe-contact', async (work, input: { reference: string }) => {
  const { tx, allianceId } = work
  const person = await findPerson(tx, allianceId, input.reference)
  if (!person) return refuse('not-found')
  const { numDeletedRows } = await tx
    .deleteFrom('safe_contact_plan')
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', person.id)
    .executeTakeFirst()
  if (numDeletedRows === 0n) return refuse('moved-on')
  await keepSafe(work, person.id, { safeNumber: null, safeEmail: null })
  return done(person, { about: { type: 'person', id: person.id }, person: person.id, detail: { plan: 'ended' } })
})
