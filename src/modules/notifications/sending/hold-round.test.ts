import { expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { newWorld } from '#test/world'
import { dropRound, holdRound, letRoundGo } from './hold-round'

it('one round at a time; who asks meanwhile is heard before it is let go, and does not keep it from being given up', async () => {
  const { system: ctx, at } = await newWorld()
  const [one, other] = [newId(), newId()]
  expect([await holdRound(ctx, one), await holdRound(ctx, other), await holdRound(ctx, one)]).toEqual([true, false, true])
  expect([await letRoundGo(ctx, one), await letRoundGo(ctx, one)]).toEqual([false, true])
  expect([await holdRound(ctx, other), await holdRound(ctx, one)]).toEqual([true, false])
  await dropRound(ctx, one)
  expect(await holdRound(ctx, one)).toBe(false)
  await dropRound(ctx, other)
  expect(await holdRound(ctx, one)).toBe(true)
  // One that died says nothing more: its hold lapses.
  expect(await holdRound(at('2025-11-05T10:00:14Z').system, other)).toBe(false)
  expect(await holdRound(at('2025-11-05T10:00:15Z').system, other)).toBe(true)
})
