import { describe, expect, it } from 'vitest'
import { isEnough, isRingingTime, nextTry, nextWorkingDay, partOf, type Try } from './try-rules'

const tried = (...tries: readonly [string, Try['part']][]): Try[] => tries.map(([on, part]) => ({ on, part }))

describe('when we have tried enough', () => {
  it.each([
    ['none', tried(), false],
    ['three times on one day', tried(['2025-11-05', 'morning'], ['2025-11-05', 'afternoon'], ['2025-11-05', 'evening']), false],
    ['two days', tried(['2025-11-05', 'morning'], ['2025-11-06', 'afternoon']), false],
    [
      'three days always in the morning',
      tried(['2025-11-05', 'morning'], ['2025-11-06', 'morning'], ['2025-11-07', 'morning']),
      false,
    ],
    ['three days at two times', tried(['2025-11-05', 'morning'], ['2025-11-06', 'afternoon'], ['2025-11-07', 'morning']), true],
    [
      'five mornings',
      tried(...(['03', '04', '05', '06', '07'] as const).map((day) => [`2025-11-${day}`, 'morning'] as [string, 'morning'])),
      true,
    ],
  ])('%s: %s', (_what, tries, enough) => expect(isEnough(tries)).toBe(enough))
})

describe('when to try next', () => {
  it('is another day, at the time of day tried least', () => {
    const at = new Date('2025-11-05T10:00:00Z')
    expect(nextTry(tried(['2025-11-05', 'morning']), at).from.toISOString()).toBe('2025-11-06T12:00:00.000Z')
    const twice = tried(['2025-11-05', 'morning'], ['2025-11-06', 'afternoon'])
    expect(nextTry(twice, new Date('2025-11-06T13:00:00Z')).from.toISOString()).toBe('2025-11-07T16:00:00.000Z')
  })

  it('passes over the weekend and Easter, and keeps to the clock on the wall across both changes', () => {
    expect(nextWorkingDay('2025-11-07')).toBe('2025-11-10')
    expect(nextWorkingDay('2026-04-02')).toBe('2026-04-07')
    expect(nextTry([], new Date('2026-04-02T10:00:00Z')).from.toISOString()).toBe('2026-04-07T08:00:00.000Z')
    expect(nextTry([], new Date('2026-03-27T10:00:00Z')).from.toISOString()).toBe('2026-03-30T08:00:00.000Z')
    expect(nextTry([], new Date('2026-10-23T10:00:00Z')).from.toISOString()).toBe('2026-10-26T09:00:00.000Z')
  })
})

describe('the time of day', () => {
  it.each([
    ['2025-11-05T11:59:00Z', 'morning'],
    ['2025-11-05T12:00:00Z', 'afternoon'],
    ['2025-07-05T11:00:00Z', 'afternoon'],
    ['2025-11-05T16:00:00Z', 'evening'],
  ])('%s is %s', (at, part) => expect(partOf(new Date(at))).toBe(part))

  it.each([
    ['2025-11-05T07:59:00Z', false],
    ['2025-11-05T08:00:00Z', true],
    ['2025-11-05T19:59:00Z', true],
    ['2025-11-05T20:00:00Z', false],
    ['2025-07-05T07:00:00Z', true],
  ])('nobody is rung too early or too late: %s %s', (at, may) => expect(isRingingTime(new Date(at))).toBe(may))
})
