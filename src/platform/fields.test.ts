import { describe, expect, it } from 'vitest'
import { date, maybeDate } from './fields'

const ASKED = 'Enter the last day it works'
const saidOf = (typed: string) => {
  const read = date(ASKED).safeParse(typed)
  return read.success ? read.data : read.error.issues[0]?.message
}

describe('a day', () => {
  it.each([
    ['2026-02-31', `There is no 31/2/2026. ${ASKED}`],
    ['2025-02-29', `There is no 29/2/2025. ${ASKED}`],
    ['2026-13-01', `There is no 1/13/2026. ${ASKED}`],
    ['99999-31-31', `There is no 31/31/99999. ${ASKED}`],
    ['2026-00-31', ASKED],
    ['2026-Feb-31', ASKED],
    ['', ASKED],
  ])('that the calendar does not have is said back, and what is no day is asked for: %s', (typed, said) => {
    expect(saidOf(typed)).toBe(said)
  })

  it('that there is, is taken; nothing is nothing where it may be', () => {
    expect(saidOf(' 2028-02-29 ')).toBe('2028-02-29')
    expect(maybeDate(ASKED).parse('')).toBeNull()
    expect(maybeDate(ASKED).safeParse('2026-02-31').error?.issues[0]?.message).toContain('There is no 31/2/2026')
  })
})
