import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Tx } from '#platform/db'
import { newId } from '#platform/ids'
import { newWorld, type World } from '#test/world'

const peopleSeen = async (tx: Tx): Promise<number> => (await tx.selectFrom('person').select('id').execute()).length

const oneKnown = async ({ db, allianceId }: World) => {
  const id = newId()
  const person = { alliance_id: allianceId, id, reference: 'P-1', name: 'Made Up', created_on: '2025-11-05' }
  await db.transaction({ allianceId }, (tx) => tx.insertInto('person').values(person).execute())
  return { alliance_id: allianceId, person_id: id }
}

it('keeps whoever is kept apart meanwhile from the rest of the same transaction, and shows them to whoever is let in', async () => {
  const world = await newWorld()
  const known = await oneKnown(world)
  const helpline = await world.as('helpline')
  const account_id = String(helpline.actor.accountId)
  const seen = await world.db.transaction(helpline, async (tx) => {
    const before = await peopleSeen(tx)
    await tx
      .insertInto('restricted_person')
      .values({ ...known, why: 'Test', since: new Date() })
      .execute()
    const apart = await peopleSeen(tx)
    await tx
      .insertInto('restricted_reader')
      .values({ ...known, account_id })
      .execute()
    return [before, apart, await peopleSeen(tx)]
  })
  expect(seen).toEqual([1, 0, 1])
})

it('is looked up by itself where a transaction did not say who asks', async () => {
  const world = await newWorld()
  const known = await oneKnown(world)
  await world.db.transaction(world.system, (tx) =>
    tx
      .insertInto('restricted_person')
      .values({ ...known, why: 'Test', since: new Date() })
      .execute(),
  )
  const seen = await world.db.transaction(world.system, async (tx) => {
    const all = await peopleSeen(tx)
    await sql`select set_config('digiknow.sees', '', true)`.execute(tx)
    return [all, await peopleSeen(tx)]
  })
  expect(seen).toEqual([1, 0])
})
