import { describe, expect, it } from 'vitest'
import { type Ctx, command } from '#platform/command'
import type { Tx } from '#platform/db'
import { newId } from '#platform/ids'
import { done } from '#platform/outcome'
import { newWorld, type World } from '#test/world'
import { askForCallBacks, type CallBackAsked, callOffCallBacks } from './index'
import { ask } from './queue-trial'

const known = (ctx: Ctx): Promise<string> =>
  ctx.db.transaction(ctx, async (tx) => {
    const row = { alliance_id: ctx.allianceId, id: newId(), name: 'Ann Example', created_on: '2025-01-01' }
    await tx.insertInto('person').values(row).execute()
    return row.id
  })

const callOff = command('call-back.call-off', async (work, about: CallBackAsked['about']) =>
  done(await callOffCallBacks(work, about)),
)

const said = (tx: Tx) =>
  tx.selectFrom('event').select(['action', 'detail']).where('about_type', '=', 'call_back').orderBy('action').execute()

const rows = (world: World) =>
  world.db.transaction({ allianceId: world.allianceId }, async (tx) => ({
    asked: await tx.selectFrom('call_back').selectAll().execute(),
    events: (await said(tx)).map(({ action }) => action),
    details: (await said(tx)).map(({ detail }) => detail),
  }))

const about = { type: 'loan', id: newId() }

interface Counted {
  count: number
}

/** As many as these asked for in one go, counting what the database is asked. */
const askAll = command('call-back.ask', async (work, input: { asked: readonly CallBackAsked[]; counted: Counted }) => {
  const tx = work.tx.withPlugin({
    transformQuery: ({ node }) => {
      input.counted.count += 1
      return node
    },
    transformResult: async ({ result }) => result,
  })
  await askForCallBacks({ ...work, tx }, input.asked)
  return done(null)
})

describe('asking for a call-back', () => {
  it('many are asked for in a handful of statements; those asked for before stay as they are', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const people = await Promise.all(Array.from({ length: 60 }, () => known(ctx)))
    const counted: Counted = { count: 0 }
    const asked = people.map((person, nth) => ({
      person,
      about,
      why: 'The tablet',
      cause: `many ${nth}`,
      priority: 'soon' as const,
    }))
    await ask(ctx, { ...asked[0], why: 'First', until: new Date('2025-11-06T10:00:00Z') } as CallBackAsked)
    expect(await askAll(ctx, { asked: [...asked, ...asked.slice(0, 3)], counted })).toMatchObject({ ok: true })
    expect(counted.count).toBeLessThan(10)
    const { asked: made, events } = await rows(world)
    expect(new Set(made.map(({ person_id }) => person_id))).toEqual(new Set(people))
    expect(made.map(({ why }) => why).toSorted()).toEqual(['First', ...people.slice(1).map(() => 'The tablet')])
    const [last] = made.filter(({ cause }) => cause === 'many 59')
    expect(last).toMatchObject({
      priority: 1,
      due_from: ctx.clock.now(),
      due_until: null,
      asked_by: ctx.actor.accountId,
      tries: 0,
    })
    expect(made.find(({ why }) => why === 'First')?.due_until).toEqual(new Date('2025-11-06T10:00:00Z'))
    expect(events).toHaveLength(60)
    expect(await askAll(ctx, { asked: [], counted })).toMatchObject({ ok: true })
  })

  it('the same cause is the same row, however often it is asked; it is journaled once', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const person = await known(ctx)
    const asked = { person, about, why: 'The tablet is late', cause: 'loan 1 late' }
    const [first, second] = [await ask(ctx, asked), await ask(ctx, { ...asked, why: 'Again' })]
    expect(first).toMatchObject({ ok: true })
    expect(second).toMatchObject({ ok: true, value: first.ok && first.value })
    const { asked: made, events } = await rows(world)
    expect(made).toMatchObject([{ why: 'The tablet is late', status: 'waiting', priority: 0, tries: 0 }])
    expect(events).toEqual(['call-back.ask'])
  })

  it('two at once for one cause make one row', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const person = await known(ctx)
    const asked = { person, about, why: 'The tablet is late', cause: 'loan 2 late' }
    const all = await Promise.all(Array.from({ length: 8 }, () => ask(ctx, asked)))
    expect(new Set(all.map((one) => one.ok && one.value)).size).toBe(1)
    expect((await rows(world)).asked).toHaveLength(1)
  })

  it('takes back what is owed about a record, once', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const person = await known(ctx)
    await ask(ctx, { person, about, why: 'Late', cause: 'one', priority: 'now' })
    await ask(ctx, { person, about: { ...about, id: newId() }, why: 'Other', cause: 'two' })
    expect(await callOff(ctx, about)).toMatchObject({ ok: true, value: 1 })
    expect(await callOff(ctx, about)).toMatchObject({ ok: true, value: 0 })
    const { asked, events } = await rows(world)
    expect(asked.map(({ status }) => status).toSorted()).toEqual(['called_off', 'waiting'])
    expect(events.toSorted()).toEqual(['call-back.ask', 'call-back.ask', 'call-back.call-off'])
  })

  it('the journal says when and never why, which is in somebody’s own words', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const from = new Date('2025-11-06T12:00:00Z')
    await ask(ctx, { person: await known(ctx), about, why: 'Afraid of her nephew', cause: 'three', from })
    await callOff(ctx, about)
    expect((await rows(world)).details).toEqual([{ on: '2025-11-06' }, {}])
  })
})
