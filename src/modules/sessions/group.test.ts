import { describe, expect, it } from 'vitest'
import { leaveChampion } from '#modules/champions'
import { aChampion, aPerson, eventsOf, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { bookPerson, unbookPerson } from './book-person'
import { cancelSession } from './cancel-session'
import { planGroup } from './plan-group'
import { recordGroup } from './record-group'
import { dayOf } from './session-list'

const later = '2025-11-05T18:00:00Z'

const group = async (world: World, places: number, champion: string | null = null) =>
  got(
    await planGroup(await world.as('helpline'), {
      title: 'Tablets for beginners',
      way: 'in_person',
      date: '2025-11-05',
      time: '14:00',
      minutes: 120,
      place: null,
      champion,
      places,
    }),
  )

const read = (world: World, id: string) =>
  world.db.transaction({ allianceId: world.allianceId }, async (tx) => ({
    session: await tx.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    attendance: await tx.selectFrom('attendance').select(['person_id', 'status']).where('session_id', '=', id).execute(),
  }))

const went = { minutes: 110, skills: ['web'], notes: '', came: [], more: [], headCount: 0 }

describe('booking', () => {
  it('20 sign-ups for the last place make one booking, and the others are told', async () => {
    const world = await newWorld()
    const session = await group(world, 1)
    const people = await Promise.all(Array.from({ length: 20 }, (_one, at) => aPerson(world, `Person ${at}`)))
    const desk = await world.as('helpline')
    const answers = await Promise.all(
      people.map(({ reference }) => bookPerson(desk, { session: session.reference, person: reference })),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.filter((answer) => !answer.ok && answer.code === 'full')).toHaveLength(19)
    const after = await read(world, session.id)
    expect(after.session.booked).toBe(1)
    expect(after.attendance).toHaveLength(1)
    expect((await eventsOf(world)).filter(({ action }) => action === 'session.book')).toHaveLength(1)
  })

  it('the same person 10 times at once is booked once and takes one place', async () => {
    const world = await newWorld()
    const session = await group(world, 8)
    const ann = await aPerson(world, 'Ann Example')
    const desk = await world.as('helpline')
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => bookPerson(desk, { session: session.reference, person: ann.reference })),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.filter((answer) => !answer.ok && answer.code === 'booked-already')).toHaveLength(9)
    expect((await read(world, session.id)).session.booked).toBe(1)
  })

  it('taking someone off frees the place once, and they can be booked again', async () => {
    const world = await newWorld()
    const session = await group(world, 1)
    const ann = await aPerson(world, 'Ann Example')
    const desk = await world.as('helpline')
    const both = { session: session.reference, person: ann.reference }
    got(await bookPerson(desk, both))
    got(await unbookPerson(desk, both))
    expect(await unbookPerson(desk, both)).toMatchObject({ code: 'moved-on' })
    expect((await read(world, session.id)).session.booked).toBe(0)
    got(await bookPerson(desk, both))
    expect((await read(world, session.id)).session.booked).toBe(1)
  })

  it('not on a cancelled session, nor someone of another alliance', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const session = await group(world, 3)
    const [ann, theirs] = [await aPerson(world, 'Ann Example'), await aPerson(other, 'Bea Other')]
    const desk = await world.as('helpline')
    expect(await bookPerson(desk, { session: session.reference, person: theirs.reference })).toMatchObject({ code: 'not-found' })
    expect(await bookPerson(await other.as('helpline'), { session: session.reference, person: theirs.reference })).toMatchObject({
      code: 'not-found',
    })
    got(await bookPerson(desk, { session: session.reference, person: ann.reference }))
    got(await cancelSession(desk, { session: session.reference, because: 'champion' }))
    expect(await bookPerson(desk, { session: session.reference, person: ann.reference })).toMatchObject({ code: 'moved-on' })
    expect((await read(world, session.id)).attendance).toEqual([{ person_id: ann.id, status: 'cancelled' }])
  })

  it('on the page: finds someone, and books them with one press', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const session = await group(world, 2)
    const ann = await aPerson(world, 'Ann Example')
    const desk = await world.as('helpline')
    const found = await site.get(desk, `/sessions/${session.reference}?find=ann`)
    expect(found.body).toContain('Book<span class="govuk-visually-hidden"> Ann Example</span>')
    await site.post(desk, `/sessions/${session.reference}/book`, { person: ann.reference })
    const after = await site.get(desk, `/sessions/${session.reference}`)
    expect(after.body).toContain('1 booked, 1 place left')
    expect(after.body).toContain('Booked on Tablets for beginners')
  })
})

