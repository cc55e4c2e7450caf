import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countsFrom, type InLine, inOrder, ordinal, placeWords, predicted } from './order'

const waits = (id: string, joined_on: string, head_start_days = 0, kind: string | null = 'tablet'): InLine => ({
  ...{ id, kind, joined_on, head_start_days, said_as: 'Job search' },
})

describe('the order of the waiting list', () => {
  it('goes by days waited, with the head start of what it is for', () => {
    const list = [waits('a', '2025-10-01'), waits('b', '2025-11-01', 60), waits('c', '2025-09-15')]
    expect(inOrder(list).map(({ id }) => id)).toEqual(['b', 'c', 'a'])
  })

  it('explains itself', () => {
    expect(placeWords(4, waits('a', '2025-10-24'), '2025-11-05')).toBe('4th: job search, 12 days')
    expect(placeWords(1, waits('a', '2025-11-04', 30), '2025-11-05')).toBe('1st: job search, 1 day, which counts as 30 days more')
    expect([1, 2, 3, 4, 11, 12, 13, 21, 102].map(ordinal)).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '12th',
      '13th',
      '21st',
      '102nd',
    ])
  })

  it('nobody is ever passed by someone who joins later than the longest head start', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2025-0${1 + (n % 9)}-${String(n).padStart(2, '0')}`)
    const one = fc.record({ id: fc.uuid(), joined_on: day, head_start_days: fc.integer({ min: 0, max: 60 }) })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), (some) => {
        const line = inOrder(some.map((each) => ({ ...each, kind: null, said_as: '' })))
        return line.every((first, at) => line.slice(at + 1).every((next) => countsFrom(first) <= countsFrom(next)))
      }),
    )
  })

  it('gives each the first device that comes back of a kind they can use, those in front first', () => {
    const list = [waits('a', '2025-01-01', 0, 'laptop'), waits('b', '2025-01-02', 0, null), waits('c', '2025-01-03', 0, 'tablet')]
    const supply = [
      { kind: 'tablet', on: '2025-12-01' },
      { kind: 'laptop', on: '2025-12-05' },
    ]
    expect([...predicted(list, supply)]).toEqual([
      ['a', '2025-12-05'],
      ['b', '2025-12-01'],
      ['c', null],
    ])
  })
})
