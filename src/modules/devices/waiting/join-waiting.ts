import { z } from 'zod'
import { command } from '#platform/command'
import { needed, words } from '#platform/fields'
import { newId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import { isPlace } from '../bookings/place-hours'
import { type BorrowerInput, borrowerOf } from '../loans/borrower'
import { goodCheck } from '../rules/eligibility'
import { purposeBy } from '../rules/purpose'
import { readTerms } from '../rules/rule.queries'
import { KIND_CODES } from '../stock/device'
import { aboutWaiting } from './move-waiting'
import { queueOffers } from './queue-offers'

const choice = (value: unknown): unknown => String(value ?? '').trim() || null

/** What is written down when someone joins the waiting list. */
export const joinForm = z.object({
  kind: z.preprocess(choice, z.enum(KIND_CODES, { error: 'Choose a kind from the list' }).nullable()),
  purpose: needed('Choose what it is for', 60),
  place: z.preprocess(choice, z.uuid({ error: 'Choose a place from the list' }).nullable()),
  notes: words(300),
})
export type JoinInput = z.output<typeof joinForm>

export interface KnownWaiting {
  readonly id: string
  readonly reference: string
}

const already = refuse('already-waiting', 'They are on the list for this kind already. Choose another kind', 'kind')

/**
 * Puts a person or a partner on the waiting list. They are offered the next device that suits them when it is their turn.
 * Refuses `not-found`, `no-such-purpose`, `no-such-place`, `not-checked` and `already-waiting`.
 */
export const joinWaiting = command(
  'waiting.join',
  async (work, input: JoinInput & BorrowerInput) => {
    const { tx, allianceId, at, today } = work
    const borrower = await borrowerOf(work, input)
    if (!borrower) return refuse('not-found')
    const purpose = await purposeBy(work, input.purpose)
    if (!purpose) return refuse('no-such-purpose', 'Choose what it is for', 'purpose')
    if (input.place && !(await isPlace(work, input.place)))
      return refuse('no-such-place', 'Choose a place from the list', 'place')
    const terms = await readTerms(tx, allianceId, input)
    if (terms.needsCheck && borrower.person_id && !(await goodCheck(tx, allianceId, borrower.person_id, 'lending', today)))
      return refuse('not-checked', 'Check first which rule they meet. You can do that on their page', 'purpose')
    const waiting = await tx
      .insertInto('waiting')
      .values({
        ...{
          alliance_id: allianceId,
          id: newId(at),
          ...borrower,
          kind: input.kind,
          purpose: purpose.code,
          place_id: input.place,
        },
        ...{ status: 'waiting', joined_at: at, joined_on: today, head_start_days: purpose.head_start_days, notes: input.notes },
      })
      .returning(['id', 'reference', 'person_id', 'partner_id', 'request_id', 'kind'])
      .executeTakeFirstOrThrow()
    await queueOffers(work)
    return done<KnownWaiting>({ id: waiting.id, reference: waiting.reference }, aboutWaiting(waiting))
  },
  { waiting_once: already },
)
