import { giveDevice, type KnownDevice } from '#modules/devices'
import { command, type Work } from '#platform/command'
import { newId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import type { DistributionInput } from './distribution'

export interface RecordedDistribution {
  readonly id: string
}

const receiverOf = async ({ tx, allianceId }: Work, { person, partner }: DistributionInput) => {
  if (person) {
    const known = await tx
      .selectFrom('person')
      .select('id')
      .where('alliance_id', '=', allianceId)
      .where('reference', '=', person.toUpperCase())
      .executeTakeFirst()
    return known && { person_id: known.id, partner_id: null }
  }
  const known = await tx
    .selectFrom('partner')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('id', '=', String(partner))
    .executeTakeFirst()
  return known && { person_id: null, partner_id: known.id }
}

const stockDevice = async (work: Work, reference: string | null | undefined) =>
  reference ? giveDevice.within(work, { reference }) : done<KnownDevice | null>(null)

const unwiped = refuse('not-wiped', 'This device has not been wiped since its last user. Choose another', 'device')

const forbidden = refuse('fund-says-no', 'What paid for this device does not let it be given away. Choose another', 'device')

/**
 * Records what was given away for good: one device or data package to a person, or any number to a partner.
 * Refuses `not-found`, `not-yet` (the day), `not-ready`, `not-wiped` and `fund-says-no` (a device of ours).
 */
export const recordDistribution = command(
  'distribution.record',
  async (work, input: DistributionInput) => {
    const { what, scheme, givenOn, notes, quantity = 1 } = input
    if (givenOn > work.today) return refuse('not-yet', 'The day it was given must be today or earlier', 'givenOn')
    const receiver = await receiverOf(work, input)
    if (!receiver) return refuse('not-found')
    const given = await stockDevice(work, input.device)
    if (!given.ok) return given
    const device = given.value
    const gift = { id: newId(work.at), what, quantity, scheme, given_on: givenOn, notes }
    await work.tx
      .insertInto('distribution')
      .values({ alliance_id: work.allianceId, ...gift, ...receiver, device_id: device?.id ?? null })
      .execute()
    const detail = { what, quantity, scheme, givenOn, ...(device && { device: device.reference, kind: device.kind }) }
    const also = [
      ...(device ? [{ type: 'device', id: device.id }] : []),
      ...(receiver.partner_id ? [{ type: 'partner', id: receiver.partner_id }] : []),
    ]
    return done<RecordedDistribution>(
      { id: gift.id },
      { about: { type: 'distribution', id: gift.id }, person: receiver.person_id, also, detail },
    )
  },
  { device_wiped_since_last_user: unwiped, distribution_of_device: unwiped, device_fund_gives: forbidden },
)
