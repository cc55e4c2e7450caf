import { describe, expect, it } from 'vitest'
import { callForm, closeRequest, recordCall } from '#modules/helpline'
import { aChampion, aMatch, aRequest, eventsOf, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { cancelSession } from './cancel-session'
import { planSession } from './plan-session'
import { recordSession, recordUnplanned } from './record-session'
import { SESSION_STATUS, type SessionStatus, sessionMoves } from './session.moves'

const plan = {
  way: 'in_person',
  date: '2025-11-11',
  time: '10:00',
  minutes: 60,
  title: 'Video calls',
  place: null,
  champion: null,
} as const
const practice = { minutes: 50, skills: ['turn-on', 'communicating'], notes: 'Set up big text' }

const sessionOf = (world: World, id: string) =>
  world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )

const attendanceOf = (world: World, id: string) =>
  world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx.selectFrom('attendance').select(['person_id', 'status']).where('session_id', '=', id).execute(),
  )

describe('planning a session', () => {
  it('a champion plans for their own learner, who is booked, and it shows on their day', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const { request, champion } = await aMatch(world)
    const sent = await site.post(champion.ctx, `/my/learners/${request.person.reference}/sessions/new`, {
      way: 'in_person',
      'date-day': '11',
      'date-month': '11',
      'date-year': '2025',
      time: '1.30pm',
      minutes: '45',
      title: 'Video calls',
    })
    expect(sent.headers.location).toBe(`/${world.slug}/my`)
    const day = await site.get(champion.ctx, '/my')
    expect(day.body).toContain('Tuesday 11 November')
    expect(day.body).toContain('1.30pm, 45 minutes')
    expect(await eventsOf(world)).toContainEqual(
      expect.objectContaining({
        action: 'session.plan',
        person_id: request.person.id,
        detail: expect.objectContaining({ with: champion.reference }),
      }),
    )
  })

  it('not for another champion’s learner, whichever way they ask', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const { request } = await aMatch(world)
    const olu = await aChampion(world, 'Olu Ade')
    expect(await planSession(olu.ctx, { ...plan, request: request.reference })).toMatchObject({ code: 'not-found' })
    expect((await site.get(olu.ctx, `/my/learners/${request.person.reference}/sessions/new`)).statusCode).toBe(404)
    expect((await site.get(olu.ctx, `/requests/${request.reference}/sessions/record`)).statusCode).toBe(404)
  })

  it('nobody is in two places at once: the words say when, and what touches does not clash', async () => {
    const world = await newWorld()
    const { request, champion } = await aMatch(world)
    got(await planSession(champion.ctx, { ...plan, request: request.reference }))
    const clash = await planSession(champion.ctx, { ...plan, time: '10:30', request: request.reference })
    expect(clash).toMatchObject({
      code: 'champion-busy',
      says: 'Joan Tully has another session then (10am to 11am). Choose another time',
      field: 'time',
    })
    expect((await planSession(champion.ctx, { ...plan, time: '11:00', request: request.reference })).ok).toBe(true)
  })

  it('of 10 plans for one champion and time at once, one is made', async () => {
    const world = await newWorld()
    const { request, champion } = await aMatch(world)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => planSession(champion.ctx, { ...plan, request: request.reference })),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(new Set(answers.flatMap((answer) => (answer.ok ? [] : [answer.code])))).toEqual(new Set(['champion-busy']))
  })

  it('not in the past, not for a closed request, not with someone who is no champion, not at a place elsewhere', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const request = await aRequest(world, 'Ann Example')
    const desk = await world.as('helpline')
    expect(await planSession(desk, { ...plan, date: '2025-11-04', request: request.reference })).toMatchObject({ field: 'date' })
    expect(await planSession(desk, { ...plan, champion: 'P-1', request: request.reference })).toMatchObject({ field: 'champion' })
    const place = crypto.randomUUID()
    await other.db.transaction({ allianceId: other.allianceId }, (tx) =>
      tx.insertInto('place').values({ alliance_id: other.allianceId, id: place, name: 'Elsewhere', kind: 'library' }).execute(),
    )
    expect(await planSession(desk, { ...plan, place, request: request.reference })).toMatchObject({ code: 'no-such-place' })
    expect(await planSession(await other.as('helpline'), { ...plan, request: request.reference })).toMatchObject({
      code: 'not-found',
    })
  })

  it('the clocks: an hour that spring skips is refused in words; one that autumn repeats is the first of the two', async () => {
    const world = (await newWorld()).at('2026-01-05T10:00:00Z')
    const request = await aRequest(world, 'Ann Example')
    const desk = await world.as('helpline')
    const skipped = await planSession(desk, { ...plan, date: '2026-03-29', time: '01:30', request: request.reference })
    expect(skipped).toMatchObject({
      code: 'no-such-time',
      field: 'time',
      says: 'The clocks go forward that night, so 1.30am does not happen. Choose another time',
    })
    const twice = got(await planSession(desk, { ...plan, date: '2026-10-25', time: '01:30', request: request.reference }))
    expect((await sessionOf(world, twice.id)).starts_at.toISOString()).toBe('2026-10-25T00:30:00.000Z')
    const summer = got(await planSession(desk, { ...plan, date: '2026-07-01', time: '10:00', request: request.reference }))
    expect((await sessionOf(world, summer.id)).starts_at.toISOString()).toBe('2026-07-01T09:00:00.000Z')
  })
})

