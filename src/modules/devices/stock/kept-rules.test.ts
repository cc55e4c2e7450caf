import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { recordDistribution } from '#modules/distributions'
import { newWorld, type World } from '#test/world'
import { aPerson, aReadyDevice, collecting, value } from '../lending-trial'
import { collectLoan } from '../loans/collect-loan'
import { holdAgain } from '../loans/hold-again'
import { lapseLoan } from '../loans/lapse-loan'
import { promiseLoan } from '../loans/promise-loan'
import { nextOffer } from '../waiting/waiting.queries'
import { addFund, fundForm, setStockRule, stockRuleForm } from './set-stock-rule'

const RULES = stockRuleForm.parse({ supportBlocks: 'yes', testBlocks: 'yes', batteryBelow: '60', fewSims: '5' })
const setRules = async (world: World, rules = RULES) => value(await setStockRule(await world.as('lead'), rules))
const BLOCKED = [
  ['updates that ended', { supportEndsOn: '2025-11-04' }],
  ['a worn battery', { battery: '40' }],
  ['an electrical test that is due', { testDueOn: '2025-11-04' }],
] as const

const promised = async (world: World, more: Record<string, unknown> = {}) => {
  const [person, device] = [await aPerson(world), await aReadyDevice(world, more)]
  const ask = { device: device.reference, person: person.reference }
  return value(await promiseLoan(await world.as('librarian'), ask))
}

const givenWith = async (world: World, may: string[]) => {
  const fund = value(await addFund(await world.as('lead'), fundForm.parse({ name: 'Lottery', may })))
  const [person, device] = [await aPerson(world), await aReadyDevice(world, { fundId: fund.id })]
  const gift = { what: 'device', scheme: '', givenOn: '2025-11-05', notes: '' } as const
  return { person, device, input: { ...gift, person: person.reference, device: device.reference } }
}

describe('what the alliance asks of a device', () => {
  it.each(BLOCKED)('%s: the database refuses the promise and the handover, whatever the code does', async (_why, more) => {
    const world = await newWorld()
    const loan = await promised(world, more)
    await setRules(world)
    const raw = (statement: ReturnType<typeof sql>) =>
      world.db.transaction({ allianceId: world.allianceId }, (tx) => statement.execute(tx))
    const handing = sql`update loan set status = 'on_loan', collected_on = '2025-11-05', due_on = '2025-12-05', signed_name = 'A'
      where id = ${loan.id}`
    await expect(raw(handing)).rejects.toMatchObject({ constraint: 'device_rules_lend' })
    await raw(sql`update loan set status = 'cancelled' where id = ${loan.id}`)
    await expect(raw(sql`update loan set status = 'promised' where id = ${loan.id}`)).rejects.toMatchObject({
      constraint: 'device_rules_lend',
    })
  })

  it.each(BLOCKED)('%s: a rule made after it was put by keeps it from being handed over, and says why', async (_why, more) => {
    const world = await newWorld()
    const loan = await promised(world, more)
    await setRules(world)
    const ctx = await world.as('librarian')
    const hand = () => collectLoan(ctx, { ...collecting(), reference: loan.reference })
    expect(await hand()).toMatchObject({ code: 'not-to-lend', says: expect.stringContaining('Call this loan off') })
    await setRules(world, stockRuleForm.parse({ batteryBelow: '', fewSims: '5' }))
    expect(await hand()).toMatchObject({ ok: true })
  })

  it('a test that falls due while someone has the device does not stand in the way of more time, or of what was handed over before', async () => {
    const world = await newWorld()
    const loan = await promised(world.at('2025-11-03T09:00:00Z'), { testDueOn: '2025-11-04' })
    await setRules(world)
    const before = { ...collecting(), reference: loan.reference, handedOn: '2025-11-03' }
    expect(await collectLoan(await world.as('librarian'), before)).toMatchObject({ ok: true })
  })

  it('a promise that lapsed is not taken up again once the device is blocked', async () => {
    const world = await newWorld()
    const loan = await promised(world, { supportEndsOn: '2025-11-10' })
    await setRules(world)
    const after = world.at('2025-11-20T09:00:00Z')
    value(await lapseLoan(after.system, { reference: loan.reference }))
    expect(await holdAgain(await after.as('librarian'), loan)).toMatchObject({ code: 'not-to-lend' })
  })

  it('a blocked device is offered to nobody', async () => {
    const world = await newWorld()
    const [person] = [await aPerson(world), await aReadyDevice(world, { battery: '40' })]
    await world.db.transaction({ allianceId: world.allianceId }, async (tx) => {
      await sql`insert into lending_purpose (alliance_id, code, name, said_as) values (${world.allianceId}, 'job', 'Job', 'Job')`.execute(
        tx,
      )
      await sql`insert into waiting (alliance_id, id, person_id, purpose, status, joined_at, joined_on, head_start_days)
        values (${world.allianceId}, gen_random_uuid(), ${person.id}, 'job', 'waiting', now(), '2025-11-01', 0)`.execute(tx)
    })
    const offer = () =>
      world.db.transaction({ allianceId: world.allianceId }, (tx) => nextOffer(tx, world.allianceId, '2025-11-05', []))
    expect(await offer()).toBeDefined()
    await setRules(world)
    expect(await offer()).toBeUndefined()
  })
})

describe('what paid for a device', () => {
  it('lets it be given away, or not: said, and the device stays', async () => {
    const world = await newWorld()
    const { input, device } = await givenWith(world, ['lend'])
    const ctx = await world.as('librarian')
    const no = await recordDistribution(ctx, input)
    expect(no).toMatchObject({ code: 'fund-says-no', field: 'device', says: expect.stringContaining('Lottery paid for it') })
    const status = await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx.selectFrom('device').select('status').where('id', '=', device.id).executeTakeFirstOrThrow(),
    )
    expect(status).toEqual({ status: 'ready' })
  })

  it('that says “give” lets it be given, and one without a fund too', async () => {
    const world = await newWorld()
    const { input } = await givenWith(world, ['lend', 'give'])
    const ctx = await world.as('librarian')
    expect(await recordDistribution(ctx, input)).toMatchObject({ ok: true })
    const free = await aReadyDevice(world)
    expect(await recordDistribution(ctx, { ...input, device: free.reference })).toMatchObject({ ok: true })
  })

  it('is heeded by the database, whatever the code does', async () => {
    const world = await newWorld()
    const { person, device } = await givenWith(world, ['lend'])
    const raw = world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      sql`insert into distribution (alliance_id, id, what, person_id, device_id, quantity, given_on)
        values (${world.allianceId}, gen_random_uuid(), 'device', ${person.id}, ${device.id}, 1, '2025-11-05')`.execute(tx),
    )
    await expect(raw).rejects.toMatchObject({ constraint: 'device_fund_gives' })
  })
})
