import { personForm, recordPerson } from '#modules/people'
import type { Tx } from '#platform/db'
import { newId } from '#platform/ids'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'

export const inside = <T>(world: World, read: (tx: Tx) => Promise<T>): Promise<T> => world.db.transaction(world.system, read)

const HOME = { address: '1 Long Lane', postcode: 'SK3 8NR' }

/** A worker, someone we know, and a way to send the desk's form about them. */
export const setUp = async () => {
  const world = await newWorld()
  const ctx = await world.as('helpline')
  const made = await recordPerson(ctx, personForm.parse({ name: 'Ann Example', phones: '0161 496 0123', ...HOME }))
  if (!made.ok) throw new Error(made.says)
  const site = await openSite(world)
  const send = (fields: Record<string, string | string[]>) =>
    site.post(ctx, '/calls/new', { person: made.value.reference, needs: 'data', nextOn: '2025-11-06', ...fields })
  return { world, ctx, site, send, person: made.value }
}

/** The calls we owe. */
export const owed = (world: World) => inside(world, (tx) => tx.selectFrom('call_back').selectAll().orderBy('id').execute())

/** A library people can be sent to; gives its id. */
export const place = (world: World, name: string): Promise<string> =>
  inside(world, async (tx) => {
    const row = {
      alliance_id: world.allianceId,
      id: newId(),
      name,
      kind: 'library',
      address: '1 High Street',
      postcode: 'SK1 1AA',
    }
    await tx.insertInto('place').values(row).execute()
    return row.id
  })
