import { expect, it } from 'vitest'
import { askForCallBack } from '#modules/callbacks'
import { callOff, notify } from '#modules/notifications'
import { command } from '#platform/command'
import { done } from '#platform/outcome'
import { newWorld, type World } from '#test/world'
import { aLoan, value } from '../lending-trial'
import { bringBackLoan } from './bring-back-loan'
import { extendLoan } from './extend-loan'
import { returnForm } from './loan'
import { loanDueToday } from './templates'

/** A loan to someone whose record is kept apart since. */
const apartLoan = async (world: World) => {
  const loan = await aLoan(world)
  const row = { alliance_id: world.allianceId, person_id: loan.person.id, why: 'Test', since: world.system.clock.now() }
  await world.db.transaction(world.system, (tx) => tx.insertInto('restricted_person').values(row).execute())
  return loan
}

const owed = (world: World) =>
  world.db.transaction(world.system, async (tx) => ({
    notices: await tx.selectFrom('notice').select(['template', 'status']).orderBy('id').execute(),
    calls: await tx.selectFrom('call_back').select(['why', 'status']).orderBy('id').execute(),
  }))

const tellAndRing = command('person.record', async (work, { person, loan }: { person: string; loan: string }) => {
  const about = { type: 'loan', id: loan }
  const told = { to: person, about, template: loanDueToday, personalisation: { device: 'tablet' } }
  return done([
    await notify(work, { ...told, cause: 'today' }),
    await notify(work, { ...told, cause: 'today' }),
    await askForCallBack(work, { person, about, why: 'Is all well?', cause: 'ring' }),
    await askForCallBack(work, { person, about, why: 'Is all well?', cause: 'ring' }),
  ])
})
const takeBack = command('person.record', async (work, { loan }: { loan: string }) =>
  done(await callOff(work, { about: { type: 'loan', id: loan } })),
)

it('a loan of someone kept apart is given more time by staff who may not see them', async () => {
  const world = await newWorld()
  const loan = await apartLoan(world)
  value(await extendLoan(await world.as('librarian'), { reference: loan.reference, dueOn: '2026-01-15' }))
  expect((await owed(world)).notices.at(-1)).toEqual({ template: 'loan-extended', status: 'waiting' })
})

it('what is told and asked for about them is written once, and called off, by staff who may not see them', async () => {
  const world = await newWorld()
  const loan = await apartLoan(world)
  const desk = await world.as('librarian')
  const [first, again, call, same] = value(await tellAndRing(desk, { person: loan.person.id, loan: loan.id }))
  expect([typeof first, again, call === same]).toEqual(['string', null, true])
  expect(value(await takeBack(desk, { loan: loan.id }))).toBeGreaterThan(0)
  expect((await owed(world)).notices.every(({ status }) => status === 'cancelled')).toBe(true)
  // What they may not see stays hidden from them all the same
  const seen = await world.db.transaction(desk, (tx) => tx.selectFrom('notice').select('id').execute())
  expect(seen).toEqual([])
})

it('a device brought back is the end of the calls about it: nobody kept apart is rung', async () => {
  const world = await newWorld()
  const loan = await apartLoan(world)
  const desk = await world.as('librarian')
  value(await tellAndRing(world.system, { person: loan.person.id, loan: loan.id }))
  const back = returnForm.parse({ returnedOn: '2025-11-05', conditionBack: 'good', kitComplete: 'yes' })
  value(await bringBackLoan(desk, { ...back, reference: loan.reference }))
  const { notices, calls } = await owed(world)
  expect([calls.map(({ status }) => status), notices.filter(({ status }) => status === 'waiting')]).toEqual([['called_off'], []])
})
