import { expect, it } from 'vitest'
import { markWay, readReaches } from '#modules/reach'
import type { Tx } from '#platform/db'
import { aPerson, eventsOf, got } from '#test/helping'
import { newWorld, type World } from '#test/world'
import { correctPerson } from '../correct-person'
import { detailsForm } from '../details'
import { findPeople } from '../finding/find-people'
import { readContact } from '../person.queries'
import { planForm } from './plan'
import { endPlan, savePlan } from './save-plan'

const MOBILE = '+447700900123'
const HOME = '+441614960123'
const SAFE = '+447700900777'

const inWorld = <T>(world: World, read: (tx: Tx) => Promise<T>): Promise<T> => world.db.transaction(world.system, read)

/** How the one person of this world may be reached. */
const reachOf = async (world: World) =>
  inWorld(world, async (tx) => {
    const people = await tx.selectFrom('person').select('id').execute()
    const [reach] = (
      await readReaches(
        tx,
        world.allianceId,
        people.map(({ id }) => id),
      )
    ).values()
    if (!reach) throw new Error('nobody')
    return reach
  })

/** Someone with two numbers and two addresses of their own, and a plan. */
const planned = async (fields: Record<string, unknown> = {}) => {
  const world = await newWorld()
  const ctx = await world.as('helpline')
  const person = await aPerson(world, 'Ann Example')
  const own = { name: 'Ann Example', phones: '07700 900123 mobile\n0161 496 0123', emails: 'ann@example.org\nann@work.example' }
  got(await correctPerson(ctx, { ...detailsForm.parse(own), reference: person.reference }))
  const save = async (more: Record<string, unknown>) =>
    got(await savePlan(ctx, { ...planForm.parse(more), reference: person.reference }))
  await save({ safeNumber: SAFE, voicemailOk: 'yes', ...fields })
  const mark = (way: 'phone' | 'email', address: string, what: 'failed' | 'stopped' | 'works') =>
    markWay(world.system, { person: person.id, way, address, what })
  return { world, ctx, person, save, mark }
}

it('whoever says STOP from the safe number is heard; one that fails is not rung or texted', async () => {
  const { world, mark } = await planned()
  got(await mark('phone', SAFE, 'stopped'))
  expect((await reachOf(world)).phones).toMatchObject([{ number: SAFE, texts: false, works: true }])
  expect((await reachOf(world)).takes_calls).toBe(true)
  got(await mark('phone', SAFE, 'failed'))
  expect((await reachOf(world)).phones).toMatchObject([{ number: SAFE, works: false }])
  expect((await reachOf(world)).takes_calls).toBe(false)
})

it('STOP holds when the safe number goes with its plan and comes back, in a plan or among their own, until they say START', async () => {
  const { world, ctx, person, save, mark } = await planned()
  const takesTexts = async () => (await reachOf(world)).phones.find(({ number }) => number === SAFE)?.texts
  const again = () => save({ safeNumber: SAFE, voicemailOk: 'yes' })
  got(await mark('phone', SAFE, 'stopped'))
  got(await endPlan(ctx, { reference: person.reference }))
  expect(await takesTexts()).toBeUndefined()
  await again()
  expect(await takesTexts()).toBe(false)
  await save({ safeNumber: HOME })
  const own = detailsForm.parse({ name: 'Ann Example', phones: SAFE })
  got(await endPlan(ctx, { reference: person.reference }))
  got(await correctPerson(ctx, { ...own, reference: person.reference }))
  expect(await takesTexts()).toBe(false)
  got(await mark('phone', SAFE, 'works'))
  expect(await takesTexts()).toBe(true)
  await again()
  expect(await takesTexts()).toBe(true)
})

it('an email that fails at the safe address is remembered', async () => {
  const { world, mark } = await planned({ safeEmail: 'safe@example.org' })
  got(await mark('email', 'safe@example.org', 'failed'))
  expect((await reachOf(world)).emails).toEqual([{ address: 'safe@example.org', works: false }])
})

it('they are found by the safe number, which is not among theirs and stays while their details are put right', async () => {
  const { world, ctx, person, mark } = await planned()
  got(await mark('phone', SAFE, 'stopped'))
  const found = () => inWorld(world, async (tx) => (await findPeople(tx, world.allianceId, SAFE)).map(({ id }) => id))
  expect(await found()).toEqual([person.id])
  const read = await inWorld(world, (tx) => readContact(tx, world.allianceId, person.id))
  expect(read.phones.map(({ number }) => number)).toEqual([MOBILE, HOME])
  const same = detailsForm.parse({ name: 'Ann Example', phones: HOME })
  got(await correctPerson(ctx, { ...same, reference: person.reference }))
  expect((await reachOf(world)).phones).toMatchObject([{ number: SAFE, texts: false }])
  expect(await found()).toEqual([person.id])
})

