import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { newWorld, type World } from '#test/world'
import { aLoan, aPartner, aPerson, aReadyDevice, collecting, value } from '../lending-trial'
import { ruleForm } from '../rules/rule'
import { setRule } from '../rules/set-rule'
import { joinForm, joinWaiting } from '../waiting/join-waiting'
import { bringBackLoan } from './bring-back-loan'
import { chaseLoans, stepOf } from './chase-loan'
import { collectLoan } from './collect-loan'
import { extendLoan } from './extend-loan'
import { extendMany, manyForm, tellMany } from './extend-many'
import { returnForm } from './loan'
import { loseLoan } from './lose-loan'
import { promiseLoan } from './promise-loan'
import { renewByReply } from './renew-by-reply'

const rule = (more: Record<string, unknown>) => ruleForm.parse({ unit: 'month', ...more })

const told = (world: World) =>
  world.db.transaction({ allianceId: world.allianceId }, async (tx) => ({
    notices: (await tx.selectFrom('notice').select(['template', 'status']).orderBy('id').execute()).map(
      ({ template, status }) => `${template} ${status}`,
    ),
    calls: await tx.selectFrom('call_back').select(['why', 'status']).orderBy('id').execute(),
    staff: await tx.selectFrom('staff_notice').select('words').execute(),
  }))

const onDay = async (world: World, day: string) => {
  const then = world.at(`${day}T08:15:00Z`)
  await chaseLoans(then.system)
  await chaseLoans(then.system)
}

// A loan of the trial is due back on 12 December 2025
describe('kind chasing', () => {
  it.each([
    ['2025-12-04', null],
    ['2025-12-05', 'soon'],
    ['2025-12-11', 'soon'],
    ['2025-12-12', 'today'],
    ['2025-12-14', null],
    ['2025-12-15', 'late'],
    ['2025-12-22', 'later'],
    ['2025-12-25', 'later'],
    ['2025-12-26', 'call-0'],
    ['2026-01-25', 'call-1'],
  ])('on %s the step is %s', (day, step) => {
    expect(stepOf('2025-12-12', day, { remindDays: 7, callAfterDays: 14 })).toBe(step)
  })

  it('each step comes once, however often the job runs, and ends in a call, never a fine', async () => {
    const world = await newWorld()
    await aLoan(world)
    for (const day of [
      '2025-12-04',
      '2025-12-05',
      '2025-12-06',
      '2025-12-12',
      '2025-12-15',
      '2025-12-16',
      '2025-12-22',
      '2025-12-26',
    ])
      await onDay(world, day)
    const { notices, calls } = await told(world)
    expect(notices.map((notice) => notice.split(' ')[0])).toEqual([
      'loan-due-soon',
      'loan-due-today',
      'loan-overdue',
      'loan-overdue',
    ])
    expect(calls).toEqual([{ why: expect.stringContaining('due back on 12 December 2025'), status: 'waiting' }])
  })

  it('stops when the device is back, is extended, or is lost', async () => {
    const world = await newWorld()
    const [one, two, three] = [await aLoan(world), await aLoan(world), await aLoan(world)]
    await onDay(world, '2025-12-26')
    const then = world.at('2025-12-27T10:00:00Z')
    const ctx = await then.as('librarian')
    const back = returnForm.parse({ conditionBack: 'good', kitComplete: 'yes', returnedOn: '2025-12-27' })
    value(await bringBackLoan(ctx, { ...back, reference: one.reference }))
    value(await extendLoan(ctx, { reference: two.reference, dueOn: '2026-01-27' }))
    value(await loseLoan(ctx, { reference: three.reference, what: 'stolen', notes: '' }))
    await onDay(world, '2025-12-28')
    const { calls } = await told(world)
    expect(calls.map(({ status }) => status)).toEqual(['called_off', 'called_off', 'called_off'])
  })

  it('a protected person is never chased by message: one call, once it is late', async () => {
    const world = await newWorld()
    const loan = await aLoan(world)
    await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      sql`insert into safe_contact_plan (alliance_id, person_id, words, made_at) values (${world.allianceId}, ${loan.person.id}, 'Ring before noon', now())`.execute(
        tx,
      ),
    )
    for (const day of ['2025-12-05', '2025-12-12', '2025-12-15', '2025-12-22']) await onDay(world, day)
    const { notices, calls } = await told(world)
    expect(notices).toEqual([])
    expect(calls).toHaveLength(1)
  })

  it('an organisation’s loan is told to the library, each step once', async () => {
    const world = await newWorld()
    const ctx = await world.as('librarian')
    const device = await aReadyDevice(world)
    const loan = value(await promiseLoan(ctx, { device: device.reference, partner: await aPartner(world) }))
    value(await collectLoan(ctx, { ...collecting(), reference: loan.reference }))
    await onDay(world, '2025-12-05')
    await onDay(world, '2025-12-06')
    expect((await told(world)).staff).toEqual([{ words: expect.stringContaining(loan.reference) }])
  })
})

