import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { aLoan, aPartner, aReadyDevice, collecting, value } from '../lending-trial'
import { bringBackLoan } from '../loans/bring-back-loan'
import { collectLoan } from '../loans/collect-loan'
import { extendMany, manyForm } from '../loans/extend-many'
import { returnForm } from '../loans/loan'
import { loseLoan } from '../loans/lose-loan'
import { promiseLoan } from '../loans/promise-loan'
import { ruleForm } from '../rules/rule'
import { setRule } from '../rules/set-rule'
import { pairSim, resumeSim } from './give-sim'
import { recordSim } from './record-sim'
import { simForm } from './sim'
import { stopLateData, tendLateData } from './stop-data'

// A loan of the trial is due back on 12 December 2025: 28 days later is 9 January 2026, and a week before that 2 January
const TOLD = '2026-01-02'
const STOPS = '2026-01-09'

const putIn = async (world: World, device: string): Promise<string> => {
  const ctx = await world.as('librarian')
  const { reference } = value(await recordSim(ctx, simForm.parse({ kind: 'sim', network: 'Vodafone' })))
  value(await pairSim(ctx, { reference, device }))
  return reference
}

const lentWithData = async (suspendAfterDays = '28') => {
  const world = await newWorld()
  const loan = await aLoan(world)
  if (suspendAfterDays) value(await setRule(await world.as('lead'), ruleForm.parse({ unit: 'month', suspendAfterDays })))
  const { rows } = await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    sql<{
      reference: string
    }>`select d.reference from device d join loan l on l.device_id = d.id where l.id = ${loan.id}`.execute(tx),
  )
  const device = rows[0]?.reference ?? ''
  return { world, loan, device, sim: await putIn(world, device) }
}

/** The messages of this day go out, and arrive. */
const arrive = (world: World) =>
  world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    sql`update notice set status = 'told', ended_at = created_at where status = 'waiting'`.execute(tx),
  )

const inSilence = async (world: World, ...days: string[]) => {
  for (const day of days) {
    const then = world.at(`${day}T08:20:00Z`)
    await stopLateData(then.system)
    await stopLateData(then.system)
  }
}

const onDay = async (world: World, ...days: string[]) => {
  for (const day of days) {
    await inSilence(world, day)
    await arrive(world)
  }
}

const standing = (world: World, reference: string) =>
  world.db.transaction({ allianceId: world.allianceId }, async (tx) => ({
    ...(await tx
      .selectFrom('sim')
      .select(['status', 'stops_on', 'stopped_for'])
      .where('reference', '=', reference)
      .executeTakeFirstOrThrow()),
    told: (await tx.selectFrom('notice').select('template').execute()).map(({ template }) => template),
    staff: (await tx.selectFrom('staff_notice').select('words').orderBy('id').execute()).map(({ words }) => words),
  }))

const protect = (world: World, loan: { person: { id: string } }) =>
  world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    sql`insert into restricted_person (alliance_id, person_id, why, since) values (${world.allianceId}, ${loan.person.id}, 'Test', now())`.execute(
      tx,
    ),
  )

