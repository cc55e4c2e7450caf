import { sql } from 'kysely'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { aLoan, aPerson, aReadyDevice, cleanWipe, collecting, standing, value } from '../lending-trial'
import { bringBackLoan } from '../loans/bring-back-loan'
import { collectLoan } from '../loans/collect-loan'
import { returnForm } from '../loans/loan'
import { promiseLoan } from '../loans/promise-loan'
import { unlockDevice } from '../stock/prepare-device'
import { recordWipe } from '../stock/record-wipe'
import { handInForm, handInLoan } from './hand-in-loan'
import { readHandovers } from './handover.queries'
import { takePhotos } from './photo'

const KIT = 'Charger, case, 2 x cable'
const PIECES = ['Charger', 'case', 'cable, 1 of 2', 'cable, 2 of 2']

const promised = async (world: World, more: Record<string, unknown> = { kit: KIT }) => {
  const [person, device] = [await aPerson(world), await aReadyDevice(world, more)]
  const loan = value(await promiseLoan(await world.as('librarian'), { device: device.reference, person: person.reference }))
  return { ...loan, device }
}

const handedOver = async (world: World, kit = PIECES) => {
  const loan = await promised(world)
  value(await collectLoan(await world.as('librarian'), { ...collecting(), kit, reference: loan.reference }))
  return loan
}

const back = (more: Record<string, unknown> = {}) => ({
  ...returnForm.parse({ conditionBack: 'good', returnedOn: '2025-11-05' }),
  ...more,
})

const inside = <T>(world: World, work: Parameters<World['db']['transaction']>[1]) =>
  world.db.transaction({ allianceId: world.allianceId }, work) as Promise<T>

const picture = () =>
  sharp({ create: { width: 2400, height: 1200, channels: 3, background: '#336699' } })
    .withExif({ IFD3: { GPSLatitude: '53/1 24/1 0/1', GPSLatitudeRef: 'N' }, IFD0: { Make: 'Zzcamera' } })
    .jpeg()
    .toBuffer()

const file = (content: Buffer, filename = 'photo.jpg') => ({ field: 'photos', filename, content })

describe('a handover', () => {
  it('ticks the kit piece by piece, and the agreement says what went out', async () => {
    const world = await newWorld()
    const loan = await handedOver(world, ['Charger', 'cable, 1 of 2'])
    const [out] = await inside<Awaited<ReturnType<typeof readHandovers>>>(world, (tx) =>
      readHandovers(tx, world.allianceId, loan.id),
    )
    expect(out?.parts).toEqual([
      { name: 'Charger', expected: 1, here: 1 },
      { name: 'cable', expected: 2, here: 1 },
      { name: 'case', expected: 1, here: 0 },
    ])
    expect((await standing(world, loan)).loan.kit_out).toBe('Charger, cable')
  })

  it('a fault between signature and save leaves nothing half', async () => {
    const world = await newWorld()
    const loan = await promised(world)
    const tooLarge = { image: Buffer.alloc(1_500_001), width: 1, height: 1 }
    const ctx = await world.as('librarian')
    await expect(
      collectLoan(ctx, { ...collecting(), kit: PIECES, photos: [tooLarge], reference: loan.reference }),
    ).rejects.toThrow()
    expect(await standing(world, loan)).toMatchObject({
      loan: { status: 'promised', signed_at: null },
      device: { status: 'promised' },
    })
    const { rows } = await inside<{ rows: unknown[] }>(world, (tx) => sql`select 1 from handover`.execute(tx))
    expect(rows).toEqual([])
  })
})

describe('photos', () => {
  it('are drawn anew: smaller, and without place or camera', async () => {
    const sent = await picture()
    expect(sent.includes('Zzcamera')).toBe(true)
    const taken = await takePhotos([file(sent)])
    if (!taken.ok) throw new Error(taken.says)
    const [photo] = taken.photos
    expect(photo).toMatchObject({ width: 1600, height: 800 })
    expect(photo?.image.includes('Zzcamera')).toBe(false)
    expect((await sharp(photo?.image).metadata()).exif).toBeUndefined()
  })

  it('of 12 MB work', async () => {
    const noise = Buffer.from(Array.from({ length: 3_000_000 }, (_, at) => (at * 7919) % 251))
    const raw = { width: 2500, height: 1600, channels: 3 as const }
    const large = await sharp(Buffer.concat([noise, noise, noise, noise]), { raw })
      .png({ compressionLevel: 0 })
      .toBuffer()
    expect(large.length).toBeGreaterThan(11_500_000)
    expect(await takePhotos([file(large, 'big.png')])).toMatchObject({ ok: true, photos: [{ width: 1600 }] })
  })

  it.each([
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a photo cut short', Buffer.from('\xff\xd8\xff\xe0 and no more', 'latin1')],
  ])('%s named photo.jpg is refused kindly', async (_what, content) => {
    expect(await takePhotos([file(content)])).toMatchObject({ ok: false, code: 'not-a-photo', field: 'photos', status: 422 })
  })

  it('five are too many', async () => {
    const one = file(await picture())
    expect(await takePhotos([one, one, one, one, one])).toMatchObject({ code: 'too-many-photos' })
  })

  it('are shown to who may read the loan, and to no other alliance', async () => {
    const world = await newWorld()
    const loan = await promised(world)
    const taken = await takePhotos([file(await picture())])
    if (!taken.ok) throw new Error(taken.says)
    const ctx = await world.as('librarian')
    value(await collectLoan(ctx, { ...collecting(), photos: taken.photos, reference: loan.reference }))
    const site = await openSite(world)
    const path = /\/handover-photos\/[\w-]+/.exec((await site.get(ctx, `/loans/${loan.reference}`)).body)?.[0] ?? ''
    const shown = await site.get(ctx, path)
    expect([shown.statusCode, shown.headers['content-type']]).toEqual([200, 'image/jpeg'])
    expect((await site.get(await world.as('champion'), path)).statusCode).toBe(403)
    const other = await newWorld()
    expect((await (await openSite(other)).get(await other.as('librarian'), path)).statusCode).toBe(404)
  })
})

