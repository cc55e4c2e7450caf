import { describe, expect, it } from 'vitest'
import { askChampion, tellEnded } from '#modules/champions'
import { closeRequest, takeRequest } from '#modules/helpline'
import { command } from '#platform/command'
import { done } from '#platform/outcome'
import { aChampion, aMatch, aPerson, aRequest, eventsOf, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { bookPerson } from './book-person'
import { planGroup } from './plan-group'
import { planSession } from './plan-session'

const when = { way: 'in_person', time: '10:00', minutes: 60, title: 'Video calls', place: null, champion: null } as const

const state = (world: World) =>
  world.db.transaction(world.system, async (tx) => ({
    sessions: await tx.selectFrom('session').select(['kind', 'status', 'booked']).orderBy('starts_at').execute(),
    places: await tx.selectFrom('attendance').select(['person_id', 'status']).execute(),
    matches: await tx.selectFrom('match').select('status').orderBy('asked_at').execute(),
    told: await tx.selectFrom('notice').select(['person_id', 'template', 'personalisation']).execute(),
    staff: await tx.selectFrom('staff_notice').select(['words', 'account_id', 'path']).execute(),
  }))

/** Someone with a champion, two sessions to come, one that was, and a place in a group beside another. */
const helped = async () => {
  const world = await newWorld()
  const { request, champion } = await aMatch(world)
  const site = await openSite(world)
  const earlier = world.at('2025-11-03T10:00:00Z')
  got(
    await planSession(
      { ...champion.ctx, clock: earlier.system.clock },
      { ...when, date: '2025-11-04', request: request.reference },
    ),
  )
  for (const date of ['2025-11-11', '2025-11-18'])
    got(await planSession(champion.ctx, { ...when, date, request: request.reference }))
  const desk = await world.as('helpline')
  const group = got(await planGroup(desk, { ...when, date: '2025-11-20', title: 'Tablets', places: 4 }))
  // Whoever asked the champion had it so far.
  const seenOwner = (await world.as('coordinator')).actor.accountId
  got(await takeRequest(desk, { id: request.id, seenOwner }))
  const bea = await aPerson(world, 'Bea Example')
  for (const { reference } of [request.person, bea]) got(await bookPerson(desk, { session: group.reference, person: reference }))
  return { world, site, request, champion, bea, desk, died: `/people/${request.person.reference}/died` }
}

describe('someone took back that we keep their details', () => {
  const takeBack = async (purpose: 'hold' | 'share') => {
    const all = await helped()
    const { world, site, desk, request } = all
    const id = crypto.randomUUID()
    const given = { alliance_id: world.allianceId, id, person_id: request.person.id, given_on: '2025-11-04', how: 'spoken' }
    const partner = { alliance_id: world.allianceId, id: crypto.randomUUID(), name: 'Age Example', joined_on: '2020-04-01' }
    await world.db.transaction(world.system, async (tx) => {
      await tx
        .insertInto('partner')
        .values({ ...partner, sector: 'voluntary' })
        .execute()
      await tx
        .insertInto('consent')
        .values({ ...given, purpose, partner_id: purpose === 'share' ? partner.id : null })
        .execute()
    })
    expect((await site.post(desk, `/consents/${id}/withdraw`, { how: 'spoken' })).statusCode).toBe(303)
    return all
  }

  it('nobody goes on seeing them: sessions are called off, the match ends, and the champion is told once and by no name', async () => {
    const { world, request, champion, bea } = await takeBack('hold')
    const { sessions, places, matches, told } = await state(world)
    expect(sessions.map(({ status }) => status)).toEqual(['planned', 'cancelled', 'cancelled', 'planned'])
    expect(places.filter(({ person_id }) => person_id === bea.id)).toMatchObject([{ status: 'booked' }])
    expect(sessions.at(-1)).toMatchObject({ kind: 'group', booked: 1 })
    expect(matches).toEqual([{ status: 'ended' }])
    expect(told.filter(({ template }) => template.startsWith('learner-'))).toEqual([
      { person_id: champion.personId, template: 'learner-stopped', personalisation: { request: request.reference } },
    ])
    const because = { because: 'They asked us to stop keeping in touch' }
    const ended = (await eventsOf(world)).filter(({ action }) =>
      ['match.end', 'session.cancel', 'session.unbook'].includes(action),
    )
    expect(ended.map(({ action }) => action).toSorted()).toEqual([
      'match.end',
      'session.cancel',
      'session.cancel',
      'session.unbook',
    ])
    for (const { detail } of ended) expect(detail).toMatchObject(because)
  })

  it('that one partner may know no more, all else goes on', async () => {
    const { world } = await takeBack('share')
    const { sessions, matches, told } = await state(world)
    expect(sessions.map(({ status }) => status)).toEqual(['planned', 'planned', 'planned', 'planned'])
    expect(matches).toEqual([{ status: 'accepted' }])
    expect(told.filter(({ template }) => template.startsWith('learner-'))).toEqual([])
  })
})

describe('someone has died', () => {
  it('and nothing is planned for them after that, by the desk or by their champion, until it was a mistake', async () => {
    const { world, site, request, champion, desk, died } = await helped()
    const group = got(await planGroup(desk, { ...when, date: '2025-11-21', title: 'Phones', places: 4 }))
    const plan = { ...when, date: '2025-11-12', request: request.reference }
    const book = { session: group.reference, person: request.person.reference }
    const coordinator = await world.as('coordinator')
    expect((await site.post(coordinator, died, {})).statusCode).toBe(303)
    const before = await state(world)
    const refused = { code: 'has-died', says: 'We were told that they have died. Nothing is planned for them any more.' }
    expect(await planSession(desk, plan)).toMatchObject(refused)
    // Their match has ended
    expect(await planSession(champion.ctx, plan)).toMatchObject({ code: 'not-found' })
    expect(await bookPerson(desk, book)).toMatchObject(refused)
    expect(await state(world)).toEqual(before)
    expect((await site.post(coordinator, `/people/${request.person.reference}/alive`, {})).statusCode).toBe(303)
    got(await planSession(desk, plan))
    got(await bookPerson(desk, book))
  })

  it('their sessions to come are called off, their place in a group is free again, and what was stays to be written up', async () => {
    const { world, site, request, bea, died } = await helped()
    expect((await site.post(await world.as('coordinator'), died, {})).statusCode).toBe(303)
    const { sessions, places } = await state(world)
    expect(sessions).toEqual([
      { kind: 'one_to_one', status: 'planned', booked: 0 },
      { kind: 'one_to_one', status: 'cancelled', booked: 0 },
      { kind: 'one_to_one', status: 'cancelled', booked: 0 },
      { kind: 'group', status: 'planned', booked: 1 },
    ])
    const theirs = places.filter(({ person_id }) => person_id === request.person.id).map(({ status }) => status)
    expect(theirs.toSorted()).toEqual(['booked', 'cancelled', 'cancelled', 'cancelled'])
    expect(places.filter(({ person_id }) => person_id === bea.id)).toMatchObject([{ status: 'booked' }])
    const events = await eventsOf(world)
    const because = { because: 'We were told that they have died' }
    for (const [action, times] of [
      ['session.cancel', 2],
      ['session.unbook', 1],
      ['match.end', 1],
    ] as const) {
      const found = events.filter((event) => event.action === action)
      expect(found).toHaveLength(times)
      expect(found[0]?.detail).toMatchObject(because)
    }
  })

  it('the champion is told once, kindly and by no name, and no longer has them; whoever has the request is told to close it', async () => {
    const { world, site, request, champion, desk, died } = await helped()
    expect((await site.get(champion.ctx, '/my')).body).toContain('Ann Example')
    expect((await site.post(await world.as('coordinator'), died, {})).statusCode).toBe(303)
    const { matches, told, staff } = await state(world)
    expect(matches).toEqual([{ status: 'ended' }])
    expect(told.filter(({ template }) => template === 'learner-died')).toEqual([
      { person_id: champion.personId, template: 'learner-died', personalisation: { request: request.reference } },
    ])
    const owner = staff.filter(({ path }) => path === `/requests/${request.reference}`)
    expect(owner.map(({ account_id }) => account_id)).toEqual([desk.actor.accountId])
    expect(owner[0]?.words).toContain('has died')
    expect(owner[0]?.words).not.toContain('Ann')
    const page = await site.get(desk, `/people/${request.person.reference}`)
    expect(page.body).toContain('finished helping with')
    expect(page.body).toContain('cancelled: we were told that they have died')
  })

  it.each(['waiting', 'told'])(
    'it was a mistake while the word of it is %s: what waits is called off, who heard hears otherwise, and a real death is told',
    async (status) => {
      const { world, site, request, champion, died } = await helped()
      const coordinator = await world.as('coordinator')
      const alive = died.replace('/died', '/alive')
      expect((await site.post(coordinator, died, {})).statusCode).toBe(303)
      await world.db.transaction(world.system, (tx) =>
        tx.updateTable('notice').set({ status }).where('template', '=', 'learner-died').execute(),
      )
      expect((await site.post(coordinator, alive, {})).statusCode).toBe(303)
      const notices = await world.db.transaction(world.system, (tx) =>
        tx
          .selectFrom('notice')
          .select(['template', 'status', 'person_id', 'personalisation'])
          .where('template', 'like', 'learner-%')
          .orderBy('template')
          .execute(),
      )
      const otherwise = {
        template: 'learner-alive',
        status: 'waiting',
        person_id: champion.personId,
        personalisation: { request: request.reference },
      }
      expect(notices).toMatchObject(
        status === 'told'
          ? [otherwise, { template: 'learner-died', status: 'told' }]
          : [{ template: 'learner-died', status: 'cancelled' }],
      )
      const next = await world.db.transaction(world.system, (tx) => tx.selectFrom('request').select('next_action').execute())
      expect(JSON.stringify(next)).not.toContain('has died')
      expect(JSON.stringify(next)).toContain('They are alive')
      const learner = { learner: request.person.id, champion: champion.personId, request }
      const again = command('person.died', async (work) => done(await tellEnded(work, 'died', learner)))
      expect(got(await again({ ...world.at('2025-12-01T10:00:00Z').system }, undefined))).not.toBeNull()
    },
  )

  it('whoever had only been asked is not told of a death; the question is taken back', async () => {
    const world = await newWorld()
    const [request, joan] = [await aRequest(world, 'Ann Example'), await aChampion(world, 'Joan Tully')]
    const coordinator = await world.as('coordinator')
    got(await askChampion(coordinator, { request: request.reference, champion: joan.reference }))
    const site = await openSite(world)
    expect((await site.post(coordinator, `/people/${request.person.reference}/died`, {})).statusCode).toBe(303)
    const { matches, told } = await state(world)
    expect(matches).toEqual([{ status: 'withdrawn' }])
    expect(told.filter(({ template }) => template === 'learner-died')).toEqual([])
    got(await closeRequest(coordinator, { id: request.id, outcome: 'not_needed', whatChanged: '' }))
  })

  it('a champion who is kept apart, whom the desk cannot see, is let go and told all the same', async () => {
    const { world, site, request, champion, desk, died } = await helped()
    await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx
        .insertInto('restricted_person')
        .values({ alliance_id: world.allianceId, person_id: champion.personId, why: 'Fled', since: new Date() })
        .execute(),
    )
    expect((await site.post(desk, died, {})).statusCode).toBe(303)
    const { matches, sessions } = await state(world)
    expect([matches, sessions.filter(({ status }) => status === 'cancelled').length]).toEqual([[{ status: 'ended' }], 2])
    expect(request.id).toBeTruthy()
  })

  it('kept apart is not dead: their sessions and their champion stay', async () => {
    const { world, site, request } = await helped()
    const path = `/people/${request.person.reference}/keep-apart`
    expect((await site.post(await world.as('coordinator'), path, { why: 'Fled' })).statusCode).toBe(303)
    const read = await world.db.transaction({ ...world.system, totals: true }, (tx) =>
      tx.selectFrom('match').select('status').execute(),
    )
    expect(read).toEqual([{ status: 'accepted' }])
  })
})