it('a number of theirs that is the safe one is not taken off while the plan stands', async () => {
  const { world, ctx, person } = await planned({ safeNumber: MOBILE })
  got(await correctPerson(ctx, { ...detailsForm.parse({ name: 'Ann Example' }), reference: person.reference }))
  expect((await reachOf(world)).phones).toMatchObject([{ number: MOBILE, label: 'mobile' }])
})

it('taken off, it is there for the plan alone: the form does not show it again, and it goes with the plan', async () => {
  const { world, ctx, person } = await planned({ safeNumber: MOBILE, safeEmail: 'ann@example.org' })
  const bare = { ...detailsForm.parse({ name: 'Ann Example', phones: HOME }), reference: person.reference }
  const contact = () => inWorld(world, (tx) => readContact(tx, world.allianceId, person.id))
  got(await correctPerson(ctx, bare))
  expect(await contact()).toMatchObject({ phones: [{ number: HOME }], emails: [] })
  expect(await reachOf(world)).toMatchObject({ phones: [{ number: MOBILE }], emails: [{ address: 'ann@example.org' }] })
  got(await correctPerson(ctx, bare))
  const corrections = (await eventsOf(world)).filter(({ action }) => action === 'person.correct')
  expect(corrections.map(({ detail }) => detail)).toContainEqual({ changed: [] })
  got(await endPlan(ctx, { reference: person.reference }))
  expect(await reachOf(world)).toMatchObject({ phones: [{ number: HOME }], emails: [] })
})

it('there for the plan alone, it goes with it; another takes its place; what is theirs anyway stays', async () => {
  const { world, ctx, person, save } = await planned({ safeEmail: 'safe@example.org' })
  const held = () =>
    inWorld(world, async (tx) => [
      ...(await tx.selectFrom('person_phone').select('number as one').orderBy('number').execute()).map(({ one }) => one),
      ...(await tx.selectFrom('person_email').select('address as one').orderBy('address').execute()).map(({ one }) => one),
    ])
  expect(await held()).toEqual([HOME, MOBILE, SAFE, 'ann@example.org', 'ann@work.example', 'safe@example.org'])
  await save({ safeNumber: '07700 900888', safeEmail: 'ann@example.org' })
  expect(await held()).toEqual([HOME, MOBILE, '+447700900888', 'ann@example.org', 'ann@work.example'])
  expect((await reachOf(world)).phones).toMatchObject([{ number: '+447700900888' }])
  got(await endPlan(ctx, { reference: person.reference }))
  expect(await held()).toEqual([HOME, MOBILE, 'ann@example.org', 'ann@work.example'])
})

it('written down among their own, it stays when the plan ends', async () => {
  const { world, ctx, person } = await planned()
  const own = detailsForm.parse({ name: 'Ann Example', phones: SAFE })
  got(await correctPerson(ctx, { ...own, reference: person.reference }))
  got(await endPlan(ctx, { reference: person.reference }))
  expect((await reachOf(world)).phones).toMatchObject([{ number: SAFE }])
})

it.each([
  [{ from1: '2', until1: '16:00' }, 'from1', 'First time: is that 2pm or 2am? Enter it with pm or am'],
  [{ from1: '10', until1: '04' }, 'until1', 'First time: is that 4pm or 4am? Enter it with pm or am'],
  [{ from1: '2:30', until1: '5pm' }, 'from1', 'First time: is that 2:30pm or 2:30am? Enter it with pm or am'],
])('an hour that could be of the night is asked about: %o', (typed, field, message) => {
  const { error } = planForm.safeParse({ day1: 'monday', ...typed })
  expect(error?.issues.map((one) => [one.path[0], one.message])).toEqual([[field, message]])
})

it.each([
  ['2pm', '4pm', '14:00', '16:00'],
  ['8', '10', '08:00', '10:00'],
  ['02:00', '5am', '02:00', '05:00'],
])('an hour that can only be one is taken: %s to %s', (from1, until1, from, until) => {
  expect(planForm.parse({ day1: 'monday', from1, until1 }).windows).toEqual([{ day: 'monday', from, until }])
})
