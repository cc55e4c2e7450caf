import { expect, it } from 'vitest'
import { buildBorough } from '#test/builders/borough'
import { newWorld, type World } from '#test/world'
import type { Tx } from './db'
import { ifHeld, TABLES, type Whose } from './held'

const held = async (tx: Tx, whose: Whose): Promise<string[]> => {
  const found: string[] = []
  for (const table of TABLES) if (await ifHeld(tx, whose, table, async () => true, false)) found.push(table)
  return found
}

const heldIn = ({ db, system }: World, whose: Whose): Promise<string[]> => db.transaction(system, (tx) => held(tx, whose))

it('reads what hangs on a person, and asks nothing more where nothing does', async () => {
  const world = await newWorld()
  const { allianceId } = world
  const { ids } = await buildBorough(world)
  await world.db.transaction(world.system, (tx) =>
    tx
      .insertInto('restricted_person')
      .values({ alliance_id: allianceId, person_id: ids.person, why: 'Test', since: new Date() })
      .execute(),
  )
  const theirs = await heldIn(world, { allianceId, on: 'person', id: ids.person })
  const rest = await heldIn(world, { allianceId, on: 'person', id: ids.championPerson })
  expect(theirs).toEqual([
    'attendance',
    'booking',
    'consent',
    'loan',
    'match',
    'notice',
    'person_note',
    'referral',
    'restricted_person',
    'waiting',
  ])
  expect(rest).toEqual(['champion'])
  expect(await heldIn(world, { allianceId, on: 'request', id: ids.request })).toEqual([...TABLES])
})

it('finds nothing of another alliance', async () => {
  const [world, other] = [await newWorld(), await newWorld()]
  const { ids } = await buildBorough(world)
  expect(await heldIn(other, { allianceId: world.allianceId, on: 'person', id: ids.person })).toEqual([])
})
