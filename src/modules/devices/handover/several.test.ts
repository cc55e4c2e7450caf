import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { postParts } from '#test/in-parts'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { aPerson, aPromisedLoan, aReadyDevice, standing, value } from '../lending-trial'
import { promiseLoan } from '../loans/promise-loan'
import { readHandovers } from './handover.queries'
import { collectSeveral, severalForm } from './several'

const STROKES = '[[[10,20],[40,60],[90,20]]]'

/** A tablet and a dongle, put by for one person. */
const putBy = async (world: World) => {
  const person = await aPerson(world)
  const ctx = await world.as('librarian')
  const devices = [await aReadyDevice(world, { kit: 'Charger, case' }), await aReadyDevice(world, { kind: 'dongle', kit: 'SIM' })]
  const loans = []
  for (const { reference } of devices) loans.push(value(await promiseLoan(ctx, { device: reference, person: person.reference })))
  const [tablet, dongle] = loans
  if (!tablet || !dongle) throw new Error('two loans')
  return { person, ctx, tablet, dongle, devices: devices.map(({ reference }) => reference) }
}

type PutBy = Awaited<ReturnType<typeof putBy>>

const fields = ({ tablet, dongle }: PutBy, more: Record<string, string | string[]> = {}) => ({
  ...{ loans: [tablet.reference, dongle.reference], where: 'doorstep', signedName: 'Ann Example', strokes: STROKES },
  ...{ [`condition-${tablet.reference}`]: 'worn', [`condition-${dongle.reference}`]: 'good', agree: '', dueOn: '2025-12-12' },
  kit: [`${tablet.reference}: Charger`, `${dongle.reference}: SIM`],
  ...more,
})

const hand = (there: PutBy, more = {}) =>
  collectSeveral(there.ctx, { ...severalForm.parse(fields(there, more)), person: there.person.reference })

const handoverOf = async (world: World, loan: { id: string }) => {
  const [out] = await world.db.transaction({ allianceId: world.allianceId }, (tx) => readHandovers(tx, world.allianceId, loan.id))
  return out
}

