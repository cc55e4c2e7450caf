import { personForm, recordPerson } from '#modules/people'
import type { Ctx } from '#platform/command'
import type { Tx } from '#platform/db'
import { newId } from '#platform/ids'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'

export const inside = <T>(world: World, read: (tx: Tx) => Promise<T>): Promise<T> => world.db.transaction(world.system, read)

export const known = async (ctx: Ctx, name: string, more: Record<string, string> = {}) => {
  const made = await recordPerson(ctx, personForm.parse({ name, phones: '0161 496 0123', ...more }))
  if (!made.ok) throw new Error(made.says)
  return made.value
}

export const setUp = async () => {
  const world = await newWorld()
  const [mine, other] = [await world.as('helpline'), await world.as('coordinator')]
  return {
    world,
    mine,
    other,
    site: await openSite(world),
    ann: await known(mine, 'Ann Example'),
    bob: await known(mine, 'Bob Example'),
  }
}

/** A tablet on loan to a person, as far as a list of calls reads it. */
export const lent = (world: World, personId: string, dueOn: string, model = 'M10') =>
  inside(world, async (tx) => {
    const [device, wipe, loan] = [newId(), newId(), newId()]
    const own = { alliance_id: world.allianceId }
    const made = await tx
      .insertInto('device')
      .values({
        ...own,
        id: device,
        kind: 'tablet',
        make: 'Lenovo',
        model,
        condition: 'good',
        status: 'ready',
        added_on: '2025-01-01',
      })
      .returning('reference')
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('wipe')
      .values({
        ...{ ...own, id: wipe, device_id: device, method: 'factory_reset', passed: true, done_by: 'Sam' },
        ...{ wiped_on: '2025-01-01', recorded_at: new Date('2025-01-01T09:00:00Z') },
      })
      .execute()
    await tx
      .insertInto('loan')
      .values({
        ...{ ...own, id: loan, device_id: device, wipe_id: wipe, person_id: personId, status: 'on_loan', signed_name: 'Ann' },
        ...{ promised_at: new Date('2025-01-01T10:00:00Z'), collected_on: '2025-01-02', due_on: dueOn },
      })
      .execute()
    return made.reference
  })

export const list = {
  name: 'Tablets called back',
  why: 'The battery may get hot',
  script: 'Please switch it off',
  priority: 'now',
}

export const asked = (world: World) =>
  inside(world, (tx) =>
    tx
      .selectFrom('call_back as c')
      .innerJoin('person as p', 'p.id', 'c.person_id')
      .select(['p.name', 'c.status', 'c.priority', 'c.why'])
      .orderBy('p.name')
      .execute(),
  )