describe('recording a group session', () => {
  it('counts those who came by name, those booked who did not, others we know, and heads', async () => {
    const world = await newWorld()
    const session = await group(world, 5)
    const [ann, bob, cat] = [await aPerson(world, 'Ann'), await aPerson(world, 'Bob'), await aPerson(world, 'Cat')]
    const desk = await world.as('helpline')
    for (const person of [ann, bob]) got(await bookPerson(desk, { session: session.reference, person: person.reference }))
    const evening = await world.at(later).as('helpline')
    got(
      await recordGroup(evening, {
        ...went,
        session: session.reference,
        came: [ann.reference],
        more: [cat.reference],
        headCount: 4,
      }),
    )
    const after = await read(world, session.id)
    expect(after.session).toMatchObject({ status: 'held', held_on: '2025-11-05', minutes: 110, head_count: 4 })
    expect(new Map(after.attendance.map(({ person_id, status }) => [person_id, status]))).toEqual(
      new Map([
        [ann.id, 'attended'],
        [bob.id, 'missed'],
        [cat.id, 'attended'],
      ]),
    )
    const site = await openSite(world)
    expect((await site.get(desk, `/people/${cat.reference}`)).body).toContain('Group session held: Tablets for beginners')
    expect(await recordGroup(evening, { ...went, session: session.reference, headCount: 4 })).toMatchObject({ code: 'moved-on' })
  })

  it('a session nobody came to, and a person we do not know, are refused, and nothing is written', async () => {
    const world = await newWorld()
    const session = await group(world, 5)
    const evening = await world.at(later).as('helpline')
    expect(await recordGroup(evening, { ...went, session: session.reference })).toMatchObject({
      code: 'nobody-came',
      field: 'headCount',
    })
    expect(await recordGroup(evening, { ...went, session: session.reference, more: ['P-999999'] })).toMatchObject({
      code: 'unknown-person',
      field: 'more',
    })
    expect((await read(world, session.id)).session.status).toBe('planned')
  })

  it('a champion records their own, not another’s, and names only those on the list', async () => {
    const world = await newWorld()
    const [joan, olu] = [await aChampion(world, 'Joan Tully'), await aChampion(world, 'Olu Ade')]
    const session = await group(world, 5, joan.reference)
    const ann = await aPerson(world, 'Ann')
    const evening = { now: () => new Date(later) }
    const input = { ...went, session: session.reference, headCount: 3 }
    expect(await recordGroup({ ...olu.ctx, clock: evening }, input)).toMatchObject({ code: 'not-found' })
    expect(await recordGroup({ ...joan.ctx, clock: evening }, { ...input, more: [ann.reference] })).toMatchObject({
      code: 'forbidden',
    })
    expect((await recordGroup({ ...joan.ctx, clock: evening }, input)).ok).toBe(true)
  })
})

describe('a champion who leaves', () => {
  it('not while a session of theirs is planned; after that they see none of it, and nobody’s name', async () => {
    const world = await newWorld()
    const [site, joan, desk] = [await openSite(world), await aChampion(world, 'Joan'), await world.as('coordinator')]
    const session = await group(world, 5, joan.reference)
    expect((await site.get(joan.ctx, `/sessions/${session.reference}`)).statusCode).toBe(200)
    expect(await leaveChampion(desk, { champion: joan.reference })).toMatchObject({ code: 'still-helping' })
    got(await cancelSession(desk, { session: session.reference, because: 'champion' }))
    got(await leaveChampion(desk, { champion: joan.reference }))
    expect((await site.get(joan.ctx, `/sessions/${session.reference}`)).statusCode).toBe(404)
    expect((await site.get(joan.ctx, '/my')).body).toContain('We cannot show your day yet')
  })
})

describe('the list of sessions', () => {
  it('narrows by kind, day and words; shows no learner’s name to those who may not read people', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const session = await group(world, 5)
    const desk = await world.as('helpline')
    const shows = async (query: string) => (await site.get(desk, `/sessions?${query}`)).body.includes(session.reference)
    expect(await shows('q=beginners')).toBe(true)
    expect(await shows('q=knitting')).toBe(false)
    expect(await shows('kind=group&from=5/11/2025&to=5/11/2025')).toBe(true)
    expect(await shows('from=6/11/2025')).toBe(false)
    expect(await shows('kind=one_to_one')).toBe(false)
    const ann = await aPerson(world, 'Ann Example')
    got(await bookPerson(desk, { session: session.reference, person: ann.reference }))
    expect(await shows('q=ann')).toBe(true)
    const asLead = async (query: string) => (await site.get(await world.as('lead'), `/sessions?${query}`)).body
    expect(await asLead('')).toContain(session.reference)
    expect(await asLead('q=ann')).not.toContain(session.reference)
    const other = await newWorld()
    expect((await (await openSite(other)).get(await other.as('helpline'), '/sessions')).body).not.toContain(session.reference)
  })

  it.each([
    ['27/3/2026', '2026-03-27'],
    ['2026-03-27', '2026-03-27'],
    ['29/2/2028', '2028-02-29'],
    ['30/2/2026', null],
    ['soon', null],
  ])('reads %s as %s', (typed, day) => expect(dayOf(typed)).toBe(day))
})
