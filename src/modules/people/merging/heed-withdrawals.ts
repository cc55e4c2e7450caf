import { change, type Merge } from './move-links'
import { only, type Row, rowsWhere } from './steps'

const TAKEN_BACK = ['withdrawn_at', 'withdrawn_how', 'withdrawn_why'] as const

/** When a row was written, in milliseconds: its id begins with the moment. */
const writtenAt = ({ id }: Row): number => Number.parseInt(String(id).replaceAll('-', '').slice(0, 12), 16)
const takenBackAt = ({ withdrawn_at }: Row): number => Date.parse(String(withdrawn_at))

const sameThing = (one: Row, other: Row): boolean => one.purpose === other.purpose && one.partner_id === other.partner_id

/** The later word, where the same was taken back after this was said, under whichever record. */
export const takenBackAfter = (consent: Row, all: readonly Row[]): Row | undefined =>
  all.find((one) => one.withdrawn_at !== null && sameThing(one, consent) && takenBackAt(one) > writtenAt(consent))

/** What one record took back is not agreed to again because the other had said it before. */
export const heedWithdrawals = async (merge: Merge, { alliance_id, id }: Row): Promise<void> => {
  const consents = await rowsWhere(merge.tx, 'consent', { alliance_id, person_id: id })
  const back = consents
    .filter(({ withdrawn_at }) => withdrawn_at !== null)
    .toSorted((one, other) => takenBackAt(other) - takenBackAt(one))
  for (const consent of consents.filter(({ withdrawn_at }) => withdrawn_at === null)) {
    const later = takenBackAfter(consent, back)
    if (later) await change(merge, 'consent', consent, only(later, TAKEN_BACK))
  }
}