describe('renewals', () => {
  const reply = (world: World, loan: { id: string; person: { id: string } }) =>
    renewByReply(world.system, { person: loan.person.id, about: { type: 'loan', id: loan.id }, reply: '1' })

  const dueOf = (world: World, { id }: { id: string }) =>
    world.db.transaction({ allianceId: world.allianceId }, async (tx) => {
      const row = await tx.selectFrom('loan').select('due_on').where('id', '=', id).executeTakeFirstOrThrow()
      return row.due_on
    })

  it('by reply: up to three months from today, told in writing; answered again, nothing more', async () => {
    const world = await newWorld()
    const loan = await aLoan(world)
    const then = world.at('2025-12-08T10:00:00Z')
    value(await reply(then, loan))
    value(await reply(then, loan))
    expect(await dueOf(world, loan)).toBe('2026-03-08')
    expect((await told(world)).notices).toEqual(['loan-extended waiting'])
  })

  it('by reply while another waits: they are told why not', async () => {
    const world = await newWorld()
    const loan = await aLoan(world)
    const other = await aPerson(world, 'Bob Example')
    const wish = joinForm.parse({ kind: 'tablet', purpose: 'job', place: '', notes: '' })
    value(await joinWaiting(await world.as('helpline'), { ...wish, person: other.reference }))
    value(await reply(world.at('2025-12-08T10:00:00Z'), loan))
    expect(await dueOf(world, loan)).toBe('2025-12-12')
    expect((await told(world)).notices).toEqual(['loan-not-extended waiting'])
  })

  it('by reply after the longest a loan may be: told so in words for them, not for a form', async () => {
    const world = await newWorld()
    const loan = await aLoan(world)
    value(await setRule(await world.as('lead'), rule({ longestMonths: '1' })))
    value(await reply(world.at('2025-12-08T10:00:00Z'), loan))
    const facts = await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx.selectFrom('notice').select('personalisation').executeTakeFirstOrThrow(),
    )
    expect(facts.personalisation).toMatchObject({ why: 'You have had it as long as we can lend it.' })
    expect(await dueOf(world, loan)).toBe('2025-12-12')
  })

  it('no more often than the rule says, and never longer in all than it says', async () => {
    const world = await newWorld()
    const loan = await aLoan(world)
    value(await setRule(await world.as('lead'), rule({ renewals: '1', longestMonths: '4' })))
    const ctx = await world.at('2026-01-05T10:00:00Z').as('librarian')
    const longer = (dueOn: string) => extendLoan(ctx, { reference: loan.reference, dueOn })
    expect(await longer('2026-03-06')).toMatchObject({ code: 'due-too-late', says: 'Enter 5 March 2026 or an earlier day' })
    value(await longer('2026-02-05'))
    expect(await longer('2026-03-05')).toMatchObject({ code: 'renewed-enough', field: 'dueOn' })
  })
})

describe('more time for many', () => {
  const many = (more: Record<string, unknown> = {}) =>
    manyForm.parse({ kind: '', dueBy: '2025-12-31', dueOn: '2026-03-31', why: 'Libraries are closed', ...more })

  it('gives it to all at once, past rules and waiting lists, and tells each once', async () => {
    const world = await newWorld()
    await Promise.all([1, 2, 3].map(() => aLoan(world)))
    const made = value(await extendMany(await world.as('librarian'), many()))
    expect(made).toMatchObject({ extended: 3, left: 0 })
    const house = {} as never
    await tellMany(world.system, { many: made.id }, house)
    await tellMany(world.system, { many: made.id }, house)
    expect((await told(world)).notices).toEqual(Array.from({ length: 3 }, () => 'loan-extended waiting'))
    expect(await extendMany(await world.as('librarian'), many())).toMatchObject({ code: 'none' })
  })

  it.each([
    ['a day that has gone', { dueBy: '2025-10-01', dueOn: '2025-11-01' }, 'due-too-soon'],
    ['more than a year', { dueOn: '2027-01-01' }, 'too-far'],
    ['nothing that is due by then', { dueBy: '2025-12-01' }, 'none'],
  ])('refuses %s', async (_name, more, code) => {
    const world = await newWorld()
    await aLoan(world)
    expect(await extendMany(await world.as('librarian'), many(more))).toMatchObject({ code })
  })
})
