import Holidays from 'date-holidays'
import { Temporal } from 'temporal-polyfill'

const SATURDAY = 6
const england = new Holidays('GB', 'ENG')
const years = new Map<number, ReadonlySet<string>>()

const bankHolidaysOf = (year: number): ReadonlySet<string> => {
  const known = years.get(year)
  if (known) return known
  const found = england.getHolidays(year).filter(({ type }) => type === 'public' || type === 'bank')
  const days = new Set(found.map(({ date }) => date.slice(0, 10)))
  years.set(year, days)
  return days
}

/** So many working days on in England: weekends and bank holidays left out. Thursday and two days is Monday. */
export const workingDaysOn = (day: string, days: number): string => {
  let date = Temporal.PlainDate.from(day)
  for (let left = days; left > 0; ) {
    date = date.add({ days: 1 })
    if (date.dayOfWeek < SATURDAY && !bankHolidaysOf(date.year).has(date.toString())) left -= 1
  }
  return date.toString()
}
