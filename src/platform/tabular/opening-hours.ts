import { cell, quoted, type Unreadable, unreadable } from './cell'

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Weekday = (typeof WEEKDAYS)[number]
/** `HH:MM` on the wall clock; a close at midnight is `24:00`, so that `opens < closes` always holds. */
export type Hours = { opens: string; closes: string }
export type DayHours = Hours & { day: Weekday }

/** The hours of one day: `09:00-17:00`, `9am to 12.30pm`, several with commas between; `closed` gives none. */
export const hoursCell = cell((text) => readHours(text))

/**
 * The week's hours out of columns such as `Monday staffed hours`. Give the words that follow the day; empty cells are days closed.
 * The first cell that can't be read is the problem given back.
 */
export const openingHours = (cells: Record<string, string>, after = 'staffed hours'): DayHours[] | Unreadable => {
  const week: DayHours[] = []
  for (const day of WEEKDAYS) {
    const column = Object.keys(cells).find((name) => plain(name) === plain(`${day} ${after}`))
    const text = column === undefined ? '' : (cells[column] ?? '').trim()
    const hours = text === '' ? [] : readHours(text)
    if ('problem' in hours) return unreadable(`${column}: ${hours.problem}`)
    week.push(...hours.map((part) => ({ day, ...part })))
  }
  return week
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim()

const readHours = (text: string): Hours[] | Unreadable => {
  if (/^(closed|shut|none|-|n\/?a)$/i.test(text)) return []
  const parts = text.split(/[,;&]| and /i).map((part) => hoursOf(part.trim()))
  if (parts.some((part) => part === null))
    return unreadable(`${quoted(text)} is not a time we know how to read: write it like 09:00-17:00`)
  const hours = parts.filter((part) => part !== null).sort((a, b) => a.opens.localeCompare(b.opens))
  const wrong = hours.some((part, index) => part.opens >= part.closes || part.opens < (hours[index - 1]?.closes ?? ''))
  return wrong ? unreadable(`${quoted(text)} closes before it opens, or has two times that overlap`) : hours
}

const hoursOf = (text: string): Hours | null => {
  const [from, to, more] = text.split(/\s*(?:-|–|—|\bto\b|\buntil\b)\s*/i)
  const opens = clock(from ?? '')
  const closes = clock(to ?? '')
  if (opens === null || closes === null || more !== undefined) return null
  return { opens, closes: closes === '00:00' ? '24:00' : closes }
}

const clock = (text: string): string | null => {
  if (/^(noon|midday)$/i.test(text)) return '12:00'
  const time = /^(\d{1,2})(?:[:.](\d{2}))?(?::00)?\s*(am|pm)?$/i.exec(text)
  if (!time) return null
  const half = time[3]?.toLowerCase()
  const hour = half ? (Number(time[1]) % 12) + (half === 'pm' ? 12 : 0) : Number(time[1])
  const minute = Number(time[2] ?? 0)
  if (minute > 59 || hour > 24 || (half !== undefined && Number(time[1]) > 12) || (hour === 24 && minute > 0)) return null
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
