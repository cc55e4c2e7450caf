import Holidays from 'date-holidays'
import { Temporal } from 'temporal-polyfill'

const SATURDAY = 6
const england = new Holidays('GB', 'ENG', { languages: 'en' })
const years = new Map<string, ReadonlyMap<string, string>>()

const bankHolidaysOf = (year: string): ReadonlyMap<string, string> => {
  const known = years.get(year)
  if (known) return known
  const found = england.getHolidays(Number(year)).filter(({ type }) => type === 'public' || type === 'bank')
  const days = new Map(found.map(({ date, name }) => [date.slice(0, 10), name]))
  years.set(year, days)
  return days
}

/** The name of England's bank holiday on a day such as "2026-04-06"; undefined on any other. */
export const bankHoliday = (day: string): string | undefined => bankHolidaysOf(day.slice(0, 4)).get(day)

const dateIsWorking = (date: Temporal.PlainDate): boolean => date.dayOfWeek < SATURDAY && !bankHoliday(date.toString())

/** Whether a day such as "2026-04-06" is a working day in England: no weekend and no bank holiday. */
export const isWorkingDay = (day: string): boolean => dateIsWorking(Temporal.PlainDate.from(day))

/** So many working days on in England: weekends and bank holidays left out. Thursday and two days is Monday. */
export const workingDaysOn = (day: string, days: number): string => {
  let date = Temporal.PlainDate.from(day)
  for (let left = days; left > 0; ) {
    date = date.add({ days: 1 })
    if (dateIsWorking(date)) left -= 1
  }
  return date.toString()
}
