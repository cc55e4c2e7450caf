import { command, type Work } from '#platform/command'
import { newId } from '#platform/ids'
import { mayMove } from '#platform/moves'
import { done, type Refusal, refuse } from '#platform/outcome'
import { queueOffers } from '../waiting/queue-offers'
import type { DeviceStatus, WipeInput } from './device'
import { deviceMoves } from './device.moves'
import { holdDevice, type KnownDevice, moveDevice } from './move-device'
import { readStockRule } from './stock-rule'

const lent = refuse('lent', 'Someone has this device. Record the wipe when it is back.')
const stillLocked = refuse(
  'still-locked',
  'It is still tied to the account of its last user, so a wipe would not free it. Ask them to sign out, then press “The lock is off”.',
)
const OUT: readonly DeviceStatus[] = ['on_loan', 'lost', 'stolen']

/** Why a device in this status is not to be wiped: `lent`, or `moved-on` when it has left for good or is promised. */
export const whyNoWipe = (status: string): Refusal | null => {
  if ((OUT as readonly string[]).includes(status)) return lent
  return mayMove(deviceMoves.passWipe, status) ? null : refuse('moved-on')
}

const lastReturn = ({ tx, allianceId }: Work, deviceId: string) =>
  tx
    .selectFrom('loan')
    .select(['returned_on', 'returned_at'])
    .where('alliance_id', '=', allianceId)
    .where('device_id', '=', deviceId)
    .where('returned_at', 'is not', null)
    .orderBy('returned_at', 'desc')
    .limit(1)
    .executeTakeFirst()

const wrongDay = (wipedOn: string, today: string, returnedOn: string | null | undefined): Refusal | null => {
  if (wipedOn > today) return refuse('not-yet', 'The day it was wiped must be today or earlier', 'wipedOn')
  if (returnedOn && wipedOn < returnedOn)
    return refuse('wiped-before-return', 'Enter a wipe done since the device came back. An earlier one does not count', 'wipedOn')
  return null
}

/** Later than the last return whatever the clock says, since a clock can be set back. */
const momentAfter = (at: Date, returnedAt: Date | null | undefined): Date =>
  returnedAt && returnedAt >= at ? new Date(returnedAt.getTime() + 1) : at

/** Where no one looks devices over as a step of its own, whoever wiped it has: it goes straight to the shelf. */
const moveWiped = async (work: Work, device: KnownDevice, passed: boolean): Promise<void> => {
  await moveDevice(work, passed ? deviceMoves.passWipe : deviceMoves.failWipe, device)
  const { needs_look } = await readStockRule(work.tx, work.allianceId)
  if (!passed || needs_look) return
  await moveDevice(work, deviceMoves.check, device)
  await moveDevice(work, deviceMoves.makeReady, device)
  await queueOffers(work)
}

/**
 * Records a wipe with its evidence. Passed: the device is ready. Failed: it stays where it is.
 * Refuses `lent`, `moved-on`, `still-locked`, `not-yet`, `wiped-before-return`.
 */
export const recordWipe = command(
  'device.wipe',
  async (work, input: WipeInput & { reference: string }) => {
    const device = await holdDevice(work, input.reference)
    if (!device) return refuse('not-found')
    const back = await lastReturn(work, device.id)
    const wipedOn = input.wipedOn ?? work.today
    const no = whyNoWipe(device.status) ?? wrongDay(wipedOn, work.today, back?.returned_on)
    if (no) return no
    if (input.passed && device.is_locked) return stillLocked
    const { method, tool, evidence, passed, doneBy } = input
    await work.tx
      .insertInto('wipe')
      .values({
        alliance_id: work.allianceId,
        id: newId(work.at),
        device_id: device.id,
        wiped_on: wipedOn,
        ...{ method, tool, evidence, passed, done_by: doneBy },
        recorded_at: momentAfter(work.at, back?.returned_at),
      })
      .execute()
    await moveWiped(work, device, passed)
    return done<KnownDevice>(
      { id: device.id, reference: device.reference, kind: device.kind },
      { about: { type: 'device', id: device.id }, detail: { device: device.reference, kind: device.kind, method, passed } },
    )
  },
  { wipe_while_lent: lent },
)