describe('data of a loan that is long overdue', () => {
  it('is stopped by rule, a week after its borrower was told, each once; and the library asks the network', async () => {
    const { world, loan, sim } = await lentWithData()
    await onDay(world, '2025-12-20', '2026-01-01')
    expect(await standing(world, sim)).toMatchObject({ status: 'paired', stops_on: null, told: [] })
    await onDay(world, TOLD, '2026-01-05')
    expect(await standing(world, sim)).toMatchObject({ status: 'paired', stops_on: STOPS, told: ['data-will-stop'], staff: [] })
    await onDay(world, STOPS, '2026-01-10')
    expect(await standing(world, sim)).toMatchObject({
      ...{ status: 'suspended', stopped_for: loan.id, told: ['data-will-stop'] },
      staff: [expect.stringContaining('Please ask Vodafone to stop')],
    })
    const later = world.at('2026-01-10T09:00:00Z')
    const page = await (await openSite(later)).get(await later.as('librarian'), `/loans/${loan.reference}`)
    expect(page.body).toContain('Its data was stopped by your rules')
  })

  it('that was long overdue when the rule was made is stopped a week later, not at once', async () => {
    const { world, sim } = await lentWithData()
    await onDay(world, '2026-03-01', '2026-03-07')
    expect(await standing(world, sim)).toMatchObject({ status: 'paired', stops_on: '2026-03-08' })
    await onDay(world, '2026-03-08')
    expect(await standing(world, sim)).toMatchObject({ status: 'suspended' })
  })

  it('is never stopped where no rule says so', async () => {
    const { world, sim } = await lentWithData('')
    await onDay(world, TOLD, STOPS, '2026-06-01')
    expect(await standing(world, sim)).toMatchObject({ status: 'paired', told: [], staff: [] })
  })

  it('of someone protected is never stopped, nor are they told; also when they came to be after they were told', async () => {
    const first = await lentWithData()
    await protect(first.world, first.loan)
    await onDay(first.world, TOLD, STOPS, '2026-06-01')
    expect(await standing(first.world, first.sim)).toMatchObject({ status: 'paired', stops_on: null, told: [], staff: [] })
    const second = await lentWithData()
    await onDay(second.world, TOLD)
    await protect(second.world, second.loan)
    await onDay(second.world, STOPS, '2026-06-01')
    expect(await standing(second.world, second.sim)).toMatchObject({ status: 'paired', staff: [] })
  })

  it('of an organisation is left to people', async () => {
    const { world } = await lentWithData()
    const ctx = await world.as('librarian')
    const device = await aReadyDevice(world)
    const loan = value(await promiseLoan(ctx, { device: device.reference, partner: await aPartner(world) }))
    value(await collectLoan(ctx, { ...collecting(), reference: loan.reference }))
    const sim = await putIn(world, device.reference)
    await onDay(world, TOLD, STOPS)
    expect(await standing(world, sim)).toMatchObject({ status: 'paired', stops_on: null })
  })

  it('goes on when the loan is late no more: brought back, or given more time', async () => {
    const { world, loan, sim } = await lentWithData()
    await onDay(world, TOLD, STOPS)
    const later = world.at('2026-01-12T10:00:00Z')
    const back = returnForm.parse({ conditionBack: 'good', kitComplete: 'yes', returnedOn: '2026-01-12' })
    value(await bringBackLoan(await later.as('librarian'), { ...back, reference: loan.reference }))
    await onDay(world, '2026-01-13')
    expect(await standing(world, sim)).toMatchObject({
      ...{ status: 'paired', stopped_for: null },
      staff: [expect.any(String), expect.stringContaining('go on')],
    })
    const other = await lentWithData()
    await onDay(other.world, TOLD)
    const more = manyForm.parse({ dueBy: '2025-12-31', dueOn: '2026-03-31', why: 'Everything is closed' })
    value(await extendMany(await other.world.at('2026-01-03T10:00:00Z').as('lead'), more))
    await onDay(other.world, STOPS)
    expect(await standing(other.world, other.sim)).toMatchObject({ status: 'paired', stops_on: null, staff: [] })
  })

  it.each(['lost', 'stolen', 'broken'] as const)('stays stopped when the device is %s, until it is back', async (what) => {
    const { world, loan, sim } = await lentWithData()
    await onDay(world, TOLD, STOPS)
    const later = world.at('2026-01-12T10:00:00Z')
    value(await loseLoan(await later.as('librarian'), { reference: loan.reference, what }))
    await onDay(world, '2026-01-13', '2026-02-13')
    expect(await standing(world, sim)).toMatchObject({ status: 'suspended', stopped_for: loan.id, staff: [expect.any(String)] })
    const back = returnForm.parse({ conditionBack: 'good', kitComplete: 'yes', returnedOn: '2026-02-14' })
    value(await bringBackLoan(await world.at('2026-02-14T10:00:00Z').as('librarian'), { ...back, reference: loan.reference }))
    await onDay(world, '2026-02-15')
    expect(await standing(world, sim)).toMatchObject({ status: 'paired', stopped_for: null })
  })

  it('goes on while nobody may have heard: the library is told once, and it stops a week after we rang', async () => {
    const { world, loan, sim } = await lentWithData()
    await inSilence(world, TOLD, STOPS, '2026-01-10')
    expect(await standing(world, sim)).toMatchObject({
      ...{ status: 'paired', stops_on: STOPS },
      staff: [expect.stringContaining('we do not know that they heard')],
    })
    await world.db.transaction({ allianceId: world.allianceId }, async (tx) => {
      const { id } = await tx.selectFrom('notice').select('id').executeTakeFirstOrThrow()
      await sql`update notice set status = 'to_call', ended_at = created_at`.execute(tx)
      const call = { about_type: 'loan', about_id: loan.id, cause: `notice ${id}`, why: 'It stops', asked_at: new Date() }
      const done = { status: 'done', due_from: new Date(), ended_at: new Date('2026-01-10T11:00:00Z') }
      const own = { alliance_id: world.allianceId, id: newId(), person_id: loan.person.id }
      await tx
        .insertInto('call_back')
        .values({ ...own, ...call, ...done })
        .execute()
    })
    await inSilence(world, '2026-01-16')
    expect((await standing(world, sim)).status).toBe('paired')
    await inSilence(world, '2026-01-17')
    expect((await standing(world, sim)).status).toBe('suspended')
  })

  it('that someone let go on is told again before it is stopped again', async () => {
    const { world, sim } = await lentWithData()
    await onDay(world, TOLD, STOPS)
    value(await resumeSim(await world.at('2026-01-10T10:00:00Z').as('librarian'), { reference: sim }))
    await onDay(world, '2026-01-11')
    expect(await standing(world, sim)).toMatchObject({ status: 'paired', stops_on: '2026-01-18' })
    await onDay(world, '2026-01-17')
    expect((await standing(world, sim)).status).toBe('paired')
    await onDay(world, '2026-01-18')
    expect((await standing(world, sim)).status).toBe('suspended')
  })

  it('is stopped by the clock alone: no role may', async () => {
    const { world, sim } = await lentWithData()
    for (const role of ['librarian', 'lead', 'admin'] as const)
      expect(await tendLateData(await world.as(role), { reference: sim })).toMatchObject({ code: 'forbidden' })
  })
})
