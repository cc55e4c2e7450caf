import { expect, it } from 'vitest'
import { londonDate } from './clock'

it.each([
  ['2026-01-14T23:59:59.999Z', '2026-01-14'],
  ['2026-01-15T00:00:00.000Z', '2026-01-15'],
  ['2026-06-30T22:59:59.999Z', '2026-06-30'],
  ['2026-06-30T23:00:00.000Z', '2026-07-01'],
  ['2026-03-28T23:59:59.999Z', '2026-03-28'],
  ['2026-03-29T22:59:59.999Z', '2026-03-29'],
  ['2026-03-29T23:00:00.000Z', '2026-03-30'],
  ['2026-10-25T23:59:59.999Z', '2026-10-25'],
  ['1944-07-01T22:00:00.000Z', '1944-07-02'],
])('at %s it is %s in London, asked once and again', (at, date) => {
  expect([londonDate(new Date(at)), londonDate(new Date(at))]).toEqual([date, date])
})

it('any moment has the date that the calendar gives it, however many have been asked', () => {
  const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short' })
  const moments = Array.from({ length: 6700 }, (_one, nth) => new Date(Date.UTC(2026, 0, 1) + nth * 4_711_000))
  expect(moments.filter((at) => londonDate(at) !== calendar.format(at))).toEqual([])
  expect(() => londonDate(new Date(Number.NaN))).toThrow(RangeError)
})
