import { describe, expect, it } from 'vitest'
import { newWorld } from '../../../test/world'
import { openAlliances } from './alliances'

describe('an alliance just set up', () => {
  it('is found at once, however lately another was, and whatever else was asked for', async () => {
    const first = await newWorld()
    const alliances = openAlliances(first.db)
    expect((await alliances.bySlug(first.slug))?.id).toBe(first.allianceId)
    const second = await newWorld()
    expect((await alliances.bySlug(second.slug))?.id).toBe(second.allianceId)
    expect(await alliances.bySlug('nowhere')).toBeNull()
    const third = await newWorld()
    expect((await alliances.bySlug(third.slug))?.id).toBe(third.allianceId)
  })
})
