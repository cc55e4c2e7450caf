import { cell, quoted, type Unreadable, unreadable } from './cell'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const
const TIME = String.raw`(?:[T ,]+\d{1,2}:\d{2}.*)?`
const ISO = new RegExp(`^(\\d{4})-(\\d{1,2})-(\\d{1,2})${TIME}$`)
const UK = new RegExp(`^(\\d{1,2})[/. -](\\d{1,2})[/. -](\\d{4}|\\d{2})${TIME}$`)
const WORDS = new RegExp(
  `^(?:[a-z]+,? )?(\\d{1,2})(?:st|nd|rd|th)?[ /-]?(?:of )?([a-z]{3,9})\\.?,?[ /-]?(\\d{4}|\\d{2})${TIME}$`,
  'i',
)

/** A date as `YYYY-MM-DD`: ISO, 31/12/2025 (day first), 31-Dec-2025, 31 December 2025, or Excel's day number. A time of day is left off. */
export const dateCell = cell((text) => readDate(text))

/** The same for any text, such as one date of several in a cell. */
export const readDate = (text: string): string | Unreadable => {
  if (/^\d{5}(\.\d+)?$/.test(text)) return fromDayNumber(Number(text))
  const iso = ISO.exec(text)
  if (iso) return dateOf(text, iso[1], Number(iso[2]), iso[3])
  const uk = UK.exec(text)
  if (uk) return dateOf(text, uk[3], Number(uk[2]), uk[1])
  const words = WORDS.exec(text)
  if (words) return dateOf(text, words[3], monthNamed(words[2] ?? ''), words[1])
  return unreadable(`${quoted(text)} is not a date we know how to read: write it like 31/12/2025`)
}

const dateOf = (text: string, year = '', month: number, day = ''): string | Unreadable => {
  if (year.length === 2) return unreadable(`${quoted(text)} has a year of two figures: write the year in full, like 2025`)
  if (month < 1 || month > 12) return unreadable(`${quoted(text)} has no such month: write the day first, like 31/12/2025`)
  if (Number(year) < 1900 || Number(year) > 2100) return unreadable(`${quoted(text)} is not in a year between 1900 and 2100`)
  const lastDay = new Date(Date.UTC(Number(year), month, 0)).getUTCDate()
  if (Number(day) < 1 || Number(day) > lastDay) return unreadable(`${quoted(text)} is a date that does not exist`)
  return `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`
}

const monthNamed = (word: string): number => {
  const start = word.toLowerCase()
  const index = MONTHS.findIndex((month) => start.startsWith(month))
  return index >= 0 && FULL_MONTHS[index]?.startsWith(start) ? index + 1 : start === 'sept' ? 9 : 0
}

const FULL_MONTHS = MONTHS.map((_, index) =>
  new Date(Date.UTC(2000, index)).toLocaleString('en-GB', { month: 'long', timeZone: 'UTC' }).toLowerCase(),
)

// Excel counts days from 30 December 1899 for every date since 1 March 1900; five figures run from 1927 to 2173.
const fromDayNumber = (days: number): string | Unreadable => {
  const iso = new Date(Date.UTC(1899, 11, 30) + Math.floor(days) * 86_400_000).toISOString().slice(0, 10)
  return iso < '2101' ? iso : unreadable(`“${days}” is not a date we know how to read: write it like 31/12/2025`)
}
