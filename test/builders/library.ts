import type { Tx } from '../../src/platform/db'

type Row = <T extends object>(values: T) => T & { alliance_id: string; id: string }

const AT = new Date('2025-11-03T09:00:00Z')
const DAY = '2025-11-03'

/** One device on loan, and one that is ready to lend. */
export const lend = async (tx: Tx, row: Row, { person, place, mark }: { person: string; place: string; mark: string }) => {
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
  const [device, spare] = [await make('on_loan', 'SN-1'), await make('ready', 'SN-2')]
  const wipe = await wiped(device.id)
  await wiped(spare.id)
  const out = { status: 'on_loan', promised_at: AT, collected_on: DAY, due_on: '2026-02-03', condition_out: 'good' }
  const signed = { signed_name: `Ada ${mark}`, signed_at: AT, agreement_version: 1 }
  const loan = await tx
    .insertInto('loan')
    .values(row({ device_id: device.id, wipe_id: wipe.id, person_id: person, ...out, ...signed }))
    .returning(['id', 'reference'])
    .executeTakeFirstOrThrow()
  return { device, spare, wipe, loan }
}
