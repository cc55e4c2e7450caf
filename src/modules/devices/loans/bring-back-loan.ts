import { command, type Work } from '#platform/command'
import { done, type Refusal, refuse } from '#platform/outcome'
import { partsOut } from '../handover/handover.queries'
import type { Photo } from '../handover/photo'
import { type BroughtBy, type Lock, type Where, writeHandover } from '../handover/write-handover'
import { type Counted, countKit, missingWords } from '../kits/kit'
import { keepMissing } from '../kits/replace-part'
import { deviceMoves } from '../stock/device.moves'
import { moveDevice } from '../stock/move-device'
import type { ReturnInput } from './loan'
import { loanMoves } from './loan.moves'
import { aboutLoan, callOffReminders, type HeldLoan, holdLoan, type KnownLoan } from './move-loan'
import type { Strokes } from './signature'

export interface HandBack extends ReturnInput {
  readonly reference: string
  readonly kit?: readonly string[] | undefined
  readonly where?: Where | undefined
  readonly broughtBy?: BroughtBy | undefined
  /** The borrower's word that they signed out of their accounts. */
  readonly signedOut?: 'yes' | 'no' | 'not_asked' | undefined
  readonly lock?: Lock | undefined
  readonly placeId?: string | null | undefined
  readonly photos?: readonly Photo[] | undefined
  readonly signedName?: string | undefined
  readonly strokes?: Strokes | null | undefined
}

const notSaid: Refusal = { ...refuse('kit-not-said', 'Choose whether everything came back', 'kitComplete'), status: 422 }
const noSuchPlace: Refusal = { ...refuse('no-such-place', 'Choose a place from the list', 'placeId'), status: 422 }

/** What went out and is here again; null when nobody counted and nobody said. */
const countBack = async (work: Work, { loan }: HeldLoan, { kit, kitComplete }: HandBack) => {
  const out = await partsOut(work.tx, work.allianceId, loan.id)
  const expected = out.map(({ name, here }) => ({ name, howMany: here }))
  if (expected.length === 0 || (!kit && kitComplete !== null))
    return kitComplete === null ? null : { parts: [], complete: kitComplete }
  const parts: Counted[] = countKit(expected, kit ?? [])
  return { parts, complete: parts.every(({ here, expected: wanted }) => here === wanted) }
}

const isPlace = async ({ tx, allianceId }: Work, id: string): Promise<boolean> =>
  (await tx.selectFrom('place').select('id').where('alliance_id', '=', allianceId).where('id', '=', id).executeTakeFirst()) !==
  undefined

const wrongDay = (returnedOn: string, today: string, collectedOn: string | null): Refusal | null => {
  if (returnedOn > today) return refuse('not-yet', 'The day it came back must be today or earlier', 'returnedOn')
  if (collectedOn && returnedOn < collectedOn)
    return refuse('before-collected', 'The day it came back must be on or after the day it was collected', 'returnedOn')
  return null
}

const keepCondition = ({ tx, allianceId }: Work, { loan }: HeldLoan, { conditionBack, lock, placeId }: HandBack) =>
  tx
    .updateTable('device')
    .set({ condition: conditionBack, ...(lock && { is_locked: lock === 'on' }), ...(placeId && { place_id: placeId }) })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', loan.device_id)
    .execute()

/**
 * Takes a device back, on time, late or after it was lost. It must be wiped before anyone else has it.
 * Refuses `moved-on`, `not-yet`, `before-collected`, `kit-not-said`, `no-such-place`.
 */
export const bringBackLoan = command('loan.bring-back', async (work, input: HandBack) => {
  const { from, to } = loanMoves.bringBack
  const held = await holdLoan(work, input.reference, loanMoves.bringBack)
  if (!held.ok) return held
  const no = wrongDay(input.returnedOn, work.today, held.loan.collected_on)
  if (no) return no
  if (input.placeId && !(await isPlace(work, input.placeId))) return noSuchPlace
  const counted = await countBack(work, held, input)
  if (!counted) return notSaid
  const moved = await work.tx
    .updateTable('loan')
    .set({
      status: to,
      returned_on: input.returnedOn,
      returned_at: work.at,
      condition_back: input.conditionBack,
      kit_complete: counted.complete,
      return_notes: input.notes,
    })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', held.loan.id)
    .where('status', 'in', from)
    .returning(['id', 'reference'])
    .executeTakeFirst()
  if (!moved || !(await moveDevice(work, deviceMoves.bringBack, held.device))) return refuse('moved-on')
  await keepCondition(work, held, input)
  await writeHandover(work, {
    ...{ ...input, loanId: moved.id, way: 'back', counted: counted.parts, on: input.returnedOn },
    ...{ signedName: input.signedName || null, signature: input.strokes ?? null },
  })
  await keepMissing(work, held.loan.device_id, counted.parts)
  await callOffReminders(work, moved.id)
  const told = { conditionBack: input.conditionBack, kitComplete: counted.complete, missing: missingWords(counted.parts) }
  return done<KnownLoan>(moved, aboutLoan(held.loan, held.device, told))
})
