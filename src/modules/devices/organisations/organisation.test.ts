import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { postParts } from '#test/in-parts'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { readHandovers } from '../handover/handover.queries'
import { severalForm } from '../handover/several'
import { aDevice, aLoan, aPartner, aPerson, aReadyDevice, collecting, value } from '../lending-trial'
import { bringBackLoan } from '../loans/bring-back-loan'
import { collectLoan } from '../loans/collect-loan'
import { returnForm } from '../loans/loan'
import { promiseLoan } from '../loans/promise-loan'
import { countEndUsers, handOver, lendToOrganisation } from './lend-to-organisation'
import { countForm, organisationForm } from './organisation-loan'

const asking = (devices: readonly string[], more: Record<string, unknown> = {}) =>
  organisationForm.parse({
    setting: 'care_home',
    contactName: 'Sister Joy',
    contactPhone: '0161 496 0123',
    contactEmail: '',
    devices,
    ...more,
  })
const typed = (loans: readonly { reference: string }[], more: Record<string, unknown> = {}) => ({
  ...{ dueOn: '2026-02-05', signedName: 'Joy Example', strokes: '', agree: 'yes', where: 'doorstep' },
  ...{ loans: loans.map(({ reference }) => reference) },
  ...Object.fromEntries(loans.map(({ reference }) => [`condition-${reference}`, 'good'])),
  ...more,
})
/** All the devices of an agreement go, each looked at, each with its charger and none with its case. */
const signing = async (world: World, agreement: { id: string; reference: string }, more: Record<string, unknown> = {}) => {
  const loans = await loansOf(world, agreement)
  const kit = loans.map(({ reference }) => `${reference}: Charger`)
  return { ...severalForm.parse(typed(loans, { kit, ...more })), reference: agreement.reference }
}

const anAgreement = async (world: World, many = 3) => {
  const devices = await Promise.all(Array.from({ length: many }, () => aReadyDevice(world, { kit: 'Charger, case' })))
  const partner = await aPartner(world)
  const references = devices.map(({ reference }) => reference)
  return { devices, ...value(await lendToOrganisation(await world.as('librarian'), { ...asking(references), partner })) }
}

const loansOf = (world: World, { id }: { id: string }) =>
  world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx
      .selectFrom('loan')
      .select(['id', 'reference', 'status', 'held_until', 'due_on'])
      .orderBy('reference')
      .where('organisation_loan_id', '=', id)
      .execute(),
  )