describe('a return', () => {
  it('names the missing charger, which is shown until it is replaced', async () => {
    const world = await newWorld()
    const loan = await handedOver(world)
    const ctx = await world.as('librarian')
    value(await bringBackLoan(ctx, { ...back(), kit: PIECES.slice(1), reference: loan.reference }))
    expect((await standing(world, loan)).loan).toMatchObject({ status: 'returned', kit_complete: false })
    const site = await openSite(world)
    expect((await site.get(ctx, `/devices/${loan.device.reference}`)).body).toContain('Missing: Charger')
    await site.post(ctx, `/devices/${loan.device.reference}/part`, { part: 'Charger' })
    expect((await site.get(ctx, `/devices/${loan.device.reference}`)).body).not.toContain('Missing: Charger')
    expect((await site.post(ctx, `/devices/${loan.device.reference}/part`, { part: 'Charger' })).statusCode).toBe(409)
  })

  it('asks whether all is there when nothing was counted', async () => {
    const world = await newWorld()
    const loan = await aLoan(world)
    const ctx = await world.as('librarian')
    expect(await bringBackLoan(ctx, { ...back(), reference: loan.reference })).toMatchObject({
      code: 'kit-not-said',
      field: 'kitComplete',
    })
    expect(await bringBackLoan(ctx, { ...back({ kitComplete: true }), reference: loan.reference })).toMatchObject({ ok: true })
    expect(await bringBackLoan(ctx, { ...back({ kitComplete: true }), reference: loan.reference })).toMatchObject({
      code: 'moved-on',
    })
  })

  it('with the lock still on cannot be wiped until it is off', async () => {
    const world = await newWorld()
    const loan = await handedOver(world)
    const ctx = await world.as('librarian')
    value(await bringBackLoan(ctx, { ...back(), kit: PIECES, lock: 'on', signedOut: 'no', reference: loan.reference }))
    const wipe = () => recordWipe(ctx, { ...cleanWipe, reference: loan.device.reference })
    expect(await wipe()).toMatchObject({ code: 'still-locked' })
    value(await unlockDevice(ctx, { reference: loan.device.reference }))
    expect(await unlockDevice(ctx, { reference: loan.device.reference })).toMatchObject({ code: 'moved-on' })
    expect(await wipe()).toMatchObject({ ok: true })
  })

  it('by a stranger ends the loan, and the device waits to be looked at', async () => {
    const world = await newWorld()
    const loan = await handedOver(world)
    const ctx = await world.as('helpline')
    value(await handInLoan(ctx, { reference: loan.reference, notes: '' }))
    expect(await standing(world, loan)).toMatchObject({ loan: { status: 'returned' }, device: { status: 'returned' } })
    const returns = `select brought_by from handover where way = 'back' order by 1`
    const who = () => inside<unknown>(world, async (tx) => (await sql.raw(returns).execute(tx)).rows)
    expect(await who()).toEqual([{ brought_by: null }])
    const found = await handedOver(world)
    value(await handInLoan(ctx, { reference: found.reference, ...handInForm.parse({ broughtBy: 'stranger' }) }))
    expect(await who()).toEqual([{ brought_by: 'stranger' }, { brought_by: null }])
    // Nobody has looked at either: they are no part of how many came back in good condition
    const figure = await inside<unknown[]>(world, async (tx) => (await sql`select * from report.returned_good`.execute(tx)).rows)
    expect(figure).toEqual([])
    expect(await handInLoan(ctx, { reference: loan.reference, notes: '' })).toMatchObject({ code: 'moved-on' })
    expect(await handInLoan(await world.as('champion'), { reference: loan.reference, notes: '' })).toMatchObject({
      code: 'forbidden',
    })
    expect(await handInLoan(ctx, { reference: 'L-0', notes: '' })).toMatchObject({ code: 'not-found' })
  })

  it('at another place says where the device is now', async () => {
    const world = await newWorld()
    const loan = await handedOver(world)
    const place = newId()
    await inside(world, (tx) =>
      tx.insertInto('place').values({ alliance_id: world.allianceId, id: place, name: 'Far library', kind: 'library' }).execute(),
    )
    const ctx = await world.as('librarian')
    const bring = (placeId: string) => bringBackLoan(ctx, { ...back(), kit: PIECES, placeId, reference: loan.reference })
    expect(await bring(newId())).toMatchObject({ code: 'no-such-place', field: 'placeId' })
    value(await bring(place))
    expect((await (await openSite(world)).get(ctx, `/devices/${loan.device.reference}`)).body).toContain('Far library')
  })
})
