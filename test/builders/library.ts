import type { Tx } from '../../src/platform/db'
import type { Row } from './borough'

const AT = new Date('2025-11-03T09:00:00Z')
const DAY = '2025-11-03'

/** One of each thing that is promised ahead: a place in line, a booking, an agreement with an organisation, a rule. */
export const promiseAhead = async (tx: Tx, row: Row, ids: { person: string; place: string; partner: string; device: string }) => {
  const { mark } = row
  const { alliance_id } = row({})
  const purpose = { alliance_id, code: 'school', name: `${mark} school`, said_as: `${mark} school`, head_start_days: 60 }
  // Two of these boroughs may stand in one alliance, as the test of merging has it.
  await tx
    .insertInto('lending_purpose')
    .values(purpose)
    .onConflict((known) => known.doNothing())
    .execute()
  const wait = {
    kind: 'laptop',
    purpose: 'school',
    status: 'waiting',
    joined_at: AT,
    joined_on: DAY,
    head_start_days: 60,
    notes: mark,
  }
  const waiting = row({ person_id: ids.person, place_id: ids.place, ...wait })
  const days = { starts_on: '2026-05-05', ends_on: '2026-06-05', status: 'booked', booked_at: AT, notes: mark }
  const booking = row({ device_id: ids.device, person_id: ids.person, place_id: ids.place, ...days })
  const agreement = row({
    partner_id: ids.partner,
    setting: 'care_home',
    contact_name: mark,
    contact_email: `m@${mark.toLowerCase()}.example`,
    made_on: DAY,
  })
  const rule = row({ kind: 'laptop', renewals: 1 })
  await tx
    .insertInto('lending_rule')
    .values(rule)
    .onConflict((known) => known.doNothing())
    .execute()
  const [one, two, three] = [
    await tx.insertInto('waiting').values(waiting).returning(['id', 'reference']).executeTakeFirstOrThrow(),
    await tx.insertInto('booking').values(booking).returning(['id', 'reference']).executeTakeFirstOrThrow(),
    await tx.insertInto('organisation_loan').values(agreement).returning(['id', 'reference']).executeTakeFirstOrThrow(),
  ]
  return { waiting: one, booking: two, agreement: three, rule }
}

/** How a loan went out: its pieces ticked and one photo. */
const keepHandover = async (tx: Tx, row: Row, loan: string) => {
  const handover = row({ loan_id: loan, way: 'out', at_where: 'counter', handed_on: DAY, recorded_at: AT, signed_name: row.mark })
  await tx.insertInto('handover').values(handover).execute()
  const { alliance_id, id } = handover
  await tx
    .insertInto('handover_part')
    .values({ alliance_id, handover_id: id, name: `${row.mark} charger`, expected: 1, here: 1 })
    .execute()
  const photo = row({ handover_id: id, image: Buffer.from(`${row.mark} photo`), width: 4, height: 3 })
  await tx.insertInto('handover_photo').values(photo).execute()
  return photo
}

/** A loan that came back: signed for again, with a note and a photo of the doorstep. */
const keepReturn = async (tx: Tx, row: Row, device: string, wipe: string, person: string) => {
  const { mark } = row
  const out = { status: 'returned', promised_at: AT, collected_on: DAY, due_on: '2026-02-03', condition_out: 'good' }
  const signed = { signed_name: `Ada ${mark}`, signed_at: AT, agreement_version: 1 }
  const back = {
    returned_on: '2025-11-04',
    returned_at: new Date('2025-11-04T09:00:00Z'),
    condition_back: 'worn',
    kit_complete: true,
  }
  const said = { return_notes: `Ada ${mark} says it is slow`, trouble_notes: `Ada ${mark} says it fell` }
  const loan = await tx
    .insertInto('loan')
    .values(row({ device_id: device, wipe_id: wipe, person_id: person, ...out, ...signed, ...back, ...said }))
    .returning(['id', 'reference'])
    .executeTakeFirstOrThrow()
  const drawn = {
    signed_name: `Ada ${mark}`,
    signature: JSON.stringify([
      [
        [1, 2],
        [30, 40],
      ],
    ]),
  }
  const handover = row({
    loan_id: loan.id,
    way: 'back',
    at_where: 'doorstep',
    handed_on: '2025-11-04',
    recorded_at: AT,
    ...drawn,
  })
  await tx.insertInto('handover').values(handover).execute()
  const photo = row({ handover_id: handover.id, image: Buffer.from(`The door of Ada ${mark}`), width: 4, height: 3 })
  await tx.insertInto('handover_photo').values(photo).execute()
  return { returned: loan, door: photo }
}

/** A loan whose device was only taken in, with one piece of its kit: nobody has looked at it yet. */
const takeIn = async (tx: Tx, row: Row, { device, wipe, person }: { device: string; wipe: string; person: string }) => {
  const out = { status: 'returned', promised_at: AT, collected_on: DAY, due_on: '2026-02-03', condition_out: 'good' }
  const back = { returned_on: '2025-11-04', returned_at: new Date('2025-11-04T09:00:00Z') }
  const signed = { signed_name: `Ada ${row.mark}`, signed_at: AT, agreement_version: 1 }
  const loan = row({ device_id: device, wipe_id: wipe, person_id: person, ...out, ...signed, ...back })
  await tx.insertInto('loan').values(loan).execute()
  await keepHandover(tx, row, loan.id)
  const taken = { loan_id: loan.id, way: 'back', at_where: 'counter', handed_on: '2025-11-04', recorded_at: AT }
  await tx.insertInto('handover').values(row(taken)).execute()
}

/** One device on loan, one that came back, one only taken in, one that is ready to lend, and one promised. */
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
  const [cameBack, takenIn] = [await make('to_wipe', 'SN-4'), await make('returned', 'SN-5')]
  const [wipe, , keptWipe] = [await wiped(device.id), await wiped(spare.id), await wiped(kept.id)]
  const out = { status: 'on_loan', promised_at: AT, collected_on: DAY, due_on: '2026-02-03', condition_out: 'good' }
  const signed = { signed_name: `Ada ${mark}`, signed_at: AT, agreement_version: 1 }
  const write = (values: ReturnType<typeof promised>) =>
    tx.insertInto('loan').values(values).returning(['id', 'reference']).executeTakeFirstOrThrow()
  const promised = (device_id: string, wipe_id: string) =>
    row({ device_id, wipe_id, person_id: person, status: 'promised', promised_at: AT })
  const loan = await write({ ...promised(device.id, wipe.id), ...out, ...signed })
  const promise = await write(promised(kept.id, keptWipe.id))
  const photo = await keepHandover(tx, row, loan.id)
  const { returned, door } = await keepReturn(tx, row, cameBack.id, (await wiped(cameBack.id)).id, person)
  await takeIn(tx, row, { device: takenIn.id, wipe: (await wiped(takenIn.id)).id, person })
  const data = { kind: 'sim', network: mark, product: mark, status: 'in_stock', added_on: DAY, scheme: mark }
  const sim = await tx.insertInto('sim').values(row(data)).returning(['id', 'reference']).executeTakeFirstOrThrow()
  const counting = row({ place_id: place, status: 'counting', started_at: AT })
  const check = await tx.insertInto('stock_check').values(counting).returning(['id', 'reference']).executeTakeFirstOrThrow()
  return { device, spare, kept, takenIn, wipe, loan, promise, returned, photo, door, sim, check }
}