describe('recording a session', () => {
  it('a planned one: held on its day, attended, with the skills practised', async () => {
    const world = await newWorld()
    const { request, champion } = await aMatch(world)
    const planned = got(
      await planSession(champion.ctx, { ...plan, date: '2025-11-05', time: '11:00', request: request.reference }),
    )
    got(
      await recordSession(
        { ...champion.ctx, clock: { now: () => new Date('2025-11-06T09:00:00Z') } },
        { ...practice, session: planned.reference },
      ),
    )
    expect(await sessionOf(world, planned.id)).toMatchObject({ status: 'held', held_on: '2025-11-05', minutes: 50 })
    expect(await attendanceOf(world, planned.id)).toEqual([{ person_id: request.person.id, status: 'attended' }])
    const skills = await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx.selectFrom('session_skill').selectAll().execute(),
    )
    expect(skills).toHaveLength(2)
  })

  it('not before its day, and not by another champion', async () => {
    const world = await newWorld()
    const { request, champion } = await aMatch(world)
    const olu = await aChampion(world, 'Olu Ade')
    const planned = got(await planSession(champion.ctx, { ...plan, request: request.reference }))
    expect(await recordSession(champion.ctx, { ...practice, session: planned.reference })).toMatchObject({ code: 'not-yet' })
    expect(await recordSession(olu.ctx, { ...practice, session: planned.reference })).toMatchObject({ code: 'not-found' })
  })

  it('an unplanned one from the form, in a minute; a wrong number of minutes keeps the words', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const { request, champion } = await aMatch(world)
    const path = `/my/learners/${request.person.reference}/sessions/record`
    const form = {
      way: 'phone',
      'date-day': '5',
      'date-month': '11',
      'date-year': '2025',
      time: '9:00',
      skills: ['turn-on'],
      notes: 'A <b>good</b> talk',
    }
    const wrong = await site.post(champion.ctx, path, { ...form, minutes: '1000' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('href="#minutes"')
    expect(wrong.body).toContain('A &lt;b>good&lt;/b> talk')
    expect((await site.post(champion.ctx, path, { ...form, minutes: '40' })).statusCode).toBe(303)
    const day = await site.get(champion.ctx, '/my')
    expect(day.body).toContain('40 minutes')
  })

  it('an unplanned one in the future is refused, and a closed window between two alliances holds', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const request = await aRequest(world, 'Ann Example')
    const input = {
      ...practice,
      way: 'phone',
      date: '2025-11-05',
      time: '11:00',
      champion: null,
      request: request.reference,
    } as const
    expect(await recordUnplanned(await world.as('helpline'), input)).toMatchObject({ code: 'not-yet', field: 'date' })
    expect(await recordUnplanned(await other.as('helpline'), { ...input, time: '09:00' })).toMatchObject({ code: 'not-found' })
  })

  it('someone who was not there is not counted as supported', async () => {
    const world = await newWorld()
    const { request, champion } = await aMatch(world)
    const planned = got(await planSession(champion.ctx, { ...plan, request: request.reference }))
    got(await cancelSession(champion.ctx, { session: planned.reference, because: 'missed' }))
    expect(await attendanceOf(world, planned.id)).toEqual([{ person_id: request.person.id, status: 'missed' }])
  })
})

describe('closing a request', () => {
  it('waits for the session that is planned, at the desk and on a call, and nothing is written', async () => {
    const world = await newWorld()
    const { request, champion, match } = await aMatch(world)
    const planned = got(await planSession(champion.ctx, { ...plan, request: request.reference }))
    const desk = await world.as('helpline')
    const ending = { id: request.id, outcome: 'helped', whatChanged: 'Rings her sister' } as const
    expect(await closeRequest(desk, ending)).toMatchObject({ code: 'session-planned', field: 'outcome' })
    const call = { person: request.person.reference, request: request.reference, next: 'sorted', nextOn: '' }
    expect(await recordCall(desk, callForm.parse(call))).toMatchObject({ code: 'session-planned', field: 'next' })
    const now = await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx.selectFrom('match').select('status').where('id', '=', match.id).executeTakeFirstOrThrow(),
    )
    expect(now).toEqual({ status: 'accepted' })
    got(await cancelSession(champion.ctx, { session: planned.reference, because: 'learner' }))
    expect(await closeRequest(desk, ending)).toMatchObject({ ok: true })
  })
})

describe('a session’s status', () => {
  const statuses = Object.keys(SESSION_STATUS) as SessionStatus[]
  const cases = (Object.keys(sessionMoves) as (keyof typeof sessionMoves)[]).flatMap((move) =>
    statuses.map((status) => ({ move, status, allowed: (sessionMoves[move].from as readonly string[]).includes(status) })),
  )

  it.each(cases)('$move from $status: $allowed', async ({ move, status, allowed }) => {
    const world = await newWorld()
    const { request, champion } = await aMatch(world)
    const planned = got(
      await planSession(champion.ctx, { ...plan, date: '2025-11-05', time: '11:00', request: request.reference }),
    )
    await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx
        .updateTable('session')
        .set(status === 'held' ? { status, held_on: '2025-11-05', minutes: 5 } : { status })
        .where('id', '=', planned.id)
        .execute(),
    )
    const page = `/sessions/${planned.reference}/${move === 'hold' ? 'record' : 'cancel'}`
    expect((await (await openSite(world)).get(champion.ctx, page)).statusCode).toBe(allowed ? 200 : 409)
    const outcome =
      move === 'hold'
        ? await recordSession(champion.ctx, { ...practice, session: planned.reference })
        : await cancelSession(champion.ctx, { session: planned.reference, because: 'other' })
    expect(outcome.ok || outcome.code).toBe(allowed || 'moved-on')
    expect((await sessionOf(world, planned.id)).status).toBe(allowed ? sessionMoves[move].to : status)
  })
})
