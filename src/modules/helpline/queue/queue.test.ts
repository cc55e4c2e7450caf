import { describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { asked, inside, list, setUp } from './queue-trial'

describe('the queue', () => {
  it('hands out a person, opens the desk with them, and puts them back', async () => {
    const { mine, other, site, ann } = await setUp()
    await site.post(mine, '/call-lists/new', { ...list, choose: 'references', references: ann.reference })
    expect((await site.get(mine, '/call-backs')).body).toContain('The battery may get hot')
    const next = await site.post(mine, '/call-backs/next', {})
    expect(next.headers.location).toContain(`/calls/new?person=${ann.reference}&direction=out`)
    const desk = await site.get(mine, `/calls/new?person=${ann.reference}&direction=out`)
    expect(desk.body).toContain('Please switch it off')
    expect(desk.body).toContain('<option value="out" selected')
    const others = await site.post(other, '/call-backs/next', {})
    expect(others.headers.location).toContain('/call-backs?nobody=yes')
    expect((await site.get(other, '/call-backs?nobody=yes')).body).toContain('Nobody can be rung right now')
    const theirs = (await site.get(other, '/call-backs')).body
    expect(theirs).toContain('Test helpline has them')
    expect(theirs).toContain('Ann Example')
    expect(theirs).not.toMatch(/call-backs\/[\w-]{36}\/take/)
    const own = (await site.get(mine, '/call-backs')).body
    expect(own).toContain('You have them')
    expect(own).toMatch(/call-backs\/[\w-]{36}\/take/)
    expect((await site.get(mine, '/call-backs')).body).toContain('Go on with Ann Example')
    expect((await site.post(mine, '/call-backs/put-back', {})).statusCode).toBe(303)
    expect((await site.post(other, '/call-backs/next', {})).headers.location).toContain(ann.reference)
    expect((await site.get(other, '/call-backs')).body).toContain('On shift today')
    expect((await site.post(other, '/call-backs/off-shift', {})).statusCode).toBe(303)
  })

  it.each([
    ['2025-11-08T10:00:00Z', 'It is the weekend: the call desk promises no rings for it, except at times people chose as safe.'],
    ['2025-12-26T10:00:00Z', 'Today is a bank holiday (Boxing Day): the call desk promises no rings for it.'],
    ['2025-11-10T10:00:00Z', null],
  ])('at %s says what is promised on such a day, and that it hands people out all the same', async (moment, says) => {
    const { world, mine, site, ann } = await setUp()
    await site.post(mine, '/call-lists/new', { ...list, choose: 'references', references: ann.reference })
    const then = world.at(moment)
    const [day, worker] = [await openSite(then), await then.as('helpline')]
    const { body } = await day.get(worker, '/call-backs')
    expect(body.includes('if you choose to ring')).toBe(says !== null)
    if (says) expect(body).toContain(says)
    expect((await day.get(await then.as('lead'), '/call-backs')).body).not.toContain('if you choose to ring')
    expect((await day.post(worker, '/call-backs/next', {})).headers.location).toContain(ann.reference)
  })

  it('says the day alone where any time of it will do, and of what fell due in the night', async () => {
    const { world, mine, site, ann } = await setUp()
    const ring = { person: ann.reference, needs: 'data', next: 'ring', nextOn: '2025-11-07' }
    await site.post(mine, '/calls/new', ring)
    const cell = async () => /data-label="When"[^>]*>([^<]*)</.exec((await site.get(mine, '/call-backs')).body)?.[1]
    expect(await cell()).toBe('Friday 7 November')
    const set = (due_from: string) =>
      inside(world, (tx) =>
        tx
          .updateTable('call_back')
          .set({ due_from: new Date(due_from), due_until: null })
          .execute(),
      )
    await set('2025-11-07T01:30:00Z')
    expect(await cell()).toBe('Friday 7 November')
    await set('2025-11-07T13:30:00Z')
    expect(await cell()).toBe('Friday 7 November, 1.30pm')
  })

  it('a name pressed is in hand at once, without a script; whoever presses it next is told who has them', async () => {
    const { world, mine, other, site, ann } = await setUp()
    await site.post(mine, '/call-lists/new', { ...list, choose: 'references', references: ann.reference })
    const { id } = await inside(world, (tx) => tx.selectFrom('call_back').select('id').executeTakeFirstOrThrow())
    const take = `/call-backs/${id}/take`
    expect((await site.get(mine, '/call-backs')).body).toContain(take)
    const desk = `/${world.slug}/calls/new?person=${ann.reference}&direction=out`
    for (const who of [mine, mine, other]) {
      const taken = await site.post(who, take, {})
      expect([taken.statusCode, taken.headers.location]).toEqual([303, desk])
    }
    const shown = (await site.get(other, `/calls/new?person=${ann.reference}&direction=out`)).body
    expect(shown).toContain('Test helpline has them in hand now')
    expect((await site.get(mine, '/call-backs')).body).toContain('Go on with Ann Example')
    const took = await inside(world, (tx) =>
      tx.selectFrom('event').select('person_id').where('action', '=', 'call-back.take').execute(),
    )
    expect(took).toEqual([{ person_id: ann.id }])
    expect((await site.get(await world.as('lead'), '/call-backs')).body).not.toContain(take)
    expect((await site.post(await world.as('lead'), take, {})).statusCode).toBe(403)
    const elsewhere = await newWorld()
    expect((await (await openSite(elsewhere)).post(await elsewhere.as('helpline'), take, {})).statusCode).toBe(404)
    expect((await site.post(mine, '/call-backs/nonsense/take', {})).statusCode).toBe(404)
    expect((await site.post(mine, `/call-backs/${id}/call-off`, {})).statusCode).toBe(303)
    expect((await site.post(mine, take, {})).statusCode).toBe(409)
  })

  it('one that is not needed is taken out with a button, once; not by a lead, not from elsewhere', async () => {
    const { world, mine, site, ann } = await setUp()
    await site.post(mine, '/call-lists/new', { ...list, choose: 'references', references: ann.reference })
    const { id } = await inside(world, (tx) => tx.selectFrom('call_back').select('id').executeTakeFirstOrThrow())
    const off = `/call-backs/${id}/call-off`
    expect((await site.get(mine, '/call-backs')).body).toContain(off)
    expect((await site.get(await world.as('lead'), '/call-backs')).body).not.toContain(off)
    expect((await site.post(await world.as('lead'), off, {})).statusCode).toBe(403)
    const elsewhere = await newWorld()
    expect((await (await openSite(elsewhere)).post(await elsewhere.as('helpline'), off, {})).statusCode).toBe(404)
    expect((await site.post(mine, '/call-backs/nonsense/call-off', {})).statusCode).toBe(404)
    expect((await site.post(mine, off, {})).statusCode).toBe(303)
    expect((await site.post(mine, off, {})).statusCode).toBe(409)
    expect(await asked(world)).toMatchObject([{ status: 'called_off' }])
    const said = await inside(world, (tx) =>
      tx.selectFrom('event').select('detail').where('action', '=', 'call-back.call-off').execute(),
    )
    expect(said).toEqual([{ detail: {} }])
  })

  it('says for whom a row is kept that “Next call” passes over, and what is your own', async () => {
    const { mine, other, site, ann } = await setUp()
    await site.post(mine, '/call-backs/next', {})
    await site.post(mine, '/call-lists/new', { ...list, priority: 'usual', choose: 'references', references: ann.reference })
    const [theirs, own] = [(await site.get(other, '/call-backs')).body, (await site.get(mine, '/call-backs')).body]
    expect(theirs).toMatch(/Kept for Test helpline<\/strong> <span[^>]*>until 11am</)
    expect(theirs).not.toContain('Yours')
    expect(own).not.toContain('Kept for')
    expect(own).toContain('Yours')
    expect(own).toContain('yours come first')
    expect((await site.post(other, '/call-backs/next', {})).headers.location).toContain('nobody=yes')
    expect((await site.post(mine, '/call-backs/next', {})).headers.location).toContain(ann.reference)
  })

  it('shows through whom somebody is rung', async () => {
    const { world, mine, site, ann } = await setUp()
    await site.post(mine, '/call-lists/new', { ...list, choose: 'references', references: ann.reference })
    const through = { ways: ['through_someone'], reach_through: 'Daughter Ellen' }
    await inside(world, (tx) => tx.updateTable('person').set(through).where('id', '=', ann.id).execute())
    expect((await site.get(mine, '/call-backs')).body).toContain('Through Daughter Ellen')
    expect((await site.get(await world.as('lead'), '/call-backs')).body).not.toContain('Daughter Ellen')
  })

  it('goes on to the next page and back, and stays there while it changes by itself', async () => {
    const { world, mine, site, ann } = await setUp()
    await site.post(mine, '/call-lists/new', { ...list, choose: 'references', references: ann.reference })
    await inside(world, async (tx) => {
      const { id, cause, ...one } = await tx.selectFrom('call_back').selectAll().executeTakeFirstOrThrow()
      const more = Array.from({ length: 29 }, (_, nth) => ({ ...one, id: newId(), cause: `${cause} ${nth}` }))
      await tx.insertInto('call_back').values(more).execute()
    })
    const first = (await site.get(mine, '/call-backs')).body
    expect(first).toContain('30 due, the most pressing first')
    expect(first.match(/Not needed/g)).toHaveLength(25)
    const after = /\/call-backs(\?after=[\w-]+)"/.exec(first)?.[1] ?? ''
    const second = (await site.get(mine, `/call-backs${after}`)).body
    expect(second.match(/Not needed/g)).toHaveLength(5)
    expect(second).toContain('Back to the start')
    expect(second).not.toContain('Next page')
    expect(second).toContain(`data-live-from="/${world.slug}/call-backs${after}"`)
    for (const odd of ['nonsense', newId(), '0_99_nonsense', `0_999999999999999_${newId()}`])
      expect((await site.get(mine, `/call-backs?after=${odd}`)).body).toContain('Next page')
    expect((await site.get(mine, `/call-backs?after=0_9999999999999_${newId()}`)).body).toContain('Nobody comes after these')
  })

  it('a lead sees how many wait, and no names and no button', async () => {
    const { world, mine, site, ann } = await setUp()
    await site.post(mine, '/call-lists/new', { ...list, choose: 'references', references: ann.reference })
    const page = await site.get(await world.as('lead'), '/call-backs')
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain(ann.reference)
    expect(page.body).not.toContain('Ann Example')
    expect(page.body).not.toContain('Next call')
    expect((await site.post(await world.as('lead'), '/call-backs/next', {})).statusCode).toBe(403)
  })
})
