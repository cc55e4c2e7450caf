import { describe, expect, it } from 'vitest'
import type { World } from '#test/world'
import { inside, owed, setUp } from './desk-trial'

const nothingWritten = async (world: World) =>
  expect(await inside(world, (tx) => tx.selectFrom('call').select('id').execute())).toEqual([])

const NOBODY_RINGS = { name: 'Cal Example', notes: 'His own words', needs: ['data', 'task'], nextWords: 'About the router' }

describe('a ring that nobody can make', () => {
  it('a ring promised to a new caller without a number is refused before it is saved, with all that was typed', async () => {
    const { world, ctx, site } = await setUp()
    const ring = { ...NOBODY_RINGS, next: 'ring', nextOn: '2025-11-10', nextPart: 'evening' }
    const refused = await site.post(ctx, '/calls/new', ring)
    expect(refused.statusCode).toBe(409)
    expect(refused.body).toMatch(/href="#phones"[^<]*>Give a number that works, to ring them on. Or choose “Something else”/)
    for (const kept of ['value="Cal Example"', 'His own words', 'value="About the router"']) expect(refused.body).toContain(kept)
    expect(refused.body).toMatch(/name="needs" value="task"[^>]* checked/)
    expect(refused.body).toMatch(/name="next" value="ring"[^>]* checked/)
    expect(refused.body).toMatch(/value="2025-11-10" selected/)
    await nothingWritten(world)
    for (const way of [{ phones: '0161 496 0188' }, { next: 'other', phones: '' }])
      expect((await site.post(ctx, '/calls/new', { ...ring, ...way, person: 'new' })).statusCode).toBe(303)
    expect((await owed(world)).map(({ why }) => why)).toEqual(['About the router'])
  })

  it('so is one to somebody known: nobody may ring them, or their only number is wrong', async () => {
    const { world, send, person } = await setUp()
    const wrong = await send({ direction: 'out', result: 'wrong_number', next: 'ring' })
    expect([wrong.statusCode, wrong.body.includes('href="#phones"')]).toEqual([409, true])
    expect(wrong.body).toContain('id="phones"')
    const mark = (columns: { do_not_call: boolean }) =>
      inside(world, (tx) => tx.updateTable('person').set(columns).where('id', '=', person.id).execute())
    await mark({ do_not_call: true })
    const silent = await send({ next: 'ring', phones: '0161 496 0188' })
    expect([silent.statusCode, silent.body.includes('href="#next"')]).toEqual([409, true])
    expect(silent.body).toContain('Nobody may ring them')
    await nothingWritten(world)
    await mark({ do_not_call: false })
    const right = { direction: 'out', result: 'wrong_number', next: 'ring', phones: '0161 496 0188' }
    expect((await send(right)).statusCode).toBe(303)
    expect(await owed(world)).toHaveLength(1)
  })
})
