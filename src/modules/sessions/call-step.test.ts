import { describe, expect, it } from 'vitest'
import { acceptMatch, askChampion } from '#modules/champions'
import { recordRequest } from '#modules/helpline'
import { atOnce } from '#test/at-once'
import { aChampion, aMatch, aPerson, aRequest, eventsOf, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { planSession } from './plan-session'

const inside = <T>(world: World, read: Parameters<typeof world.db.transaction<T>>[1]) => world.db.transaction(world.system, read)
const sessionsOf = (world: World) => inside(world, (tx) => tx.selectFrom('session').selectAll().execute())
const callsOf = (world: World) => inside(world, (tx) => tx.selectFrom('call').select('id').execute())

/** The reference of one more thing they asked for. */
const anotherRequest = async (world: World, personId: string) => {
  const what = { needs: ['learn_skills' as const], barriers: ['skills_and_confidence' as const] }
  const next = { nextAction: 'Find a champion', nextActionOn: '2027-01-04' }
  const asked = { personId, source: 'call' as const, words: 'Her new tablet', ...what }
  return got(await recordRequest(await world.as('helpline'), { ...asked, ...next })).reference
}

/** A caller whom a champion helps, and a way to send the desk's form about them. */
const onTheLine = async () => {
  const world = await newWorld()
  const { request, champion } = await aMatch(world)
  const desk = await world.as('helpline')
  const site = await openSite(world)
  const call = {
    person: request.person.reference,
    request: request.reference,
    needs: 'learn_skills',
    next: 'session',
    nextOn: '2025-11-11',
  }
  const send = (fields: Record<string, string>) => site.post(desk, '/calls/new', { ...call, ...fields })
  return { world, site, desk, request, champion, send }
}

describe('booking a time of their own from the call desk', () => {
  it('is with the champion who helps them, on the day and at the time they said, without leaving the screen', async () => {
    const { world, site, desk, request, champion, send } = await onTheLine()
    const page = await site.get(desk, `/calls/new?person=${request.person.reference}`)
    expect(page.body).toContain('One to one with Joan Tully, by phone')
    expect(page.body).toContain('What time, if it is one to one')
    expect((await send({ pickSession: 'one-to-one phone', pickTime: '1.30pm', nextWords: 'Video calls' })).statusCode).toBe(303)
    const [session] = await sessionsOf(world)
    expect(session).toMatchObject({
      kind: 'one_to_one',
      way: 'phone',
      status: 'planned',
      title: 'Video calls',
      request_id: request.id,
    })
    expect(session?.starts_at.toISOString()).toBe('2025-11-11T13:30:00.000Z')
    expect((await site.get(champion.ctx, '/my')).body).toContain('1.30pm, 1 hour')
    const [now] = await inside(world, (tx) => tx.selectFrom('request').select(['next_action', 'next_action_on']).execute())
    expect(now).toEqual({ next_action: 'Ask how their session went', next_action_on: '2025-11-11' })
    const actions = (await eventsOf(world)).map(({ action }) => action)
    expect([actions.includes('session.plan'), actions.includes('call.record')]).toEqual([true, true])
  })

  it('of two workers who book one champion for one time at once, the second is told so at the time', async () => {
    const { world, site, desk, request, champion } = await onTheLine()
    const other = await aRequest(world, 'Bea Example')
    const match = got(
      await askChampion(await world.as('coordinator'), { request: other.reference, champion: champion.reference }),
    )
    got(await acceptMatch(champion.ctx, { match: match.id }))
    const book = {
      needs: 'learn_skills',
      next: 'session',
      nextOn: '2025-11-11',
      pickSession: 'one-to-one phone',
      pickTime: '10:00',
    }
    const workers = [
      { ctx: desk, about: request },
      { ctx: await world.as('coordinator'), about: other },
    ]
    const sends = workers.map(
      ({ ctx, about }) =>
        () =>
          site.post(ctx, '/calls/new', { ...book, person: about.person.reference, request: about.reference }),
    )
    const answers = (await atOnce(world, 'champion', sends)).toSorted((one, two) => one.statusCode - two.statusCode)
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 409])
    expect(answers[1]?.body).toContain('href="#pickTime"')
    expect(answers[1]?.body).toContain('This champion has another session then. Choose another time')
    expect([(await sessionsOf(world)).length, (await callsOf(world)).length]).toEqual([1, 1])
  })

  it('where several champions help them, is with the one who helps with what they ring about', async () => {
    const { world, site, desk, request, champion, send } = await onTheLine()
    const other = await aChampion(world, 'Omar Reed')
    const second = await anotherRequest(world, request.person.id)
    const match = got(await askChampion(await world.as('coordinator'), { request: second, champion: other.reference }))
    got(await acceptMatch(other.ctx, { match: match.id }))
    const page = await site.get(desk, `/calls/new?person=${request.person.reference}`)
    expect(page.body).toContain('One to one with Joan Tully or Omar Reed, by phone')
    expect((await send({ pickSession: 'one-to-one phone', pickTime: '10:00' })).statusCode).toBe(303)
    expect((await send({ request: second, pickSession: 'one-to-one phone', pickTime: '12:00' })).statusCode).toBe(303)
    const given = (await sessionsOf(world)).toSorted((one, two) => one.starts_at.getTime() - two.starts_at.getTime())
    expect(given.map(({ champion_id }) => champion_id)).toEqual([champion.id, other.id])
  })

  it('of someone who has died is refused, and nothing is written', async () => {
    const { world, request, send } = await onTheLine()
    await inside(world, (tx) => tx.updateTable('person').set({ has_died: true }).where('id', '=', request.person.id).execute())
    const refused = await send({ pickSession: 'one-to-one phone', pickTime: '10:00' })
    expect(refused.statusCode).toBe(409)
    expect(refused.body).toContain('We were told that they have died')
    expect([(await sessionsOf(world)).length, (await callsOf(world)).length]).toEqual([0, 0])
  })

  it('of someone nobody helps yet it says so, and the next step is to find who gives it', async () => {
    const { world, site, desk, send } = await onTheLine()
    const bea = await aPerson(world, 'Bea Example')
    expect((await site.get(desk, `/calls/new?person=${bea.reference}`)).body).toContain(
      'One to one with nobody named yet, in person',
    )
    const sent = await send({ person: bea.reference, request: 'new', pickSession: 'one-to-one in_person', pickTime: '10:00' })
    expect(sent.statusCode).toBe(303)
    expect(await sessionsOf(world)).toMatchObject([{ champion_id: null, way: 'in_person' }])
    const steps = await inside(world, (tx) =>
      tx.selectFrom('request').select('next_action').where('person_id', '=', bea.id).execute(),
    )
    expect(steps).toEqual([{ next_action: 'Find who gives their session' }])
  })

  it.each([
    ['no time', { pickTime: '' }, 'pickTime', 'Enter the time, such as 13:30 or 1.30pm'],
    ['no such time', { pickTime: '25:00' }, 'pickTime', 'Enter the time, such as 13:30 or 1.30pm'],
    ['an hour that could be two', { pickTime: '2' }, 'pickTime', 'Is that 2pm or 2am? Enter it with pm or am'],
    ['a time that is over', { pickTime: '9am', nextOn: '2025-11-05' }, 'nextOn', 'Choose a time that is still to come'],
    ['the champion is elsewhere', { pickTime: '10:30' }, 'pickTime', 'Joan Tully has another session then (10am to 11am)'],
    ['nothing we offer', { pickSession: 'one-to-one by_post', pickTime: '10:00' }, 'pickSession', 'We cannot find this'],
  ])('%s: refused at its field, what was typed stays and nothing is written', async (_why, fields, field, says) => {
    const { world, champion, request, send } = await onTheLine()
    const plan = { way: 'phone', date: '2025-11-11', time: '10:00', minutes: 60, title: '', place: null, champion: null } as const
    got(await planSession(champion.ctx, { ...plan, request: request.reference }))
    const refused = await send({ pickSession: 'one-to-one phone', notes: 'Likes her tablet', ...fields })
    expect(refused.statusCode).toBeGreaterThanOrEqual(400)
    expect(refused.body).toContain(`href="#${field}"`)
    expect(refused.body).toContain(says)
    expect(refused.body).toContain('Likes her tablet')
    expect([(await sessionsOf(world)).length, (await callsOf(world)).length]).toEqual([1, 0])
  })
})
