import { describe, expect, it } from 'vitest'
import { openNow, readHours } from './opening'

const HOURS = 'Monday to Friday, 9am to 5pm'

describe('whether the helpline is open', () => {
  it.each([
    ['2025-11-05T08:59:00Z', null],
    ['2025-11-05T09:00:00Z', 'Open now, until 5pm today'],
    ['2025-11-05T16:59:00Z', 'Open now, until 5pm today'],
    ['2025-11-05T17:00:00Z', null],
    ['2025-11-08T12:00:00Z', null],
    // Summer time: 8.30am by the sun is 9.30am in London, and 4.30pm is half an hour too late.
    ['2025-07-02T08:30:00Z', 'Open now, until 5pm today'],
    ['2025-07-02T16:30:00Z', null],
  ])('at %s: %s', (now, expected) => {
    expect(openNow(HOURS, new Date(now))).toBe(expected)
  })

  it('half hours and weekends are read', () => {
    expect(readHours('Monday to Saturday, 8.30am to 12.30pm')).toEqual({ first: 1, last: 6, opens: 510, closes: 750 })
  })

  it.each([
    '',
    'Weekday mornings',
    'Friday to Monday, 9am to 5pm',
    'Monday to Friday, 5pm to 9am',
    'Someday to Friday, 9am to 5pm',
  ])('claims nothing for hours it cannot read: "%s"', (words) => {
    expect(openNow(words, new Date('2025-11-05T12:00:00Z'))).toBeNull()
  })
})
