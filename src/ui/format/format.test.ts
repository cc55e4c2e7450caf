import { Temporal } from 'temporal-polyfill'
import { describe, expect, it, test } from 'vitest'
import {
  daysBetween,
  formatDate,
  formatDateShort,
  formatDateTime,
  formatDay,
  formatDistance,
  formatMinutes,
  formatMoney,
  formatNumber,
  formatPercent,
  formatPhone,
  formatPostcode,
  formatTime,
  plural,
} from './index'

describe('numbers', () => {
  test.each([
    [8425, '8,425'],
    [8425n, '8,425'],
    [0, '0'],
    [-1200, '-1,200'],
    [2.25, '2.3'],
    [1e12, '1,000,000,000,000'],
    [null, ''],
    [undefined, ''],
    [Number.NaN, ''],
  ])('%s is written %s', (value, text) => expect(formatNumber(value)).toBe(text))

  test.each([
    [0.61, '61%'],
    [0, '0%'],
    [1, '100%'],
    [1.685, '169%'],
    [12.5, '1,250%'],
    [0.004, 'less than 1%'],
    [0.996, 'over 99%'],
    [1.001, '100%'],
    [Number.NaN, ''],
    [1 / 0, ''],
    [null, ''],
  ])('a share of %s is %s', (share, text) => expect(formatPercent(share)).toBe(text))

  test.each([
    [5_000_000, '£50,000'],
    [1250, '£12.50'],
    [5, '£0.05'],
    [0, '£0'],
    [-300, '-£3'],
    [1250n, '£12.50'],
  ])('%s pence is %s', (pence, text) => expect(formatMoney(pence)).toBe(text))

  test.each([
    [966, '0.6 miles'],
    [1609, '1 mile'],
    [50, 'under 0.1 miles'],
    [0, 'under 0.1 miles'],
    [16_000, '9.9 miles'],
    [16_093, '10 miles'],
    [20_117, '13 miles'],
  ])('%s metres is %s', (metres, text) => expect(formatDistance(metres)).toBe(text))

  it('counts one thing, and many', () => {
    expect(plural(1, 'session')).toBe('1 session')
    expect(plural(0, 'session')).toBe('0 sessions')
    expect(plural(8425, 'person', 'people')).toBe('8,425 people')
  })
})

describe('dates', () => {
  const christmas = Temporal.PlainDate.from('2025-12-25')

  it('writes a date in full, from either kind', () => {
    expect(formatDate('2025-12-12')).toBe('12 December 2025')
    expect(formatDate(christmas)).toBe('25 December 2025')
    expect(formatDate('2024-02-29')).toBe('29 February 2024')
  })

  it('leaves out the year only when it is this one', () => {
    expect(formatDateShort('2025-12-12')).toBe('12 Dec')
    expect(formatDateShort('2025-09-01', '2025-12-31')).toBe('1 Sep')
    expect(formatDateShort('2025-12-12', '2026-01-01')).toBe('12 Dec 2025')
    expect(formatDay('2025-11-25')).toBe('Tuesday 25 November')
    expect(formatDay('2025-11-23', christmas)).toBe('Sunday 23 November')
    expect(formatDay('2026-01-05', christmas)).toBe('Monday 5 January 2026')
  })

  it('refuses a moment, which is a different day in different places', () => {
    expect(() => formatDate('2025-06-30T23:30:00Z')).toThrow(RangeError)
    expect(() => formatDate('2025-02-30')).toThrow(RangeError)
  })

  it('counts days, also over a clock change and a leap day', () => {
    expect(daysBetween('2025-10-25', '2025-10-27')).toBe(2)
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
    expect(daysBetween('2025-12-25', christmas)).toBe(0)
    expect(daysBetween('2025-12-25', '2025-12-14')).toBe(-11)
    expect(daysBetween('2024-01-01', '2026-01-01')).toBe(731)
  })
})

describe('times', () => {
  test.each([
    ['13:30', '1.30pm'],
    ['13:30:00', '1.30pm'],
    ['09:00', '9am'],
    ['10:05', '10.05am'],
    ['12:00', 'noon'],
    ['12:01', '12.01pm'],
    ['00:00', 'midnight'],
    ['00:30', '12.30am'],
    ['24:00:00', 'midnight'],
  ])('%s is said %s', (time, text) => expect(formatTime(time)).toBe(text))

  test.each([
    ['winter time', '2025-11-18T10:05:00Z', '18 Nov 2025, 10.05am'],
    ['summer time', '2025-06-30T23:30:00Z', '1 Jul 2025, 12.30am'],
    ['before the clocks go back', '2025-10-26T00:30:00Z', '26 Oct 2025, 1.30am'],
    ['after the clocks go back', '2025-10-26T01:30:00Z', '26 Oct 2025, 1.30am'],
    ['an hour after that', '2025-10-26T02:30:00Z', '26 Oct 2025, 2.30am'],
    ['before the clocks go forward', '2026-03-29T00:59:00Z', '29 Mar 2026, 12.59am'],
    ['after the clocks go forward', '2026-03-29T01:00:00Z', '29 Mar 2026, 2am'],
    ['an offset of its own', '2025-12-25T12:00:00+05:00', '25 Dec 2025, 7am'],
  ])('%s', (_when, moment, text) => {
    expect(formatDateTime(moment)).toBe(text)
    expect(formatDateTime(new Date(moment))).toBe(text)
    expect(formatDateTime(Temporal.Instant.from(moment))).toBe(text)
  })

  test.each([
    [95, '1 hour 35 minutes'],
    [60, '1 hour'],
    [1, '1 minute'],
    [0, '0 minutes'],
    [121, '2 hours 1 minute'],
    [59.6, '1 hour'],
    [75_000, '1,250 hours'],
  ])('%s minutes is %s', (minutes, text) => expect(formatMinutes(minutes)).toBe(text))
})

describe('ways to reach someone', () => {
  test.each([
    ['+441614960187', '0161 496 0187'],
    ['01614960187', '0161 496 0187'],
    ['07700900123', '07700 900123'],
    ['+48221234567', '+48 22 123 45 67'],
    ['+441534 496000', '01534 496000'],
    [' ring the neighbour ', 'ring the neighbour'],
    ['999', '999'],
    ['', ''],
  ])('phone %s is shown %s', (phone, text) => expect(formatPhone(phone)).toBe(text))

  test.each([
    ['sk38nr', 'SK3 8NR'],
    [' WN1  1NJ ', 'WN1 1NJ'],
    ['not known', 'not known'],
    ['', ''],
  ])('postcode %s is shown %s', (postcode, text) => expect(formatPostcode(postcode)).toBe(text))
})
