import { describe, expect, it } from 'vitest'
import { personForm, recordPerson } from '#modules/people'
import { got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { inside, owed } from '../calls/desk-trial'
import { recordRequest } from './record-request'

const PHONE = { phones: '0161 496 0123' }

/** Someone who asked by a form, and whom we said we would ring. */
const promised = async (how: Record<string, unknown> = PHONE, doNotCall = false) => {
  const world = await newWorld()
  const desk = await world.as('helpline')
  const person = got(await recordPerson(desk, personForm.parse({ name: 'Ann Example', ...how })))
  await inside(world, (tx) => tx.updateTable('person').set({ do_not_call: doNotCall }).where('id', '=', person.id).execute())
  const asked = { words: '', needs: ['data' as const], barriers: [], source: 'public_form' as const }
  const step = { nextAction: 'Ring them back', nextActionOn: '2025-11-06' }
  const ring = { person: person.id, why: 'They asked for help on our website' }
  const request = got(await recordRequest(desk, { ...asked, ...step, personId: person.id, ring }))
  const site = await openSite(world)
  const at = `/requests/${request.reference}`
  const statuses = async () => (await owed(world)).map(({ status }) => status)
  const call = (fields: Record<string, string | string[]>) =>
    site.post(desk, '/calls/new', {
      ...{ person: person.reference, request: request.reference, direction: 'in', result: 'spoke', nextOn: '2025-11-07' },
      ...fields,
    })
  return { world, desk, site, person, request, at, statuses, call }
}

const BY_THE_7TH = { 'nextActionOn-day': '7', 'nextActionOn-month': '11', 'nextActionOn-year': '2025' }

describe('a ring that was promised with a request', () => {
  it('is in the queue at once, by the day that was said; Next call offers them, and the request’s page says so', async () => {
    const { world, desk, site, person, request, at } = await promised()
    expect(await owed(world)).toMatchObject([
      { person_id: person.id, about_type: 'request', about_id: request.id, status: 'waiting', due_from: desk.clock.now() },
    ])
    expect((await site.get(desk, at)).body).toContain('In the queue of calls')
    const queue = (await site.get(desk, '/call-backs')).body
    expect(queue).toContain('They asked for help on our website')
    expect(queue).toContain('By Thursday 6 November')
    const next = await site.post(desk, '/call-backs/next', {})
    expect(next.headers.location).toContain(`person=${person.reference}`)
    const { body } = await site.get(desk, `/calls/new?person=${person.reference}&direction=out`)
    expect(body).toContain('Due by 6 November 2025')
    expect(body).not.toContain('Nobody can ring them')
  })

  it.each([
    ['no number', {}, false],
    ['do not call', PHONE, true],
  ])('is not for someone nobody can ring: %s', async (_what, how, doNotCall) => {
    const { world, desk, site, at, person } = await promised(how, doNotCall)
    expect(await owed(world)).toEqual([])
    // And a worker who would promise another is told at the choice.
    expect((await site.get(desk, `/calls/new?person=${person.reference}`)).body).toContain('Nobody can ring them')
    expect((await site.get(desk, at)).body).not.toContain('In the queue of calls')
  })

  it('is made by ringing them as it is ticked, and missed by a call nobody answers', async () => {
    const { world, call, statuses } = await promised()
    const [one] = await owed(world)
    const tried = { direction: 'out', callBacks: [String(one?.id)] }
    expect((await call({ ...tried, result: 'no_answer', next: 'queue' })).statusCode).toBe(303)
    expect(await owed(world)).toMatchObject([{ status: 'waiting', tries: 1 }])
    expect((await call({ ...tried, next: 'other' })).statusCode).toBe(303)
    expect(await statuses()).toEqual(['done'])
  })

  it('is not owed any more once we spoke about that request, whoever rang; a new ring is one call, not two', async () => {
    const { call, statuses } = await promised()
    expect((await call({ next: 'ring' })).statusCode).toBe(303)
    expect((await statuses()).toSorted()).toEqual(['called_off', 'waiting'])
  })

  it('a call about something else leaves it as it is', async () => {
    const { call, statuses } = await promised()
    expect((await call({ request: 'new', needs: 'task', next: 'sorted' })).statusCode).toBe(303)
    expect(await statuses()).toEqual(['waiting'])
  })

  it.each([
    ['close', { outcome: 'not_needed' }, 'called_off'],
    ['wait', { nextAction: 'Hear from them', waitsFor: 'them', ...BY_THE_7TH }, 'called_off'],
    ['plan', { nextAction: 'Ring them after lunch', ...BY_THE_7TH }, 'waiting'],
    ['take', { seenOwner: '' }, 'waiting'],
  ])('%s: %j leaves it %s', async (form, fields, status) => {
    const { desk, site, at, statuses } = await promised()
    expect((await site.post(desk, `${at}/${form}`, fields)).statusCode).toBe(303)
    expect(await statuses()).toEqual([status])
  })

  it('promised anew on a call for a day that was said, it is a promise of that call: put aside, the request leaves it', async () => {
    const { world, desk, site, at, call } = await promised()
    const [first] = await owed(world)
    const anew = { direction: 'out', result: 'no_answer', next: 'ring', ringOn: '2025-11-10', callBacks: [String(first?.id)] }
    expect((await call(anew)).statusCode).toBe(303)
    const aside = { nextAction: 'Hear from them', waitsFor: 'them', ...BY_THE_7TH }
    expect((await site.post(desk, `${at}/wait`, aside)).statusCode).toBe(303)
    expect(await owed(world)).toMatchObject([
      { id: first?.id, status: 'waiting', tries: 1, due_from: new Date('2025-11-10T09:00:00Z') },
    ])
    expect((await site.post(desk, `${at}/close`, { outcome: 'not_needed' })).statusCode).toBe(303)
    expect((await owed(world))[0]?.status).toBe('called_off')
  })
})
