import type { World } from '#test/world'
import { aPerson, value } from '../lending-trial'
import { joinForm, joinWaiting } from './join-waiting'

/** What tests of the waiting list start from. */
export const wish = (more: Record<string, unknown> = {}) =>
  joinForm.parse({ kind: 'tablet', purpose: 'contact', place: '', notes: '', ...more })

export const joins = async (world: World, name: string, more: Record<string, unknown> = {}) => {
  const person = await aPerson(world, name)
  const made = value(await joinWaiting(await world.as('helpline'), { ...wish(more), person: person.reference }))
  return { ...made, person }
}

export const statusOf = (world: World, { id }: { id: string }) =>
  world.db.transaction(world.system, async (tx) => {
    const row = await tx.selectFrom('waiting').select('status').where('id', '=', id).executeTakeFirstOrThrow()
    return row.status
  })

/** The device that is or was kept for someone on the list, the last one. */
export const offerOf = (world: World, { id }: { id: string }) =>
  world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx
      .selectFrom('loan')
      .innerJoin('device', 'device.id', 'loan.device_id')
      .select(['loan.id', 'loan.reference', 'loan.status', 'loan.held_until', 'device.reference as device'])
      .where('waiting_id', '=', id)
      .orderBy((one) => one('loan.status', '=', 'promised'), 'desc')
      .orderBy('loan.id', 'desc')
      .executeTakeFirst(),
  )

export const noticesOf = (world: World, person: { id: string }) =>
  world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx.selectFrom('notice').select(['template', 'status']).where('person_id', '=', person.id).orderBy('id').execute(),
  )
