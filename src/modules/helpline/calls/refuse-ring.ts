import {
  isRingDay,
  meetsPart,
  PART_WORDS,
  type Part,
  type RingRules,
  ringDayFrom,
  ringHours,
  ringRules,
} from '#modules/callbacks'
import { safeHours } from '#modules/people'
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

const NO_NUMBER_BUT_CALLER = refuse(
  'no-number',
  'Give a number that works, to ring them on. Or choose to ring the one who rings, under “Someone rings for them”',
  'phones',
)

/** Of whoever rings for them: their number stands beside their name. */
const NO_NUMBER_OF_CALLER = refuse('no-number', 'Give a number of the one who rings, to ring them back on', 'callerPhones')

const NO_CALLS = refuse(
  'no-calls',
  'Nobody may ring them, such as when they do not want calls. Choose “Something else” and write how else: by letter, or they ring us',
  'next',
)

/** Whom a ring is promised to. */
export interface Rung {
  /** Their id. */
  readonly person: string
  /** They are on the line now: whose numbers the desk shows. */
  readonly isOnLine: boolean
  /** They ring for somebody else, whom the call is about. */
  readonly isAnother: boolean
  /** Somebody rings for whom the call is about. */
  readonly hasCaller: boolean
}

const noNumber = ({ isOnLine, isAnother, hasCaller }: Rung): Refusal => {
  if (isAnother) return isOnLine ? NO_NUMBER : NO_NUMBER_OF_CALLER
  return hasCaller && isOnLine ? NO_NUMBER_BUT_CALLER : NO_NUMBER
}

const refuseForGood = async ({ tx, allianceId }: Work, rung: Rung): Promise<Refusal> => {
  const reach = await readReach(tx, allianceId, rung.person)
  const onlyANumberIsMissing = reach && !reach.gone && reach.holds_consent && !reach.do_not_call
  return onlyANumberIsMissing && !reach.phones.some(({ works }) => works) ? noNumber(rung) : NO_CALLS
}

interface When {
  readonly on: string
  readonly part: Part | null
}

const whyNot = ({ today }: Work, on: string, windows: RingRules['windows']): string => {
  const [day, holiday, isSafety] = [formatDay(on, today), bankHoliday(on), windows.length > 0]
  if (on === today && isRingDay(on, windows))
    return isSafety ? 'It is not safe to ring them any later today' : 'It is too late to ring anybody today'
  if (holiday) return `We promise no ring on ${day} (${holiday})`
  return isSafety ? `It is not safe to ring them on ${day}` : `We promise no ring on ${day}`
}

/** No ring is promised for this day, or not any more: which one, why, and the next for which one is. */
const refuseDay = (work: Work, on: string, windows: RingRules['windows']): Refusal => {
  const next = formatDay(ringDayFrom(on, windows, work.at), work.today)
  return refuse('no-ring-day', `${whyNot(work, on, windows)}. The next day for a ring is ${next}`, 'ringOn')
}

/** Nobody rings them in this part of the day: when it is safe that day, or that the time is past. */
const refusePart = ({ today, at }: Work, on: string, part: Part, windows: RingRules['windows']): Refusal => {
  const words = PART_WORDS[part].toLowerCase()
  const [day, safe] = [formatDay(on, today), safeHours(ringHours(on, windows, at))]
  const says =
    windows.length > 0
      ? `Nobody can ring them ${words} on ${day}. It is safe ${safe}: choose that time, or “Any time”`
      : `It is too late to ring them ${words} today. Choose a later time, or another day`
  return refuse('no-ring-time', says, 'nextPart')
}

/**
 * A ring is promised only to somebody who can be rung, for a day and a time at which somebody rings them: the refusal otherwise, or
 * null. Refuses `no-number`, `no-calls`, `no-ring-day` and `no-ring-time`.
 */
export const refuseRing = async (work: Work, rung: Rung, { on, part }: When): Promise<Refusal | null> => {
  const { canRing, windows } = await ringRules(work.tx, work.allianceId, rung.person)
  if (!canRing) return refuseForGood(work, rung)
  if (!isRingDay(on, windows, work.at)) return refuseDay(work, on, windows)
  return part && !meetsPart(on, part, windows, work.at) ? refusePart(work, on, part, windows) : null
}
