import { describe, expect, it } from 'vitest'
import { nextTry, ringFrom } from './ring-days'
import { isEnough, isRingingTime, nextWorkingDay, partOf, type Try } from './try-rules'

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

describe('when to try next somebody whom it is safe to ring at some times alone', () => {
  const safe = (...hours: readonly [string, string, string][]) => hours.map(([day, from, until]) => ({ day, from, until }))
  const when = (at: string, windows: ReturnType<typeof safe>, ...tries: readonly [string, Try['part']][]) => {
    const { from, until } = nextTry(tried(...tries), new Date(at), windows)
    return [from, until].map((one) => one.toISOString().slice(0, 16))
  }

  it('is within those times, on a day that has some', () => {
    const tuesdays = safe(['tuesday', '10:00', '12:00'])
    expect(when('2025-11-04T10:30:00Z', tuesdays, ['2025-11-04', 'morning'])).toEqual(['2025-11-11T10:00', '2025-11-11T12:00'])
    expect(when('2025-11-07T10:00:00Z', safe(['saturday', '17:00', '19:30']))).toEqual(['2025-11-08T17:00', '2025-11-08T19:30'])
    expect(when('2025-11-03T10:00:00Z', safe(['tuesday', '08:00', '08:45']))).toEqual(['2025-11-04T08:00', '2025-11-04T08:45'])
    expect(when('2025-11-03T10:00:00Z', safe(['tuesday', '19:00', '20:00']))).toEqual(['2025-11-04T19:00', '2025-11-04T20:00'])
  })

  it('is at the part of them that was tried least, never on a bank holiday, and by the clock on the wall', () => {
    const long = safe(['wednesday', '10:00', '15:00'], ['thursday', '10:00', '15:00'])
    expect(when('2025-11-05T10:30:00Z', long, ['2025-11-05', 'morning'])).toEqual(['2025-11-06T12:00', '2025-11-06T15:00'])
    const mondays = safe(['monday', '10:00', '11:00'])
    expect(when('2026-03-30T09:30:00Z', mondays)).toEqual(['2026-04-13T09:00', '2026-04-13T10:00'])
  })
})

describe('to ring again in half an hour', () => {
  const tuesday = [{ day: 'tuesday', from: '10:00', until: '12:00' }]
  it.each([
    ['any hour we ring at, also at a weekend', '2025-11-08T11:30:00Z', [], '2025-11-08T11:30'],
    ['not in the night', '2025-11-07T20:10:00Z', [], '2025-11-10T09:00'],
    ['within their safe time', '2025-11-04T11:40:00Z', tuesday, '2025-11-04T11:40'],
    ['not after it', '2025-11-04T12:10:00Z', tuesday, '2025-11-11T10:00'],
  ])('%s', (_what, at, windows, then) => expect(ringFrom(new Date(at), windows).toISOString().slice(0, 16)).toBe(then))
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
