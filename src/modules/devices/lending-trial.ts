import { personForm, recordPerson } from '#modules/people'
import { newId } from '#platform/ids'
import type { Outcome } from '#platform/outcome'
import type { World } from '#test/world'
import { collectLoan } from './loans/collect-loan'
import { collectForm } from './loans/loan'
import { promiseLoan } from './loans/promise-loan'
import { deviceForm, wipeForm } from './stock/device'
import { recordDevice } from './stock/record-device'
import { recordWipe } from './stock/record-wipe'

/** What tests of lending start from: a person, a wiped device, a loan in hand; each made by the commands people use. */

/** The value of what must have worked. */
export const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.says}`)
  return outcome.value
}

export const cleanWipe = wipeForm.parse({ method: 'factory_reset', passed: 'yes', doneBy: 'Sam' })

export const aPerson = async (world: World, name = 'Ann Example') =>
  value(await recordPerson(await world.as('helpline'), personForm.parse({ name })))

/** A partner organisation, by its id. */
export const aPartner = async (world: World, name = 'Fir Tree House', leftOn: string | null = null): Promise<string> => {
  const id = newId()
  await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx
      .insertInto('partner')
      .values({ alliance_id: world.allianceId, id, name, sector: 'voluntary', joined_on: '2018-04-01', left_on: leftOn })
      .execute(),
  )
  return id
}

export const aDevice = async (world: World, more: Record<string, unknown> = {}) =>
  value(
    await recordDevice(await world.as('librarian'), deviceForm.parse({ kind: 'tablet', make: 'Samsung', model: 'A8', ...more })),
  )

export const aReadyDevice = async (world: World, more: Record<string, unknown> = {}) => {
  const device = await aDevice(world, more)
  value(await recordWipe(await world.as('librarian'), { ...cleanWipe, reference: device.reference }))
  return device
}

export const collecting = (more: Record<string, unknown> = {}) =>
  collectForm.parse({ conditionOut: 'good', dueOn: '2025-12-12', signedName: 'Ann Example', strokes: '', agree: 'yes', ...more })

export const aPromisedLoan = async (world: World) => {
  const [person, device] = [await aPerson(world), await aReadyDevice(world)]
  const loan = value(await promiseLoan(await world.as('librarian'), { device: device.reference, person: person.reference }))
  return { ...loan, person }
}

export const aLoan = async (world: World) => {
  const loan = await aPromisedLoan(world)
  value(await collectLoan(await world.as('librarian'), { ...collecting(), reference: loan.reference }))
  return loan
}

/** Where a loan and its device stand, and the actions in its journal by name, since a test's clock stands still. */
export const standing = (world: World, loan: { id: string }) =>
  world.db.transaction({ allianceId: world.allianceId }, async (tx) => {
    const row = await tx.selectFrom('loan').selectAll().where('id', '=', loan.id).executeTakeFirstOrThrow()
    const device = await tx
      .selectFrom('device')
      .select(['status', 'condition'])
      .where('id', '=', row.device_id)
      .executeTakeFirstOrThrow()
    const events = await tx.selectFrom('event').selectAll().where('about_id', '=', loan.id).orderBy('id').execute()
    return { loan: row, device, events, actions: events.map(({ action }) => action).toSorted() }
  })
