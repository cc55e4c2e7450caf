import { getDocumentProxy } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { cellOf, SHEET_CODES, SHEETS } from '../labels/sheets'
import { aDevice, aLoan, aReadyDevice, value } from '../lending-trial'
import { missDevice, turnUpDevice } from '../stock/prepare-device'
import { tagOf } from '../stock/tag'
import { closeCheck, countDevice, startCheck } from './count-stock'

const aPlace = async (world: World, name = 'The Hub'): Promise<string> => {
  const id = newId()
  await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx.insertInto('place').values({ alliance_id: world.allianceId, id, name, kind: 'library' }).execute(),
  )
  return id
}

const statusOf = (world: World, id: string) =>
  world.db.transaction(
    { allianceId: world.allianceId },
    async (tx) => (await tx.selectFrom('device').select('status').where('id', '=', id).executeTakeFirstOrThrow()).status,
  )

describe('a stock check', () => {
  it('tells found, again and unexpected apart, by two people at once, and marks what is not there missing', async () => {
    const world = await newWorld()
    const placeId = await aPlace(world)
    const [here, gone] = [await aReadyDevice(world, { placeId }), await aReadyDevice(world, { placeId })]
    const lent = await aLoan(world)
    const [one, two] = [await world.as('librarian'), await world.as('refurbisher')]
    const check = value(await startCheck(one, { placeId }))
    expect(await startCheck(two, { placeId })).toMatchObject({ code: 'counting-already' })
    const count = (ctx: typeof one, tag: string) => countDevice(ctx, { reference: check.reference, base: `/${world.slug}`, tag })
    const both = await Promise.all([count(one, here.reference), count(two, tagOf(here.reference))])
    expect(both.map((outcome) => outcome.ok && outcome.value.what).toSorted()).toEqual(['again', 'found'])
    expect(await count(one, `https://x.example/${world.slug}/d/${tagOf(lent.device.reference)}`)).toMatchObject({
      value: { what: 'unexpected' },
    })
    expect(await count(one, 'https://x.example/elsewhere/d/DK-0317')).toMatchObject({ code: 'other-alliance', field: 'tag' })
    expect(
      await count(
        one,
        tagOf(here.reference).replace(/\d$/, (d) => String((Number(d) + 1) % 10)),
      ),
    ).toMatchObject({ code: 'wrong-check-digit' })
    expect(await count(one, 'DK-999999')).toMatchObject({ code: 'no-such-device', field: 'tag' })
    const page = await (await openSite(world)).get(two, `/stock-checks/${check.reference}`)
    expect(page.body).toContain('Not expected here: 1')
    expect(page.body).toContain('Still to find: 1')
    value(await closeCheck(two, { reference: check.reference, missing: true }))
    expect([await statusOf(world, here.id), await statusOf(world, gone.id)]).toEqual(['ready', 'missing'])
    expect(await count(one, gone.reference)).toMatchObject({ code: 'moved-on' })
    expect(await closeCheck(one, { reference: check.reference, missing: false })).toMatchObject({ code: 'moved-on' })
    const next = value(await startCheck(one, { placeId: null }))
    value(await countDevice(one, { reference: next.reference, base: '', tag: gone.reference }))
    expect(await statusOf(world, gone.id)).toBe('to_wipe')
  })

  it('marks nothing missing that only moved since the count began', async () => {
    const world = await newWorld()
    const [placeId, elsewhere] = [await aPlace(world), await aPlace(world, 'Elsewhere')]
    const some = () => aReadyDevice(world, { placeId })
    const [gone, wiped, moved] = [await some(), await some(), await some()]
    const ctx = await world.as('librarian')
    const check = value(await startCheck(ctx, { placeId }))
    const later = world.at('2025-11-05T12:00:00Z')
    value(await missDevice(await later.as('librarian'), { reference: wiped.reference, notes: '' }))
    value(await turnUpDevice(await later.as('librarian'), { reference: wiped.reference, notes: '' }))
    await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx.updateTable('device').set({ place_id: elsewhere }).where('id', '=', moved.id).execute(),
    )
    const page = await (await openSite(world)).get(ctx, `/stock-checks/${check.reference}`)
    expect(page.body).toContain('mark 1 device missing')
    value(await closeCheck(await later.as('librarian'), { reference: check.reference, missing: true }))
    expect([await statusOf(world, gone.id), await statusOf(world, wiped.id), await statusOf(world, moved.id)]).toEqual([
      'missing',
      'to_wipe',
      'ready',
    ])
  })

  it('another alliance finds none of it', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const check = value(await startCheck(await world.as('librarian'), { placeId: null }))
    const page = await (await openSite(other)).get(await other.as('librarian'), `/stock-checks/${check.reference}`)
    expect(page.statusCode).toBe(404)
    expect(await startCheck(await other.as('librarian'), { placeId: await aPlace(world) })).toMatchObject({
      code: 'no-such-place',
    })
  })
})

describe('labels and scanning', () => {
  it.each(SHEET_CODES)('%s fills A4 to the millimetre, and starts where told', (code) => {
    const sheet = SHEETS[code]
    const last = cellOf(sheet, sheet.across * sheet.down - 1)
    expect(last.x + sheet.width + sheet.left).toBeCloseTo(210, 0)
    expect(last.y + sheet.height + sheet.top).toBeCloseTo(297, 1)
    expect(cellOf(sheet, sheet.across * sheet.down)).toEqual({ page: 1, x: sheet.left, y: sheet.top })
  })

  it('a sheet is a PDF with each tag on it; a wrong start or tag is named', async () => {
    const world = await newWorld()
    const device = await aDevice(world)
    const ctx = await world.as('librarian')
    const site = await openSite(world)
    const printed = await site.get(ctx, `/device-labels/print?sheet=L7651&start=65&tags=${device.reference}`)
    expect(printed.headers['content-type']).toBe('application/pdf')
    const pdf = await getDocumentProxy(new Uint8Array(printed.rawPayload))
    const page = await pdf.getPage(1)
    const words = (await page.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ')
    expect([pdf.numPages, words]).toEqual([1, expect.stringContaining(tagOf(device.reference))])
    expect((await site.get(ctx, '/device-labels/print?sheet=L7651&start=66')).statusCode).toBe(422)
    expect((await site.get(ctx, '/device-labels/print?tags=DK-999999')).statusCode).toBe(404)
  })

  it('a scanned address or a typed tag leads to the device', async () => {
    const world = await newWorld()
    const device = await aDevice(world)
    const ctx = await world.as('librarian')
    const site = await openSite(world)
    const scan = (tag: string) => site.get(ctx, `/scan?tag=${encodeURIComponent(tag)}`)
    for (const tag of [device.reference, tagOf(device.reference), `http://localhost/${world.slug}/d/${tagOf(device.reference)}`])
      expect((await scan(tag)).headers.location).toBe(`/${world.slug}/devices/${device.reference}`)
    expect((await scan('http://localhost/elsewhere/d/DK-0317')).statusCode).toBe(404)
    expect((await scan('DK-999999')).statusCode).toBe(404)
    expect((await site.get(ctx, '/scan')).body).toContain('data-module="digiknow-scan"')
  })

  it('the library board draws what comes back and who waits, with tables behind', async () => {
    const world = await newWorld()
    await aLoan(world)
    const page = await (await openSite(world)).get(await world.as('librarian'), '/library')
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('due back in the next 12 weeks')
    expect(page.body).toContain('<table')
  })
})
