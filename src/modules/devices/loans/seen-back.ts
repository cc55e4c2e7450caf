import type { Work } from '#platform/command'
import { type Refusal, refuse } from '#platform/outcome'
import { partsOut } from '../handover/handover.queries'
import type { Photo } from '../handover/photo'
import type { Lock } from '../handover/write-handover'
import { type Counted, countKit, missingWords } from '../kits/kit'
import { keepMissing } from '../kits/replace-part'
import type { ReturnInput } from './loan'

/** What is seen of a device that is back, whether it is looked at when it is taken in or later. */
export interface SeenBack extends Pick<ReturnInput, 'conditionBack' | 'kitComplete' | 'notes'> {
  readonly kit?: readonly string[] | undefined
  /** The borrower's word that they signed out of their accounts. */
  readonly signedOut?: 'yes' | 'no' | 'not_asked' | undefined
  readonly lock?: Lock | undefined
  readonly placeId?: string | null | undefined
  readonly photos?: readonly Photo[] | undefined
}

interface CountedBack {
  readonly ok: true
  readonly parts: readonly Counted[]
  readonly complete: boolean
}

const notSaid: Refusal = { ...refuse('kit-not-said', 'Choose whether everything came back', 'kitComplete'), status: 422 }
const noSuchPlace: Refusal = { ...refuse('no-such-place', 'Choose a place from the list', 'placeId'), status: 422 }

const isPlace = async ({ tx, allianceId }: Work, id: string): Promise<boolean> =>
  (await tx.selectFrom('place').select('id').where('alliance_id', '=', allianceId).where('id', '=', id).executeTakeFirst()) !==
  undefined

/** What went out with a loan and is here again. Refuses `kit-not-said` when nobody counted and nobody said, and `no-such-place`. */
export const countBack = async (work: Work, loanId: string, seen: SeenBack): Promise<CountedBack | Refusal> => {
  const { kit, kitComplete, placeId } = seen
  if (placeId && !(await isPlace(work, placeId))) return noSuchPlace
  const out = await partsOut(work.tx, work.allianceId, loanId)
  const expected = out.map(({ name, here }) => ({ name, howMany: here }))
  if (expected.length === 0 || (!kit && kitComplete !== null))
    return kitComplete === null ? notSaid : { ok: true, parts: [], complete: kitComplete }
  const parts = countKit(expected, kit ?? [])
  return { ok: true, parts, complete: parts.every(({ here, expected: wanted }) => here === wanted) }
}

/** Writes what was seen down where the device itself is looked up: its condition, its lock, where it is and what it lacks. */
export const keepSeen = async (work: Work, deviceId: string, seen: SeenBack, { parts }: CountedBack): Promise<void> => {
  const { conditionBack, lock, placeId } = seen
  await work.tx
    .updateTable('device')
    .set({ condition: conditionBack, ...(lock && { is_locked: lock === 'on' }), ...(placeId && { place_id: placeId }) })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', deviceId)
    .execute()
  await keepMissing(work, deviceId, parts)
}

/** What was seen, for the journal. */
export const seenWords = ({ conditionBack }: SeenBack, { parts, complete }: CountedBack) => ({
  conditionBack,
  kitComplete: complete,
  missing: missingWords(parts),
})
