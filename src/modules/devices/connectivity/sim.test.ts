import { describe, expect, it } from 'vitest'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { aLoan, aPerson, aReadyDevice, value } from '../lending-trial'
import { checkEligibility } from '../rules/check-eligibility'
import { endSim, issueSim, pairSim, resumeSim, suspendSim, takeOutSim } from './give-sim'
import { recordSim } from './record-sim'
import { showSecret } from './show-secret'
import { SIM_STATUSES, type SimStatus, simForm } from './sim'
import { simMoves } from './sim.moves'

const aSim = async (world: World, more: Record<string, unknown> = {}) =>
  value(await recordSim(await world.as('librarian'), simForm.parse({ kind: 'sim', network: 'Vodafone', ...more })))

const inside = (world: World, reference: string) =>
  world.db.transaction({ allianceId: world.allianceId }, async (tx) => ({
    sim: await tx.selectFrom('sim').selectAll().where('reference', '=', reference).executeTakeFirstOrThrow(),
    shown: (await tx.selectFrom('event').select('id').where('action', '=', 'sim.see-secret').execute()).length,
  }))

describe('data in stock', () => {
  it('keeps its PIN sealed, and writes down each time it is shown', async () => {
    const world = await newWorld()
    const ctx = await world.as('librarian')
    const sim = await aSim(world, { secret: '0042-PIN', iccid: '8944 1100 6825 6270 054' })
    const { sim: row } = await inside(world, sim.reference)
    expect(row.secret).not.toContain('0042')
    const site = await openSite(world)
    expect((await site.get(ctx, `/connectivity/${sim.reference}`)).body).not.toContain('0042-PIN')
    expect((await inside(world, sim.reference)).shown).toBe(0)
    const shown = await site.post(ctx, `/connectivity/${sim.reference}/secret`, {})
    expect([shown.statusCode, shown.body.includes('0042-PIN')]).toEqual([200, true])
    expect((await inside(world, sim.reference)).shown).toBe(1)
    const helpline = await site.post(await world.as('helpline'), `/connectivity/${sim.reference}/secret`, {})
    expect([helpline.statusCode, helpline.body.includes('0042')]).toEqual([403, false])
    expect(await showSecret(ctx, { reference: (await aSim(world)).reference })).toMatchObject({ code: 'no-secret' })
  })

  it('names a wrong number on the card, and one we have already', async () => {
    const world = await newWorld()
    await aSim(world, { iccid: '8944110068256270054' })
    const again = await recordSim(
      await world.as('librarian'),
      simForm.parse({ kind: 'sim', network: 'Three', iccid: '8944110068256270054' }),
    )
    expect(again).toMatchObject({ code: 'already-there', field: 'iccid' })
    expect(simForm.safeParse({ kind: 'sim', network: 'Three', iccid: '8944110068256270055' }).error?.issues[0]?.path).toEqual([
      'iccid',
    ])
    expect(simForm.safeParse({ kind: 'voucher', network: 'Three' }).error?.issues[0]?.path).toEqual(['secret'])
  })

  it('of a scheme goes only to someone who was checked for it', async () => {
    const world = await newWorld()
    const ctx = await world.as('librarian')
    const person = await aPerson(world)
    const sim = await aSim(world, { scheme: 'National Databank', set: 'data_gift', months: '6', expiresOn: '2026-04-01' })
    const give = () => issueSim(ctx, { reference: sim.reference, person: person.reference })
    expect(await give()).toMatchObject({ code: 'not-checked', field: 'person' })
    value(await checkEligibility(ctx, { person: person.reference, set: 'data_gift', met: ['adult', 'low_income', 'no_home'] }))
    value(await give())
    expect((await inside(world, sim.reference)).sim).toMatchObject({
      status: 'issued',
      person_id: person.id,
      ends_on: '2026-04-01',
    })
    expect(await give()).toMatchObject({ code: 'moved-on' })
    const old = await aSim(world, { activateBy: '2025-11-04' })
    expect(await issueSim(ctx, { reference: old.reference, person: person.reference })).toMatchObject({ code: 'too-old' })
    const good = await aSim(world)
    expect(await issueSim(ctx, { reference: good.reference, person: 'P-0' })).toMatchObject({ code: 'no-such-person' })
  })

  it('in a device warns when it ends before the loan', async () => {
    const world = await newWorld()
    const ctx = await world.as('librarian')
    const loan = await aLoan(world)
    const [short, long] = [await aSim(world, { expiresOn: '2025-12-01' }), await aSim(world, { expiresOn: '2026-12-01' })]
    value(await pairSim(ctx, { reference: short.reference, device: loan.device.reference }))
    expect(await pairSim(ctx, { reference: long.reference, device: loan.device.reference })).toMatchObject({ code: 'has-one' })
    expect(await pairSim(ctx, { reference: long.reference, device: 'DK-0' })).toMatchObject({ code: 'no-such-device' })
    const site = await openSite(world)
    expect((await site.get(ctx, `/connectivity/${short.reference}`)).body).toContain('ends before the loan')
    value(await takeOutSim(ctx, { reference: short.reference }))
    value(await pairSim(ctx, { reference: long.reference, device: loan.device.reference }))
    expect((await site.get(ctx, `/connectivity/${long.reference}`)).body).not.toContain('ends before the loan')
    value(await suspendSim(ctx, { reference: long.reference }))
    value(await resumeSim(ctx, { reference: long.reference }))
    expect((await inside(world, long.reference)).sim.status).toBe('paired')
  })

  it('taken out and put in again keeps the last day it had, and need not be started by a day again', async () => {
    const world = await newWorld()
    const [one, two] = [await aReadyDevice(world), await aReadyDevice(world)]
    const { reference } = await aSim(world, { months: '6', activateBy: '2025-12-31' })
    value(await pairSim(await world.as('librarian'), { reference, device: one.reference }))
    const ctx = await world.at('2026-04-01T10:00:00Z').as('librarian')
    value(await takeOutSim(ctx, { reference }))
    value(await pairSim(ctx, { reference, device: two.reference }))
    expect((await inside(world, reference)).sim).toMatchObject({ issued_on: '2025-11-05', ends_on: '2026-05-05' })
    const late = await world.at('2026-05-06T10:00:00Z').as('librarian')
    value(await takeOutSim(late, { reference }))
    expect(await pairSim(late, { reference, device: one.reference })).toMatchObject({ code: 'too-old' })
  })

  it('is found by the long number on its card, as it is printed', async () => {
    const world = await newWorld()
    const sim = await aSim(world, { iccid: '8944110068256270054' })
    const page = await (await openSite(world)).get(await world.as('librarian'), '/connectivity?q=8944+1100+6825+6270+054')
    expect(page.body).toContain(`/connectivity/${sim.reference}`)
  })

  it('is left only while it can still be given: what is past its day is no stock, what has no day is', async () => {
    const world = await newWorld()
    for (const more of [{}, { activateBy: '2025-11-05' }, { activateBy: '2025-11-04' }, { expiresOn: '2025-11-04' }])
      await aSim(world, { product: 'Forty GB', ...more })
    // In use before its last day to start, and back in stock: it need not be started again
    const ctx = await world.as('librarian')
    const used = await aSim(world, { product: 'Forty GB', activateBy: '2025-11-05', months: '6' })
    const device = await aReadyDevice(world)
    value(await pairSim(ctx, { reference: used.reference, device: device.reference }))
    value(await takeOutSim(ctx, used))
    const told = async (moment: string) => {
      const then = world.at(moment)
      const { body } = await (await openSite(then)).get(await then.as('librarian'), '/connectivity')
      return /Forty GB: <span[^>]*>(\d+) left<\/span>(.*?)<\/li>/.exec(body)?.slice(1)
    }
    expect(await told('2025-11-05T10:00:00Z')).toEqual(['3', ', running low, 1 to use within 30 days, 2 past their day'])
    expect(await told('2025-11-06T10:00:00Z')).toEqual(['2', ', running low, 3 past their day'])
  })

  it('the list says what runs low and what must be used soon, and the other alliance finds nothing', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const sim = await aSim(world, { product: 'Forty GB', activateBy: '2025-11-20' })
    const page = await (await openSite(world)).get(await world.as('librarian'), '/connectivity')
    expect(page.body).toContain('running low')
    expect(page.body).toContain('1 to use within 30 days')
    const there = await openSite(other)
    expect((await there.get(await other.as('librarian'), `/connectivity/${sim.reference}`)).statusCode).toBe(404)
    expect((await there.get(await other.as('librarian'), '/connectivity')).body).not.toContain('Forty GB')
  })
})

