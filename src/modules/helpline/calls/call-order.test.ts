import { describe, expect, it } from 'vitest'
import { eventsOf } from '#test/helping'
import type { World } from '#test/world'
import { owed, place, setUp } from './desk-trial'

const CALLER = { person: '', name: 'Cal Example', phones: '0161 496 0188', postcode: '', notes: 'His own words' }

/** What the journal tells from here on, oldest first. */
const from = async (world: World) => {
  const before = (await eventsOf(world)).length
  return async () => (await eventsOf(world)).slice(before).map(({ action }) => action)
}

describe('a call is told in the order it happened, a cause before what came of it', () => {
  it('somebody new with a ring promised: the person, the request, the call, then the ring', async () => {
    const { world, ctx, site, send } = await setUp()
    const told = await from(world)
    expect((await send({ ...CALLER, next: 'ring' })).statusCode).toBe(303)
    expect(await told()).toEqual(['person.record', 'request.record', 'call.record', 'call-back.ask'])
    const { body } = await site.get(ctx, (await site.get(ctx, '/people?q=Cal')).body.match(/\/people\/P-[^"]+/)?.[0] ?? '')
    const timeline = body.slice(body.indexOf('id="timeline"'))
    // The latest stands at the top.
    expect(timeline).toMatch(
      /We will ring them, from 6 November 2025.*They rang us: we spoke.*Asked for help.*Became known to us/s,
    )
  })

  it('so with the one who rang for them, who is new too', async () => {
    const { world, send } = await setUp()
    const told = await from(world)
    const spokeFor = { callerName: 'Dora Example', callerPhones: '0161 496 0999', standing: 'relative', agreed: 'said_so' }
    expect((await send({ ...CALLER, ...spokeFor, next: 'ring' })).statusCode).toBe(303)
    expect(await told()).toEqual(['person.record', 'person.record', 'request.record', 'call.record', 'call-back.ask'])
  })

  it('a call that reached them, then that the promise is kept; a wrong number, then the mark at it', async () => {
    const { world, send } = await setUp()
    await send({ next: 'ring' })
    const reached = await from(world)
    const [first] = await owed(world)
    expect((await send({ direction: 'out', result: 'spoke', next: 'ring', callBacks: String(first?.id) })).statusCode).toBe(303)
    expect(await reached()).toEqual(['request.record', 'call.record', 'call-back.reach', 'call-back.ask'])
    const wrong = await from(world)
    const second = (await owed(world)).find(({ status }) => status === 'waiting')
    await send({ direction: 'out', result: 'wrong_number', next: 'queue', callBacks: String(second?.id) })
    expect(await wrong()).toEqual(['call.record', 'person.mark-way', 'call-back.give-up'])
  })

  it('where they are shown to go is told after the call', async () => {
    const { world, send } = await setUp()
    const told = await from(world)
    expect((await send({ next: 'signpost', place: await place(world, 'Library') })).statusCode).toBe(303)
    expect(await told()).toEqual(['request.record', 'request.close', 'call.record', 'signpost.give'])
  })
})
