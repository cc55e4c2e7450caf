import { describe, expect, it } from 'vitest'
import { isRingDay, meetsPart, ringDayFrom, ringTime } from './ring-days'

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

describe('what is left of a day', () => {
  it.each([
    ['before their last hour ends', on('tuesday'), '2025-11-04T11:59:00Z', '2025-11-04'],
    ['after it', on('tuesday'), '2025-11-04T12:00:00Z', '2025-11-11'],
    ['before the last hour anybody rings', [], '2025-11-04T19:59:00Z', '2025-11-04'],
    ['after it, of a Friday', [], '2025-11-07T20:00:00Z', '2025-11-10'],
    ['by the clock in London, in summer', on('tuesday'), '2026-06-02T11:00:00Z', '2026-06-09'],
  ])('%s', (_what, windows, now, next) => {
    const day = now.slice(0, 10)
    expect(ringDayFrom(day, windows, new Date(now))).toBe(next)
    expect(isRingDay(day, windows, new Date(now))).toBe(next === day)
  })

  it('a day that is past is none, and the next is looked for from today', () => {
    const now = new Date('2025-11-04T10:00:00Z')
    expect(isRingDay('2025-11-03', [], now)).toBe(false)
    expect(ringDayFrom('2024-01-01', [], now)).toBe('2025-11-04')
  })

  it.each([
    ['morning', '2025-11-04T11:59:00Z', true],
    ['morning', '2025-11-04T12:00:00Z', false],
    ['afternoon', '2025-11-04T15:59:00Z', true],
    ['evening', '2025-11-04T19:59:00Z', true],
    ['evening', '2025-11-04T20:00:00Z', false],
    [null, '2025-11-04T19:59:00Z', true],
  ] as const)('%s at %s can still be kept: %s', (part, now, can) =>
    expect(meetsPart('2025-11-04', part, [], new Date(now))).toBe(can),
  )

  it('a part of the day that only touches their safe time does not meet it', () => {
    const now = new Date('2025-11-03T10:00:00Z')
    expect(
      (['morning', 'afternoon', 'evening'] as const).map((part) => meetsPart('2025-11-04', part, on('tuesday'), now)),
    ).toEqual([true, false, false])
  })

  it('it is due when the part begins, or with their safe time', () => {
    const now = new Date('2025-11-03T10:00:00Z')
    const early = [{ day: 'tuesday', from: '08:00', until: '08:30' }]
    const dueFrom = (windows: typeof early) => ringTime('2025-11-04', 'morning', windows, now).from.toISOString()
    expect([dueFrom([]), dueFrom(on('tuesday')), dueFrom(early)]).toEqual(
      ['09:00', '10:00', '08:00'].map((time) => `2025-11-04T${time}:00.000Z`),
    )
  })
})
