import { describe, expect, it } from 'vitest'
import { houseOf } from '#platform/house'
import { taskOf } from '#platform/worker'
import { aMatch, aPerson, eventsOf, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { modules } from '../../app'
import { bookPerson } from './book-person'
import { planGroup } from './plan-group'
import { planSession } from './plan-session'

const when = { way: 'in_person', time: '10:00', minutes: 60, title: 'Video calls', place: null, champion: null } as const
const LAST_DAY = '2025-11-10'

const agrees = (world: World, personId: string, more: Record<string, unknown> = {}) =>
  world.db.transaction(world.system, (tx) =>
    tx
      .insertInto('consent')
      .values({
        ...{ alliance_id: world.allianceId, id: crypto.randomUUID(), person_id: personId, how: 'spoken' },
        ...{ purpose: 'hold', given_on: '2025-11-04', ends_on: LAST_DAY, ...more },
      })
      .execute(),
  )

/** Someone who agreed until a day, with a champion, a session to come and a place in a group beside another. */
const helped = async () => {
  const world = await newWorld()
  const { request, champion } = await aMatch(world)
  got(await planSession(champion.ctx, { ...when, date: '2025-11-18', request: request.reference }))
  const desk = await world.as('helpline')
  const group = got(await planGroup(desk, { ...when, date: '2025-11-20', title: 'Tablets', places: 4 }))
  const bea = await aPerson(world, 'Bea Example')
  for (const { reference } of [request.person, bea]) got(await bookPerson(desk, { session: group.reference, person: reference }))
  await agrees(world, request.person.id)
  return { world, request, champion, bea, desk }
}

const state = (world: World) =>
  world.db.transaction(world.system, async (tx) => ({
    sessions: await tx.selectFrom('session').select(['kind', 'status', 'booked']).orderBy('starts_at').execute(),
    matches: (await tx.selectFrom('match').select('status').execute()).map(({ status }) => status),
    told: await tx
      .selectFrom('notice')
      .select(['person_id', 'template', 'personalisation'])
      .where('template', 'like', 'learner-%')
      .execute(),
  }))

/** What the clock does: the job for every alliance there is. */
const look = async (world: World, moment: string): Promise<void> => {
  const { 'end-consents': job } = Object.assign({}, ...modules.map(({ jobs }) => jobs))
  const at = world.at(moment)
  await taskOf({ db: at.db, clock: at.system.clock }, job, houseOf(modules))({ allianceId: world.allianceId }, {} as never)
}

const untouched = {
  sessions: [
    { kind: 'one_to_one', status: 'planned', booked: 0 },
    { kind: 'group', status: 'planned', booked: 2 },
  ],
  matches: ['accepted'],
  told: [],
}

describe('consent to keep somebody’s details that ends by its date', () => {
  it('goes on all its last day; on the next, sessions are called off, the match ends, and the champion is told, all of it once', async () => {
    const { world, request, champion, desk } = await helped()
    await look(world, `${LAST_DAY}T22:30:00Z`)
    expect(await state(world)).toEqual(untouched)
    for (const hour of ['04', '05']) await look(world, `2025-11-11T${hour}:10:00Z`)
    expect(await state(world)).toEqual({
      sessions: [
        { kind: 'one_to_one', status: 'cancelled', booked: 0 },
        { kind: 'group', status: 'planned', booked: 1 },
      ],
      matches: ['ended'],
      told: [{ person_id: champion.personId, template: 'learner-ended', personalisation: { request: request.reference } }],
    })
    const ended = (await eventsOf(world)).filter(({ action }) => /^(consent.end|match.end|session.(cancel|unbook))$/.test(action))
    // The consent first; sessions are held and ended by their ids, which say nothing when they were made at one moment.
    const [first, ...then] = ended.map(({ action }) => action)
    expect([first, then.toSorted()]).toEqual(['consent.end', ['match.end', 'session.cancel', 'session.unbook']])
    for (const { detail } of ended.slice(1))
      expect(detail).toMatchObject({ because: 'They agreed to it until a day that is past' })
    const page = await (await openSite(world)).get(desk, `/people/${request.person.reference}`)
    expect(page.body).toContain('What they agreed to ended with 10 November 2025: keep their details and get in touch')
  })

  it('what was planned since, with them on the line, stays: it ended once', async () => {
    const { world, request, desk } = await helped()
    await look(world, '2025-11-11T04:10:00Z')
    const later = { ...desk, clock: world.at('2025-11-12T10:00:00Z').system.clock }
    got(await planSession(later, { ...when, date: '2025-11-25', request: request.reference }))
    await look(world, '2025-11-13T04:10:00Z')
    expect((await state(world)).sessions.at(-1)).toMatchObject({ kind: 'one_to_one', status: 'planned' })
  })

  it.each([
    ['who agreed again, without an end', { ends_on: null, given_on: '2025-11-05' }],
    ['who agreed again, until a later day', { ends_on: '2025-12-24', given_on: '2025-11-05' }],
    [
      'whose last word was to take it back, when all was stopped',
      { withdrawn_at: new Date('2025-11-11T00:30:00Z'), withdrawn_how: 'spoken', ends_on: null },
    ],
  ])('stops nothing for somebody %s', async (_who, more) => {
    const { world, request } = await helped()
    await agrees(world, request.person.id, more)
    await look(world, '2025-11-11T04:10:00Z')
    expect(await state(world)).toEqual(untouched)
  })

  it('another purpose that ends, and another alliance, stop nothing', async () => {
    const [one, other] = [await helped(), await helped()]
    await one.world.db.transaction(one.world.system, (tx) => tx.updateTable('consent').set({ purpose: 'research' }).execute())
    await look(one.world, '2025-11-11T04:10:00Z')
    expect(await state(one.world)).toEqual(untouched)
    expect(await state(other.world)).toEqual(untouched)
  })

  it('somebody kept apart is stopped for as well', async () => {
    const { world, request } = await helped()
    await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx
        .insertInto('restricted_person')
        .values({ alliance_id: world.allianceId, person_id: request.person.id, why: 'Fled', since: new Date() })
        .execute(),
    )
    await look(world, '2025-11-11T04:10:00Z')
    expect((await state(world)).matches).toEqual(['ended'])
  })
})
