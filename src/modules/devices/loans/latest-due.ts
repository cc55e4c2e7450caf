import { addMonths } from '#platform/clock'
import type { Work } from '#platform/command'
import { latestBefore } from '../bookings/claim'
import { endOf, type Terms } from '../rules/rule'
import { type HeldLoan, termsOf } from './move-loan'

/** The earliest of some days. */
export const earliest = (...days: readonly string[]): string => days.toSorted()[0] ?? ''

export interface LatestDue {
  readonly terms: Terms
  /** What the rules allow. */
  readonly byRule: string
  /** What is possible: never later than the next promise of the device, less the days to make it ready. Null: not even a day. */
  readonly latest: string | null
}

type Facts = Pick<
  HeldLoan['loan'],
  'id' | 'device_id' | 'kind' | 'purpose' | 'place_id' | 'collect_place_id' | 'collected_on' | 'turnaround_days'
>

/** The latest a loan can be due back when it is handed over or given more time today. */
export const latestDueOf = async (
  work: Pick<Work, 'tx' | 'allianceId' | 'today'>,
  { loan }: { loan: Facts },
): Promise<LatestDue> => {
  const terms = await termsOf(work, { loan })
  const byRule = earliest(endOf(work.today, terms), addMonths(loan.collected_on ?? work.today, terms.longestMonths))
  const device = { id: loan.device_id, turnaroundDays: loan.turnaround_days }
  return { terms, byRule, latest: await latestBefore(work, device, { from: work.today, wanted: byRule, except: loan.id }) }
}
