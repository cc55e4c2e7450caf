import { sql } from 'kysely'
import type { Work } from '#platform/command'
import { phoneNumber } from '#platform/fields'
import type { Forget } from '#platform/module'
import { forgetReferrals } from './referrals/forget'
import { requestMoves } from './requests/request.moves'

/** Whoever asked for somebody else may be named in the next step, and in what that person agreed to through them. */
const forgetAsker = async ({ tx, allianceId }: Work, askerId: string): Promise<void> => {
  const asked = await tx
    .selectFrom('request')
    .select(['id', 'person_id', 'opened_on'])
    .where('alliance_id', '=', allianceId)
    .where('asker_id', '=', askerId)
    .execute()
  for (const { id, person_id, opened_on } of asked) {
    const step = tx.updateTable('request').set({ next_action: 'Look at this again: whoever asked for it was erased' })
    await step.where('alliance_id', '=', allianceId).where('id', '=', id).where('next_action', 'is not', null).execute()
    const consents = tx.updateTable('consent').set({ on_behalf: '' }).where('alliance_id', '=', allianceId)
    await consents
      .where('person_id', '=', person_id)
      .where('purpose', '=', 'hold')
      .where('how', '=', 'online')
      .where('given_on', '=', opened_on)
      .execute()
  }
}

/** Whoever rang for somebody else may have said for them that a partner may know: that they agreed stays, and no name with it. */
const forgetCaller = async ({ tx, allianceId }: Work, callerId: string): Promise<void> => {
  await sql`
    update consent set on_behalf = '' from call c
    where consent.alliance_id = ${allianceId} and consent.purpose = 'share' and consent.how = 'spoken'
      and c.alliance_id = consent.alliance_id and c.caller_id = ${callerId}::uuid and c.person_id = consent.person_id
      and c.account_id = consent.account_id and c.called_on = consent.given_on`.execute(tx)
}

/** Numbers as somebody types them, as far as they can be read. */
const numbersIn = (typed: unknown): (string | null)[] =>
  String(typed ?? '')
    .split(/[\n,;]+/)
    .map((part) => phoneNumber(part.trim()))

const openDrafts = ({ tx, allianceId }: Work) =>
  tx.selectFrom('call_draft').select(['id', 'person_id', 'fields']).where('alliance_id', '=', allianceId).execute()

/** What is left of a draft without these numbers, and whose they are; null for one that is theirs, undefined where they are not in it. */
const without = (draft: Awaited<ReturnType<typeof openDrafts>>[number], numbers: readonly string[]) => {
  const { phones, callerPhones, callerName, ...fields } = draft.fields as Record<string, unknown>
  const isIn = (typed: unknown): boolean => numbersIn(typed).some((number) => number !== null && numbers.includes(number))
  if (isIn(phones) && draft.person_id === null) return null
  if (!isIn(phones) && !isIn(callerPhones)) return undefined
  return { ...fields, ...(!isIn(phones) && { phones }), ...(!isIn(callerPhones) && { callerPhones, callerName }) }
}

/**
 * Their numbers are where no record of theirs is: in calls the telephone announced, and in calls that are not finished, of a new caller
 * or of one who rang for somebody else, whose call stays.
 */
const forgetNumbers = async (work: Work, personId: string): Promise<void> => {
  const { tx, allianceId } = work
  const query = tx.selectFrom('person_phone').select('number').where('alliance_id', '=', allianceId)
  const numbers = (await query.where('person_id', '=', personId).execute()).map(({ number }) => number)
  if (numbers.length === 0) return
  const rang = tx.updateTable('incoming_call').set({ from_number: null }).where('alliance_id', '=', allianceId)
  await rang.where('from_number', 'in', numbers).execute()
  for (const draft of await openDrafts(work)) {
    const left = without(draft, numbers)
    if (left === undefined) continue
    const one = { alliance_id: allianceId, id: draft.id }
    if (left === null)
      await tx
        .deleteFrom('call_draft')
        .where((row) => row.and(one))
        .execute()
    else
      await tx
        .updateTable('call_draft')
        .set({ fields: JSON.stringify(left) })
        .where((row) => row.and(one))
        .execute()
  }
}

/** Takes a person out of the helpline's records: what they asked for in their own words, and what was said on the phone. */
export const forgetAtHelpline: Forget = async (work, personId) => {
  const { tx, allianceId, today } = work
  const { from, to } = requestMoves.close
  const ended = { status: to, outcome: 'not_needed', closed_on: today, next_action: null, next_action_on: null, waits_for: null }
  await tx
    .updateTable('request')
    .set(ended)
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .where('status', 'in', from)
    .execute()
  const requests = tx.updateTable('request').set({ words: '', what_changed: '', next_action: null, next_action_on: null })
  await requests.where('alliance_id', '=', allianceId).where('person_id', '=', personId).execute()
  const calls = tx.updateTable('call').set({ notes: '', why_nothing: null })
  await calls
    .where('alliance_id', '=', allianceId)
    .where((row) => row.or([row('person_id', '=', personId), row('caller_id', '=', personId)]))
    .execute()
  await forgetAsker(work, personId)
  await forgetCaller(work, personId)
  await forgetReferrals(work, personId)
  await forgetNumbers(work, personId)
  await tx.deleteFrom('call_draft').where('alliance_id', '=', allianceId).where('person_id', '=', personId).execute()
  const signposts = tx.updateTable('signpost').set({ words: 'Erased' })
  await signposts.where('alliance_id', '=', allianceId).where('person_id', '=', personId).execute()
}
