import { describe, expect, it } from 'vitest'
import { collectForm } from './loan'
import { strokesPath } from './signature'

const SIGNED = JSON.stringify([
  [
    [10, 20],
    [40, 60],
  ],
  [[5, 5]],
])

describe('the signature', () => {
  const sign = (strokes: string, agree = '') =>
    collectForm.safeParse({ conditionOut: 'good', dueOn: '2025-12-12', signedName: 'Ann', strokes, agree })
  const fieldOf = (read: ReturnType<typeof sign>) => read.error?.issues[0]?.path[0]

  it('is drawn, or a tick instead; one of the two', () => {
    expect(sign(SIGNED).data?.strokes).toHaveLength(2)
    expect(sign('', 'yes').data).toMatchObject({ strokes: null, agree: true })
    expect(fieldOf(sign(''))).toBe('agree')
  })

  it.each([
    ['no JSON', '[[[1,2'],
    ['no strokes', '{"a":1}'],
    ['words for numbers', '[[["<script>",1],[2,2]]]'],
    ['off the board', '[[[1,2],[601,3]]]'],
    ['negative', '[[[1,2],[-1,3]]]'],
    ['a single dot', '[[[1,2]]]'],
    [
      'too many strokes',
      JSON.stringify(
        Array.from({ length: 401 }, () => [
          [1, 1],
          [2, 2],
        ]),
      ),
    ],
    ['too many points', JSON.stringify([Array.from({ length: 20_001 }, () => [1, 1])])],
  ])('refuses %s', (_name, strokes) => {
    expect(fieldOf(sign(strokes, 'yes'))).toBe('strokes')
  })

  it('becomes the path of a drawing', () => {
    expect(strokesPath(JSON.parse(SIGNED))).toBe('M10 20L40 60M5 5L5 5')
  })
})
