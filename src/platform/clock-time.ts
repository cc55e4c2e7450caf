import { z } from 'zod'

const TYPED = /^(\d{1,2})(?:[:.](\d\d))?\s*([ap]m)?$/i

const pad = (hour: number, minutes: string): string => `${String(hour).padStart(2, '0')}:${minutes}`

const afternoon = (hour: number, half: string): number => (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)

/** "9.30", "1:30pm" or "13:30" as "13:30"; null for what is no time. */
export const readTime = (typed: string): string | null => {
  const [, hours, minutes = '00', half] = TYPED.exec(typed) ?? []
  const hour = Number(hours)
  if (Number.isNaN(hour) || Number(minutes) > 59 || hour > 23) return null
  if (!half) return pad(hour, minutes)
  return hour >= 1 && hour <= 12 ? pad(afternoon(hour, half), minutes) : null
}

/** "2" and "2:30" could be of the night or of the day, and either guess sends somebody at the wrong hour; "02:30" could not. */
const DOUBTFUL = /^(?:0?[1-7]|[1-7][:.]\d\d)$/

export const isDoubtful = (typed: string): boolean => DOUBTFUL.test(typed) && readTime(typed) !== null

/** "Is that 2pm or 2am?", of a time in doubt. */
export const whichHalf = (typed: string): string => {
  const said = typed.replace(/^0/, '')
  return `Is that ${said}pm or ${said}am? Enter it with pm or am`
}

/** A time as people type it, "9.30", "1:30pm" or "13:30": gives "13:30". Asks whether "2" is of the night or of the day. */
export const clockTime = (error: string) =>
  z.preprocess(
    (value) => String(value ?? '').trim(),
    z.string().transform((typed, issue) => {
      const read = readTime(typed)
      if (!read) issue.addIssue({ code: 'custom', message: error })
      if (isDoubtful(typed)) issue.addIssue({ code: 'custom', message: whichHalf(typed) })
      return read ?? ''
    }),
  )
