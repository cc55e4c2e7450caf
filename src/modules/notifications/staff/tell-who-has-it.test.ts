import { expect, it } from 'vitest'
import { newWorld } from '#test/world'
import { tellWhoHasIt } from './tell-who-has-it'

const told = async (...roles: readonly ('helpline' | 'coordinator' | 'lead')[]) => {
  const world = await newWorld()
  for (const role of roles) await world.as(role)
  return world.db.transaction(world.system, async (tx) => {
    const work = { tx, allianceId: world.allianceId, at: new Date('2025-11-05T10:00:00Z') }
    const about = { type: 'alliance', id: world.allianceId }
    const count = await tellWhoHasIt(work, null, { about, words: 'Somebody is to be rung', path: '/requests', cause: 'once' })
    await tellWhoHasIt(work, null, { about, words: 'Somebody is to be rung', path: '/requests', cause: 'once' })
    const notices = await tx
      .selectFrom('staff_notice as n')
      .innerJoin('account as a', 'a.id', 'n.account_id')
      .select('a.name')
      .orderBy('a.name')
      .execute()
    return [count, ...notices.map(({ name }) => name)]
  })
}

it('what nobody has is told to the helpline, once; where there is none, to the coordinators', async () => {
  expect(await told('helpline', 'coordinator', 'lead')).toEqual([1, 'Test helpline'])
  expect(await told('coordinator', 'lead')).toEqual([1, 'Test coordinator'])
  expect(await told('lead')).toEqual([0])
})
