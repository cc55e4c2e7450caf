import type { Tx } from '../../src/platform/db'
import type { Row } from './borough'

const AT = new Date('2025-11-03T09:00:00Z')
const DAY = '2025-11-03'

/** One device on loan, one that is ready to lend, and one promised. */
export const lend = async (tx: Tx, row: Row, { person, place }: { person: string; place: string }) => {
  const { mark } = row
  const make = (status: string, serial: string) =>
    tx
      .insertInto('device')
      .values(row({ kind: 'tablet', make: mark, model: `${mark} 10`, serial, status, place_id: place, added_on: DAY }))
      .returning(['id', 'reference'])
      .executeTakeFirstOrThrow()
  const wiped = async (device: string) => {
    const proof = { wiped_on: DAY, method: 'factory_reset', evidence: mark, passed: true, done_by: mark, recorded_at: AT }
    const wipe = row({ device_id: device, ...proof })
    await tx.insertInto('wipe').values(wipe).execute()
    return wipe
  }
  const [device, spare, kept] = [await make('on_loan', 'SN-1'), await make('ready', 'SN-2'), await make('promised', 'SN-3')]
  const [wipe, , keptWipe] = [await wiped(device.id), await wiped(spare.id), await wiped(kept.id)]
  const out = { status: 'on_loan', promised_at: AT, collected_on: DAY, due_on: '2026-02-03', condition_out: 'good' }
  const signed = { signed_name: `Ada ${mark}`, signed_at: AT, agreement_version: 1 }
  const write = (values: ReturnType<typeof promised>) =>
    tx.insertInto('loan').values(values).returning(['id', 'reference']).executeTakeFirstOrThrow()
  const promised = (device_id: string, wipe_id: string) =>
    row({ device_id, wipe_id, person_id: person, status: 'promised', promised_at: AT })
  const loan = await write({ ...promised(device.id, wipe.id), ...out, ...signed })
  const promise = await write(promised(kept.id, keptWipe.id))
  return { device, spare, kept, wipe, loan, promise }
}