describe('several devices handed to one person', () => {
  it('are ticked each by each and signed for once, and each agreement names them all', async () => {
    const world = await newWorld()
    const there = await putBy(world)
    expect(await hand(there)).toMatchObject({ ok: true, value: { devices: 2 } })
    const [tablet, dongle] = [await standing(world, there.tablet), await standing(world, there.dongle)]
    expect(tablet).toMatchObject({ loan: { status: 'on_loan', condition_out: 'worn', kit_out: 'Charger' } })
    expect(dongle).toMatchObject({ loan: { status: 'on_loan', condition_out: 'good', kit_out: 'SIM', due_on: '2025-12-12' } })
    expect(tablet.loan.signature).toEqual(dongle.loan.signature)
    const [first, second] = [await handoverOf(world, there.tablet), await handoverOf(world, there.dongle)]
    expect(first?.together_id).toBe(second?.together_id)
    expect([first?.at_where, first?.parts.map(({ name, here }) => `${name} ${here}`)]).toEqual([
      'doorstep',
      ['Charger 1', 'case 0'],
    ])
    const page = (await (await openSite(world)).get(there.ctx, `/loans/${there.tablet.reference}/agreement`)).body
    expect(page).toContain(`lends you these devices: ${there.devices.join(', ')}`)
  })

  it('one of them alone is agreed for alone', async () => {
    const world = await newWorld()
    const there = await putBy(world)
    expect(await hand(there, { loans: there.tablet.reference })).toMatchObject({ ok: true, value: { devices: 1 } })
    expect((await standing(world, there.dongle)).loan.status).toBe('promised')
    expect((await handoverOf(world, there.tablet))?.together_id).toBeNull()
  })

  it('are all handed over or none: what stands in the way of one is said with its name', async () => {
    const world = await newWorld()
    const there = await putBy(world)
    const late = await hand(there, { dueOn: '2026-11-05' })
    expect(late).toMatchObject({
      ok: false,
      code: 'due-too-late',
      field: 'dueOn',
      says: expect.stringContaining(there.devices[0] ?? ''),
    })
    for (const loan of [there.tablet, there.dongle])
      expect(await standing(world, loan)).toMatchObject({ loan: { status: 'promised' }, actions: ['loan.promise'] })
  })

  it('put by for someone else, or gone out already, are refused', async () => {
    const world = await newWorld()
    const there = await putBy(world)
    const other = await aPromisedLoan(world)
    const strange = { loans: [there.tablet.reference, other.reference], [`condition-${other.reference}`]: 'good' }
    expect(await hand(there, strange)).toMatchObject({ code: 'moved-on' })
    value(await hand(there))
    expect(await hand(there)).toMatchObject({ code: 'moved-on' })
  })

  it.each(['champion', 'lead', 'helpline'] as const)('a %s may not, and nothing is written', async (role) => {
    const world = await newWorld()
    const there = await putBy(world)
    const input = { ...severalForm.parse(fields(there)), person: there.person.reference }
    expect(await collectSeveral(await world.as(role), input)).toMatchObject({ code: 'forbidden' })
    expect((await standing(world, there.tablet)).loan.status).toBe('promised')
  })

  it('the other alliance finds nothing', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const there = await putBy(world)
    const input = { ...severalForm.parse(fields(there)), person: there.person.reference }
    expect(await collectSeveral(await other.as('librarian'), input)).toMatchObject({ code: 'moved-on' })
    const site = await openSite(other)
    expect((await site.get(await other.as('librarian'), `/people/${there.person.reference}/hand-over`)).statusCode).toBe(404)
  })

  it.each([
    ['no device ticked', { loans: '' }, 'loans'],
    ['neither drawn nor ticked', { strokes: '' }, 'agree'],
    ['no name', { signedName: ' ' }, 'signedName'],
    ['no day', { dueOn: '31/12' }, 'dueOn'],
    ['more than sixty', { loans: Array.from({ length: 61 }, (_, nth) => `L-${nth}`) }, 'loans'],
  ])('%s is said beside the field', async (_what, more, field) => {
    const there = { tablet: { reference: 'L-1' }, dongle: { reference: 'L-2' } } as PutBy
    const read = severalForm.safeParse(fields(there, more))
    expect(read.error?.issues[0]?.path[0]).toBe(field)
  })

  it('no condition chosen is said beside the device it is about', () => {
    const there = { tablet: { reference: 'L-1' }, dongle: { reference: 'L-2' } } as PutBy
    const read = severalForm.safeParse(fields(there, { 'condition-L-2': 'broken' }))
    expect(read.error?.issues.map(({ path }) => path[0])).toEqual(['condition-L-2'])
  })
})

describe('its page', () => {
  it('has everything put by ticked, keeps what was typed when something is missing, and takes photos of each', async () => {
    const world = await newWorld()
    const there = await putBy(world)
    const site = await openSite(world)
    const path = `/people/${there.person.reference}/hand-over`
    expect((await site.get(there.ctx, `/people/${there.person.reference}`)).body).toContain(path)
    const fresh = (await site.get(there.ctx, path)).body
    for (const loan of [there.tablet, there.dongle]) expect(fresh).toMatch(new RegExp(`value="${loan.reference}"[^>]*checked`))
    const wrong = await site.post(there.ctx, path, fields(there, { signedName: '' }))
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('href="#signedName"')
    expect(wrong.body).toContain(`value="${there.tablet.reference}: Charger" checked`)
    expect(wrong.body).not.toContain(`value="${there.tablet.reference}: case" checked`)
    expect(wrong.body).toContain(STROKES)
    const photo = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#336699' } })
      .jpeg()
      .toBuffer()
    const day = { 'dueOn-day': '12', 'dueOn-month': '12', 'dueOn-year': '2025' }
    const box = `photos-${there.dongle.reference}`
    const send = (content: Buffer) =>
      postParts(site, there.ctx, `/${world.slug}${path}`, { ...fields(there), ...day }, [[box, 'photo.jpg', content]])
    const none = await send(Buffer.from('<svg></svg>'))
    expect([none.statusCode, none.body.includes(`href="#${box}"`)]).toEqual([422, true])
    expect((await standing(world, there.tablet)).loan.status).toBe('promised')
    const done = await send(photo)
    expect([done.statusCode, done.headers.location]).toEqual([303, `/${world.slug}/people/${there.person.reference}`])
    expect((await site.get(there.ctx, path)).statusCode).toBe(409)
    const [tablet, dongle] = [await handoverOf(world, there.tablet), await handoverOf(world, there.dongle)]
    expect([tablet?.photos.length, dongle?.photos]).toMatchObject([0, [{ width: 90, height: 60 }]])
  })
})