const COMMANDS = {
  issue: async (world: World, reference: string) =>
    issueSim(await world.as('librarian'), { reference, person: (await aPerson(world)).reference }),
  pair: async (world: World, reference: string) =>
    pairSim(await world.as('librarian'), { reference, device: (await aReadyDevice(world)).reference }),
  takeOut: async (world: World, reference: string) => takeOutSim(await world.as('librarian'), { reference }),
  suspend: async (world: World, reference: string) => suspendSim(await world.as('librarian'), { reference }),
  resumeDevice: async (world: World, reference: string) => resumeSim(await world.as('librarian'), { reference }),
  resumePerson: async (world: World, reference: string) => resumeSim(await world.as('librarian'), { reference }),
  end: async (world: World, reference: string) => endSim(await world.as('librarian'), { reference }),
} satisfies Record<keyof typeof simMoves, unknown>

const wrong = (Object.keys(COMMANDS) as (keyof typeof COMMANDS)[]).flatMap((move) =>
  (Object.keys(SIM_STATUSES) as SimStatus[])
    .filter((status) => !(simMoves[move].from as readonly SimStatus[]).includes(status))
    .map((status) => [move, status] as const),
)

it.each(wrong)('%s is refused when the data is %s', async (move, status) => {
  const world = await newWorld()
  const sim = await aSim(world)
  const person = await aPerson(world, 'Bob Example')
  await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx
      .updateTable('sim')
      .set({ status, person_id: status === 'in_stock' ? null : person.id })
      .where('id', '=', sim.id)
      .execute(),
  )
  expect(await COMMANDS[move](world, sim.reference)).toMatchObject({ ok: false, code: 'moved-on' })
  expect((await inside(world, sim.reference)).sim.status).toBe(status)
})
