import { command, type Work } from '#platform/command'
import { done, type Refusal, refuse } from '#platform/outcome'
import { deviceMoves } from './device.moves'
import { holdDevice, type KnownDevice, moveDevice } from './move-device'

/** What paid for a device says what may be done with it: a refusal when this is not among it. */
export const fundForbids = async (
  { tx, allianceId }: Work,
  fundId: string | null,
  what: 'may_give' | 'may_sell',
): Promise<Refusal | null> => {
  if (!fundId) return null
  const fund = await tx
    .selectFrom('device_fund')
    .select(['name', what])
    .where('alliance_id', '=', allianceId)
    .where('id', '=', fundId)
    .executeTakeFirst()
  const done = what === 'may_give' ? 'given away' : 'sold'
  return fund && !fund[what] ? refuse('fund-says-no', `${fund.name} paid for it, and does not let it be ${done}`) : null
}

/** Takes a ready device out of the stock as a gift. The gift's own event tells of it, so this adds none. Refuses `not-ready`, `fund-says-no`. */
export const giveDevice = command('distribution.record', async (work, { reference }: { reference: string }) => {
  const held = await holdDevice(work, reference)
  const no = await fundForbids(work, held?.fund_id ?? null, 'may_give')
  if (no) return { ...no, field: 'device' }
  const device = held && (await moveDevice(work, deviceMoves.give, held))
  return device
    ? done<KnownDevice>(device)
    : refuse('not-ready', 'That device is not ready to give. Choose another from the list', 'device')
})