describe('lending to an organisation', () => {
  it('puts several devices by on one agreement and hands them over on one signature', async () => {
    const world = await newWorld()
    const agreement = await anAgreement(world)
    expect((await loansOf(world, agreement)).map(({ status, held_until }) => [status, held_until])).toEqual(
      Array(3).fill(['promised', null]),
    )
    value(await handOver(await world.as('librarian'), await signing(world, agreement)))
    expect((await loansOf(world, agreement)).map(({ status, due_on }) => [status, due_on])).toEqual(
      Array(3).fill(['on_loan', '2026-02-05']),
    )
    expect(await handOver(await world.as('librarian'), await signing(world, agreement))).toMatchObject({
      code: 'moved-on',
    })
    const page = await (await openSite(world)).get(await world.as('helpline'), `/agreements/${agreement.reference}`)
    expect(page.body).toContain('Sister Joy')
    expect(page.body).toContain('3 devices')
  })

  it('ticks the kit of each part by part and photographs each, and those that stay are handed over later', async () => {
    const world = await newWorld()
    const agreement = await anAgreement(world)
    const [ctx, site] = [await world.as('librarian'), await openSite(world)]
    const [first, second, third] = await loansOf(world, agreement)
    if (!first || !second || !third) throw new Error('three loans')
    const path = `/agreements/${agreement.reference}/hand-over`
    const page = (await site.get(ctx, path)).body
    for (const { reference } of [first, second, third]) {
      expect(page).toContain(`value="${reference}: case"`)
      expect(page).toContain(`name="condition-${reference}"`)
      expect(page).toContain(`name="photos-${reference}"`)
    }
    const fields = typed([first, second], { kit: [`${first.reference}: Charger`, `${second.reference}: case`] })
    const day = { 'dueOn-day': '5', 'dueOn-month': '2', 'dueOn-year': '2026' }
    const sent = (photo: string) =>
      postParts(site, ctx, `/${world.slug}${path}`, { ...fields, ...day }, [
        [`photos-${second.reference}`, 'photo.jpg', Buffer.from(photo)],
      ])
    const wrong = await sent('<svg></svg>')
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain(`href="#photos-${second.reference}"`)
    expect(wrong.body).toContain(`value="${second.reference}: case" checked`)
    expect((await sent('')).headers.location).toBe(`/${world.slug}/agreements/${agreement.reference}`)
    const counted = await world.db.transaction({ allianceId: world.allianceId }, async (tx) => {
      const both = [await readHandovers(tx, world.allianceId, first.id), await readHandovers(tx, world.allianceId, second.id)]
      return both.map(([out]) => out?.parts.map(({ name, here }) => `${name} ${here}`))
    })
    expect(counted).toEqual([
      ['Charger 1', 'case 0'],
      ['Charger 0', 'case 1'],
    ])
    expect((await loansOf(world, agreement)).map(({ status }) => status).toSorted()).toEqual(['on_loan', 'on_loan', 'promised'])
    value(await handOver(ctx, { ...severalForm.parse(typed([third])), reference: agreement.reference }))
    expect((await site.get(ctx, path)).statusCode).toBe(409)
  })

  it('all or none: one that is not ready is named, and nothing is written', async () => {
    const world = await newWorld()
    const [ready, unwiped] = [await aReadyDevice(world), await aDevice(world)]
    const input = { ...asking([ready.reference, unwiped.reference]), partner: await aPartner(world) }
    expect(await lendToOrganisation(await world.as('librarian'), input)).toMatchObject({
      ...{ code: 'not-ready', field: 'devices' },
      says: expect.stringContaining(`${unwiped.reference}: `),
    })
    const person = await aPerson(world)
    value(await promiseLoan(await world.as('librarian'), { device: ready.reference, person: person.reference }))
  })

  it('refuses an organisation that left, a due day too late, an agreement nobody knows', async () => {
    const world = await newWorld()
    const ctx = await world.as('librarian')
    const device = await aReadyDevice(world)
    const gone = await aPartner(world, 'Gone', '2025-01-01')
    expect(await lendToOrganisation(ctx, { ...asking([device.reference]), partner: gone })).toMatchObject({ code: 'not-found' })
    const agreement = await anAgreement(world, 1)
    const late = await signing(world, agreement, { dueOn: '2026-02-06' })
    expect(await handOver(ctx, late)).toMatchObject({ code: 'due-too-late', field: 'dueOn' })
    expect(await handOver(ctx, { ...(await signing(world, agreement)), reference: 'A-0000' })).toMatchObject({
      code: 'not-found',
    })
    expect(
      organisationForm.safeParse({ ...asking(['DK-1']), contactPhone: '', contactEmail: '' }).error?.issues[0]?.path,
    ).toEqual(['contactPhone'])
  })

  it('counts the people there over time: the same days once, never who they are', async () => {
    const world = await newWorld()
    const agreement = await anAgreement(world, 1)
    const ctx = await world.at('2026-01-10T10:00:00Z').as('helpline')
    const count = (fromOn: string, untilOn: string, people = '12') =>
      countEndUsers(ctx, { ...countForm.parse({ fromOn, untilOn, people, notes: '' }), reference: agreement.reference })
    value(await count('2025-11-05', '2025-11-30'))
    value(await count('2025-12-01', '2025-12-31', '9'))
    expect(await count('2025-11-30', '2025-12-01')).toMatchObject({ code: 'counted', field: 'fromOn' })
    expect(await count('2025-11-01', '2025-11-02')).toMatchObject({ code: 'before' })
    expect(await count('2026-01-01', '2026-01-11')).toMatchObject({ code: 'not-yet' })
    expect(
      await countEndUsers(ctx, {
        ...countForm.parse({ fromOn: '2026-01-01', untilOn: '2026-01-02', people: '1', notes: '' }),
        reference: 'A-0000',
      }),
    ).toMatchObject({ code: 'not-found' })
  })
})

describe('what counts as what', () => {
  const counts = async (world: World, from: string, to: string) =>
    world.db.transaction({ allianceId: world.allianceId }, async (tx) => {
      const { rows } = await sql<{
        figure: string
        value: number
      }>`select figure, value::int as value from report.lending(${from}::date, ${to}::date)`.execute(tx)
      return Object.fromEntries(rows.map(({ figure, value: many }) => [figure, many]))
    })

  it('four different numbers for the same lending', async () => {
    const world = await newWorld()
    // Out from 5 November to 5 January; another of the same home from 5 November, still out; one for an organisation
    const [first, second] = [await aLoan(world), await aLoan(world)]
    await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      sql`update person set address = '1 High Street', postcode = 'SK3 8NR' where id in (${first.person.id}, ${second.person.id})`.execute(
        tx,
      ),
    )
    const device = await aReadyDevice(world)
    const ctx = await world.as('librarian')
    const third = value(await promiseLoan(ctx, { device: device.reference, partner: await aPartner(world) }))
    value(await collectLoan(ctx, { ...collecting(), reference: third.reference }))
    const later = await world.at('2026-01-05T10:00:00Z').as('librarian')
    const back = returnForm.parse({ conditionBack: 'good', kitComplete: 'yes', returnedOn: '2026-01-05' })
    for (const { reference } of [first, third]) value(await bringBackLoan(later, { ...back, reference }))
    expect(await counts(world, '2025-11-01', '2026-01-10')).toEqual({
      loans: 3,
      loan_months: 2 + 3 + 2,
      households: 1,
      device_days: 61 + 67 + 61,
    })
    expect(await counts(world, '2025-12-01', '2025-12-31')).toEqual({
      loans: 0,
      loan_months: 3,
      households: 1,
      device_days: 31 * 3,
    })
    expect(await counts(world, '2026-01-06', '2026-01-10')).toEqual({ loans: 0, loan_months: 0, households: 1, device_days: 5 })
    const page = await (await openSite(world)).get(ctx, '/loans/counts')
    expect(page.body).toContain('Two who live at one address are one household')
  })
})
