import { Temporal } from 'temporal-polyfill'

export const LONDON = 'Europe/London'

/** The only source of "now", so that tests and the demo's replay of history can set it. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

export const clockAt = (moment: string | Date): Clock => ({ now: () => new Date(moment) })

// Swedish writes dates as ISO does; a formatter made once is far quicker than a zoned date for each row.
const inLondon = new Intl.DateTimeFormat('sv-SE', { timeZone: LONDON, dateStyle: 'short' })

/** London's clock has been whole quarters of an hour from Greenwich since 1847: a day begins with a quarter. */
const QUARTER_MS = 15 * 60_000
const MOST_KEPT = 1000
const dates = new Map<number, string>()

/** The wall-clock date in London: "2026-03-29". A list asks for it in every row. */
export const londonDate = (at: Date): string => {
  const quarter = Math.floor(at.getTime() / QUARTER_MS)
  const known = dates.get(quarter)
  if (known !== undefined) return known
  if (dates.size >= MOST_KEPT) dates.clear()
  const date = inLondon.format(at)
  dates.set(quarter, date)
  return date
}

export const today = (clock: Clock): string => londonDate(clock.now())

/** A wall-clock date and time in London as an instant; a time the spring clock change skips moves on by the hour. */
export const londonInstant = (date: string, time: string): Date =>
  new Date(Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(LONDON).epochMilliseconds)

/** Adds months to an ISO date, at month's end keeping to the month: 30 November and 3 months is 28 or 29 February. */
export const addMonths = (date: string, months: number): string => Temporal.PlainDate.from(date).add({ months }).toString()

export const addDays = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString()
