import { z } from 'zod'
import type { StaffAction } from '#platform/access'
import { command, type Work } from '#platform/command'
import { words } from '#platform/fields'
import type { Move } from '#platform/moves'
import { done, type Refusal, refuse } from '#platform/outcome'
import { queueOffers } from '../waiting/queue-offers'
import type { DeviceStatus } from './device'
import { deviceMoves } from './device.moves'
import { fundForbids } from './give-device'
import { deviceDetail, holdDevice, type KnownDevice, moveDevice } from './move-device'

export const stepForm = z.object({ notes: words(500).default('') })
interface StepInput {
  readonly reference: string
  readonly notes: string
}

/** A device that comes onto the shelf is offered to who waits for one. */
const offerWhatIsReady = async (work: Work, to: DeviceStatus | undefined): Promise<void> => {
  if (to === 'ready') await queueOffers(work)
}

const step = (
  action: StaffAction,
  moves: readonly Move<DeviceStatus>[],
  whyNot?: (work: Work, fundId: string | null) => Promise<Refusal | null>,
) =>
  command(action, async (work, { reference, notes }: StepInput) => {
    const held = await holdDevice(work, reference)
    if (!held) return refuse('not-found')
    const no = await whyNot?.(work, held.fund_id)
    if (no) return no
    let device: KnownDevice | undefined
    for (const move of moves) device = await moveDevice(work, move, held)
    if (!device) return refuse('moved-on')
    const to = moves.at(-1)?.to
    await offerWhatIsReady(work, to)
    return done<KnownDevice>(device, {
      about: { type: 'device', id: device.id },
      detail: { ...deviceDetail(device), to, ...(notes && { notes }) },
    })
  })

/** Takes a device to the bench to be wiped. */
export const startWipe = step('device.prepare', [deviceMoves.startWipe])
/** Someone looked over a wiped device and it is good: it goes to the shelf. */
export const checkDevice = step('device.prepare', [deviceMoves.check, deviceMoves.makeReady])
/** A device is not where it should be. */
export const missDevice = step('device.miss', [deviceMoves.miss])
/** A missing device is here: nobody knows who used it, so it is wiped again. */
export const turnUpDevice = step('device.miss', [deviceMoves.turnUp])
/** A device is sold, where what paid for it allows that. Refuses `fund-says-no`. */
export const sellDevice = step('device.sell', [deviceMoves.sell], (work, fundId) => fundForbids(work, fundId, 'may_sell'))

/** Its last user signed out: the lock is off, and it can be wiped. Refuses `moved-on`. */
export const unlockDevice = command('device.unlock', async (work, { reference }: { reference: string }) => {
  const held = await holdDevice(work, reference)
  if (!held) return refuse('not-found')
  if (!held.is_locked) return refuse('moved-on')
  await work.tx
    .updateTable('device')
    .set({ is_locked: false })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', held.id)
    .execute()
  const { id, kind } = held
  return done<KnownDevice>({ id, reference: held.reference, kind }, { about: { type: 'device', id }, detail: deviceDetail(held) })
})
