import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { aDevice, cleanWipe } from '../lending-trial'
import { promiseLoan } from '../loans/promise-loan'
import { type DeviceStatus, STATUSES } from './device'
import { deviceMoves } from './device.moves'
import { giveDevice } from './give-device'
import { recordWipe } from './record-wipe'
import { backFromRepair, recycleDevice, sendToRepair } from './repair-device'

/** The moves that are buttons of the stock; a loan's own moves are tested with the loan. */
const COMMANDS = {
  passWipe: (ctx: never, reference: string) => recordWipe(ctx, { ...cleanWipe, reference }),
  promise: (ctx: never, reference: string) => promiseLoan(ctx, { device: reference, person: 'P-0000' }),
  sendToRepair: (ctx: never, reference: string) => sendToRepair(ctx, { reference, notes: '' }),
  backFromRepair: (ctx: never, reference: string) => backFromRepair(ctx, { reference, notes: '' }),
  give: (ctx: never, reference: string) => giveDevice(ctx, { reference }),
  recycle: (ctx: never, reference: string) => recycleDevice(ctx, { reference, notes: '' }),
}

const PAGE_OF: Partial<Record<keyof typeof COMMANDS, string>> = { passWipe: 'wipe', promise: 'lend' }

const wrong = (Object.keys(COMMANDS) as (keyof typeof COMMANDS)[]).flatMap((move) =>
  (Object.keys(STATUSES) as DeviceStatus[])
    .filter((status) => !(deviceMoves[move].from as readonly DeviceStatus[]).includes(status))
    .map((status) => [move, status] as const),
)

describe('where a device may not go', () => {
  it.each(wrong)('%s is refused when the device is %s', async (move, status) => {
    const world = await newWorld()
    const device = await aDevice(world)
    const set = (tx: never) => sql`update device set status = ${status} where id = ${device.id}`.execute(tx)
    await world.db.transaction({ allianceId: world.allianceId }, (tx) => set(tx as never))
    const librarian = await world.as('librarian')
    expect(await COMMANDS[move](librarian as never, device.reference)).toMatchObject({ ok: false })
    const page = PAGE_OF[move]
    if (page) expect((await (await openSite(world)).get(librarian, `/devices/${device.reference}/${page}`)).statusCode).toBe(409)
    const after = await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx.selectFrom('device').select('status').where('id', '=', device.id).executeTakeFirstOrThrow(),
    )
    expect(after.status).toBe(status)
  })
})
