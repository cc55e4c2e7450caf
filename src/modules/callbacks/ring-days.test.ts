import { describe, expect, it } from 'vitest'
import { isRingDay, ringDayFrom } from './ring-days'

const on = (...days: string[]) => days.map((day) => ({ day, from: '10:00', until: '12:00' }))

describe('the days on which somebody rings', () => {
  it.each([
    ['a Friday', '2025-11-07', '2025-11-07'],
    ['a Saturday', '2025-11-08', '2025-11-10'],
    ['a Sunday', '2025-11-09', '2025-11-10'],
    ['Good Friday, and the Monday after it', '2026-04-03', '2026-04-07'],
    ['Christmas, and the Saturday after it', '2026-12-25', '2026-12-29'],
  ])('%s', (_what, day, next) => {
    expect(isRingDay(day)).toBe(day === next)
    expect(ringDayFrom(day)).toBe(next)
  })

  it('are those of their own safe times, where they have some: a Saturday too, a bank holiday never', () => {
    expect(ringDayFrom('2025-11-07', on('saturday'))).toBe('2025-11-08')
    expect(isRingDay('2025-11-08', on('tuesday', 'saturday'))).toBe(true)
    expect(isRingDay('2025-11-07', on('tuesday', 'saturday'))).toBe(false)
    expect(ringDayFrom('2026-04-06', on('monday'))).toBe('2026-04-13')
    expect(ringDayFrom('2026-04-03', on('friday'))).toBe('2026-04-10')
  })
})
