import { z } from 'zod'
import { addDays } from '#platform/clock'
import { command, type Work } from '#platform/command'
import { newId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import { seeingAll } from '#platform/seeing-all'
import { formatDate } from '#ui/format'
import { readTerms } from '../rules/rule.queries'
import { holdDevice, type KnownDevice } from '../stock/move-device'
import { type Claim, claimsFrom } from './claim'
import { isPlace } from './place-hours'

export const transferForm = z.object({ place: z.uuid({ error: 'Choose the place it goes to' }) })

/** The transfer a device is on its way with. */
export const openTransfer = ({ tx, allianceId }: Work, deviceId: string) =>
  tx
    .selectFrom('device_transfer')
    .select(['id', 'to_place_id', 'due_on'])
    .where('alliance_id', '=', allianceId)
    .where('device_id', '=', deviceId)
    .where('arrived_on', 'is', null)
    .executeTakeFirst()

/** What a device is sent for: the first thing it is promised for, when that is there and leaves the days to bring it. */
const servedBy = async ({ tx, allianceId }: Work, claim: Claim, place: string, due: string): Promise<string | null> => {
  if (claim.source === 'loan') {
    const hold = tx.selectFrom('loan').select('id').where('alliance_id', '=', allianceId).where('id', '=', claim.id)
    const here = hold.where('status', '=', 'promised').where('collect_place_id', '=', place).where('planned_until', '>=', due)
    return (await here.executeTakeFirst())?.id ?? null
  }
  // Also for someone kept apart: it is their place that counts, and nothing of theirs is shown
  const booking = await seeingAll(tx, () =>
    tx
      .selectFrom('booking')
      .select('id')
      .where('alliance_id', '=', allianceId)
      .where('id', '=', claim.id)
      .where('status', '=', 'booked')
      .where('place_id', '=', place)
      .where('starts_on', '>=', due)
      .executeTakeFirst(),
  )
  return booking?.id ?? null
}

const booked = (from: string) => `It is promised from ${formatDate(from)}, and would not be there in time`

/**
 * Sends a device to another place: nobody can be promised it for the days on the way. One that is promised goes only to where it is
 * wanted, in the days kept for that.
 * Refuses `not-found`, `no-such-place`, `on-its-way` and `promised`.
 */
export const transferDevice = command(
  'device.transfer',
  async (work, { device: reference, place }: { device: string; place: string }) => {
    const { tx, allianceId, today, at } = work
    const device = await holdDevice(work, reference)
    if (!device) return refuse('not-found')
    if (!(await isPlace(work, place))) return refuse('no-such-place', 'Choose a place from the list', 'place')
    if (await openTransfer(work, device.id)) return refuse('on-its-way', 'It is on its way somewhere already', 'place')
    const { transferDays } = await readTerms(tx, allianceId, { kind: device.kind, place })
    const due = addDays(today, transferDays)
    const [claim] = await claimsFrom(tx, allianceId, device.id, today)
    const isAhead = claim !== undefined && claim.starts_on < due
    const serves = isAhead ? await servedBy(work, claim, place, due) : null
    if (isAhead && !serves) return refuse('promised', booked(claim.starts_on), 'place')
    const id = newId(at)
    await tx
      .insertInto('device_transfer')
      .values({ alliance_id: allianceId, id, device_id: device.id, to_place_id: place, sent_on: today, due_on: due, serves })
      .execute()
    return done<KnownDevice>(device, {
      about: { type: 'device', id: device.id },
      detail: { device: device.reference, kind: device.kind },
    })
  },
  { device_claimed_once: refuse('promised', 'It is promised for these days, and would not be there in time', 'place') },
)

/** A device has arrived where it was sent: that is where it is kept now. Refuses `not-found`, `moved-on`. */
export const arriveDevice = command('device.transfer', async (work, { device: reference }: { device: string }) => {
  const { tx, allianceId, today } = work
  const device = await holdDevice(work, reference)
  if (!device) return refuse('not-found')
  const open = await openTransfer(work, device.id)
  if (!open) return refuse('moved-on')
  await tx
    .updateTable('device_transfer')
    .set({ arrived_on: today })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', open.id)
    .execute()
  await tx
    .updateTable('device')
    .set({ place_id: open.to_place_id })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', device.id)
    .execute()
  const detail = { device: device.reference, kind: device.kind, arrived: true }
  return done<KnownDevice>(device, { about: { type: 'device', id: device.id }, detail })
})
