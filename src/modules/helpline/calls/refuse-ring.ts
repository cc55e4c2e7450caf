import { isRingDay, type RingRules, ringDayFrom, ringRules } from '#modules/callbacks'
import { readReach } from '#modules/reach'
import type { Work } from '#platform/command'
import { type Refusal, refuse } from '#platform/outcome'
import { bankHoliday } from '#platform/working-days'
import { formatDay } from '#ui/format'

const NO_NUMBER = refuse(
  'no-number',
  'Give a number that works, to ring them on. Or choose “Something else” and write how else: by letter, through someone, or they ring us',
  'phones',
)

const NO_CALLS = refuse(
  'no-calls',
  'Nobody may ring them, such as when they do not want calls. Choose “Something else” and write how else: by letter, or they ring us',
  'next',
)

const refuseForGood = async ({ tx, allianceId }: Work, person: string): Promise<Refusal> => {
  const reach = await readReach(tx, allianceId, person)
  const onlyANumberIsMissing = reach && !reach.gone && reach.holds_consent && !reach.do_not_call
  return onlyANumberIsMissing && !reach.phones.some(({ works }) => works) ? NO_NUMBER : NO_CALLS
}

/** Nobody rings on this day: which one, why, and the next on which somebody does. */
const refuseDay = ({ today }: Work, on: string, windows: RingRules['windows']): Refusal => {
  const [day, next, holiday] = [formatDay(on, today), formatDay(ringDayFrom(on, windows), today), bankHoliday(on)]
  const why =
    windows.length > 0 && !holiday
      ? `It is not safe to ring them on ${day}`
      : `Nobody rings on ${day}${holiday ? ` (${holiday})` : ''}`
  return refuse('no-ring-day', `${why}. The next day somebody can is ${next}`, 'ringOn')
}

/** A ring is promised only to somebody who can be rung, for a day on which somebody rings them: the refusal otherwise, or null. */
export const refuseRing = async (work: Work, person: string, on: string): Promise<Refusal | null> => {
  const { canRing, windows } = await ringRules(work.tx, work.allianceId, person)
  if (!canRing) return refuseForGood(work, person)
  return isRingDay(on, windows) ? null : refuseDay(work, on, windows)
}
