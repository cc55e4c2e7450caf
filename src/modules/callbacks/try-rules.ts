import { LONDON, londonInstant } from '#platform/clock'
import { workingDaysOn } from '#platform/working-days'

/** A third of the working day: someone who is out in the morning may be in by four. */
export type Part = 'morning' | 'afternoon' | 'evening'
export const PARTS: readonly Part[] = ['morning', 'afternoon', 'evening']

export const PART_WORDS: Readonly<Record<Part, string>> = {
  morning: 'In the morning',
  afternoon: 'In the afternoon',
  evening: 'Late in the day',
}

const STARTS: Readonly<Record<Part, string>> = { morning: '09:00', afternoon: '12:00', evening: '16:00' }
const ENDS: Readonly<Record<Part, string>> = { morning: '12:00', afternoon: '16:00', evening: '19:00' }

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: LONDON, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** The wall-clock time in London: "09:30". */
export const londonTime = (at: Date): string => clock.format(at)

/** Nobody is rung before 8 or after 20 London time, whatever is due. */
export const RINGING_HOURS = { from: '08:00', until: '20:00' } as const
export const isRingingTime = (at: Date): boolean => londonTime(at) >= RINGING_HOURS.from && londonTime(at) < RINGING_HOURS.until

export const partOf = (at: Date): Part => {
  const time = londonTime(at)
  if (time < STARTS.afternoon) return 'morning'
  return time < STARTS.evening ? 'afternoon' : 'evening'
}

/** The working day after this one. */
export const nextWorkingDay = (day: string): string => workingDaysOn(day, 1)

/** When a part of a day begins and ends, as instants. */
export const windowOf = (day: string, part: Part): { readonly from: Date; readonly until: Date } => ({
  from: londonInstant(day, STARTS[part]),
  until: londonInstant(day, ENDS[part]),
})

/** The hours that a part of the day stands for, to the ends of the day; without one, all of them. */
export const hoursOfPart = (part: Part | null): { readonly from: string; readonly until: string } => ({
  from: part === null || part === 'morning' ? '00:00' : STARTS[part],
  until: part === null || part === 'evening' ? '24:00' : ENDS[part],
})

export interface Try {
  readonly on: string
  readonly part: Part
}

const THREE = 3
/** Where their safe times leave one part of the day alone, five days of it are enough. */
const FIVE = 5

/** Whether we have tried enough: three different days and not always at the same time of day; or five days. */
export const isEnough = (tries: readonly Try[]): boolean => {
  const days = new Set(tries.map(({ on }) => on)).size
  return days >= FIVE || (days >= THREE && new Set(tries.map(({ part }) => part)).size > 1)
}

/** The parts of a day, the one we have tried least first. */
export const leastTried = (tries: readonly Try[]): readonly Part[] => {
  const times = (part: Part): number => tries.filter((one) => one.part === part).length
  return PARTS.toSorted((one, other) => times(one) - times(other))
}
