import { describe, expect, it } from 'vitest'
import { eventsOf } from '#test/helping'
import { openSite } from '#test/site'
import { inside, owed, setUp } from './desk-trial'

/** Somebody with an open request about which a ring is promised for Thursday the 6th. */
const promised = async () => {
  const all = await setUp()
  expect((await all.send({ next: 'ring', nextWords: 'The tablet' })).statusCode).toBe(303)
  const [request] = await inside(all.world, (tx) => tx.selectFrom('request').select(['id', 'reference']).execute())
  const about = { request: String(request?.reference), ringOn: '2025-11-10', next: 'ring' }
  const moves = async () => (await eventsOf(all.world)).filter(({ action }) => action === 'call-back.move')
  return {
    ...all,
    about,
    moves,
    request: String(request?.reference),
    id: String(request?.id),
    desk: `/calls/new?person=${all.person.reference}`,
  }
}

describe('one request, one ring', () => {
  it('promised again on a call from them, the day said last stands, with both reasons; the desk says so before, the request after', async () => {
    const { world, ctx, site, send, about, request, desk, moves } = await promised()
    const [first] = await owed(world)
    const { body } = await site.get(ctx, desk)
    expect(body).toContain(`A ring about ${request} is promised already. Promised again, it stays one ring`)
    expect((await send({ ...about, nextWords: 'Printing a letter' })).statusCode).toBe(303)
    expect(await owed(world)).toMatchObject([
      { id: first?.id, status: 'waiting', why: 'The tablet; Printing a letter', due_from: new Date('2025-11-10T09:00:00Z') },
    ])
    expect(await moves()).toMatchObject([{ detail: { on: '2025-11-10' } }])
    const page = (await site.get(ctx, `/requests/${request}`)).body
    expect(page).toContain('from 10 November 2025')
    expect(page).toContain('We promised again to ring them: it is one ring, from 10 November 2025')
    expect((await site.get(ctx, '/call-backs')).body.match(/The tablet; Printing a letter/g)).toHaveLength(1)
  })

  it('sooner than before is sooner, and the same reason stands once', async () => {
    const { world, send, about } = await promised()
    await send({ ...about, nextWords: 'The tablet', ringOn: '2025-11-05', nextPart: 'evening' })
    expect(await owed(world)).toMatchObject([{ why: 'The tablet', due_from: new Date('2025-11-05T16:00:00Z') }])
  })

  it('about another request, or about something that is due, it is a call of its own', async () => {
    const { world, send, about } = await promised()
    const reasons = async () => (await owed(world)).map(({ why }) => why).toSorted()
    await send({ ...about, request: 'new', nextWords: 'Something new' })
    expect(await reasons()).toEqual(['Something new', 'The tablet'])
    await inside(world, (tx) => tx.updateTable('call_back').set({ cause: 'notice 1' }).where('why', '=', 'The tablet').execute())
    await send({ ...about, nextWords: 'The tablet again' })
    expect(await reasons()).toEqual(['Something new', 'The tablet', 'The tablet again'])
  })

  it('two that stand already become one', async () => {
    const { world, send, about, id } = await promised()
    await send({ ...about, request: 'new', nextWords: 'Something new' })
    await inside(world, (tx) => tx.updateTable('call_back').set({ about_id: id }).execute())
    await send({ ...about, nextWords: 'And more' })
    const calls = await owed(world)
    expect(calls.map(({ status }) => status).toSorted()).toEqual(['called_off', 'waiting'])
    const reasons = calls.find(({ status }) => status === 'waiting')?.why.split('; ')
    expect([reasons?.toSorted(), reasons?.at(-1)]).toEqual([['And more', 'Something new', 'The tablet'], 'And more'])
  })

  it('promised by two at once it is still one', async () => {
    const { world, send, about, moves } = await promised()
    const answers = await Promise.all(['One', 'Two', 'Three'].map((nextWords) => send({ ...about, nextWords })))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303])
    expect(await owed(world)).toHaveLength(1)
    expect(await moves()).toHaveLength(3)
  })

  it('a try that reached nobody still counts when a new day is chosen; once we spoke, tries begin anew', async () => {
    const { world, about, person } = await promised()
    const ring = async (at: string, fields: Record<string, string | string[]>) => {
      const then = world.at(at)
      const site = await openSite(then)
      const [one] = await owed(world)
      const out = {
        person: person.reference,
        request: about.request,
        needs: 'data',
        direction: 'out',
        callBacks: [String(one?.id)],
      }
      const sent = await site.post(await then.as('helpline'), '/calls/new', { ...out, ...fields })
      expect(sent.statusCode).toBe(303)
      return (await owed(world)).map(({ status, tries }) => [status, tries])
    }
    const missed = { result: 'no_answer', next: 'ring' }
    expect(await ring('2025-11-06T10:00:00Z', { ...missed, ringOn: '2025-11-07' })).toEqual([['waiting', 1]])
    expect(await ring('2025-11-07T14:00:00Z', { ...missed, ringOn: '2025-11-10' })).toEqual([['waiting', 2]])
    const rangUs = { direction: 'in', callBacks: [], result: 'spoke', next: 'ring', ringOn: '2025-11-11' }
    expect(await ring('2025-11-08T10:00:00Z', rangUs)).toEqual([['waiting', 0]])
    expect(await ring('2025-11-11T17:00:00Z', { result: 'no_answer', next: 'queue' })).toEqual([['waiting', 1]])
  })
})
