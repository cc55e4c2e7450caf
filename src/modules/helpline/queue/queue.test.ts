import { describe, expect, it } from 'vitest'
import { personForm, recordPerson } from '#modules/people'
import type { Ctx } from '#platform/command'
import type { Tx } from '#platform/db'
import { newId } from '#platform/ids'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { recordRequest } from '../requests/record-request'

const inside = <T>(world: World, read: (tx: Tx) => Promise<T>): Promise<T> => world.db.transaction(world.system, read)

const known = async (ctx: Ctx, name: string, more: Record<string, string> = {}) => {
  const made = await recordPerson(ctx, personForm.parse({ name, phones: '0161 496 0123', ...more }))
  if (!made.ok) throw new Error(made.says)
  return made.value
}

const setUp = async () => {
  const world = await newWorld()
  const [mine, other] = [await world.as('helpline'), await world.as('coordinator')]
  return {
    world,
    mine,
    other,
    site: await openSite(world),
    ann: await known(mine, 'Ann Example'),
    bob: await known(mine, 'Bob Example'),
  }
}

/** A tablet on loan to a person, as far as a list of calls reads it. */
const lent = (world: World, personId: string, dueOn: string, model = 'M10') =>
  inside(world, async (tx) => {
    const [device, wipe, loan] = [newId(), newId(), newId()]
    const own = { alliance_id: world.allianceId }
    const made = await tx
      .insertInto('device')
      .values({
        ...own,
        id: device,
        kind: 'tablet',
        make: 'Lenovo',
        model,
        condition: 'good',
        status: 'ready',
        added_on: '2025-01-01',
      })
      .returning('reference')
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('wipe')
      .values({
        ...{ ...own, id: wipe, device_id: device, method: 'factory_reset', passed: true, done_by: 'Sam' },
        ...{ wiped_on: '2025-01-01', recorded_at: new Date('2025-01-01T09:00:00Z') },
      })
      .execute()
    await tx
      .insertInto('loan')
      .values({
        ...{ ...own, id: loan, device_id: device, wipe_id: wipe, person_id: personId, status: 'on_loan', signed_name: 'Ann' },
        ...{ promised_at: new Date('2025-01-01T10:00:00Z'), collected_on: '2025-01-02', due_on: dueOn },
      })
      .execute()
    return made.reference
  })

const list = { name: 'Tablets called back', why: 'The battery may get hot', script: 'Please switch it off', priority: 'now' }

const asked = (world: World) =>
  inside(world, (tx) =>
    tx
      .selectFrom('call_back as c')
      .innerJoin('person as p', 'p.id', 'c.person_id')
      .select(['p.name', 'c.status', 'c.priority', 'c.why'])
      .orderBy('p.name')
      .execute(),
  )

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
    expect((await site.get(other, '/call-backs')).body).toContain('Test helpline has them')
    expect((await site.get(mine, '/call-backs')).body).toContain('Go on with Ann Example')
    expect((await site.post(mine, '/call-backs/put-back', {})).statusCode).toBe(303)
    expect((await site.post(other, '/call-backs/next', {})).headers.location).toContain(ann.reference)
    expect((await site.get(other, '/call-backs')).body).toContain('On shift today')
    expect((await site.post(other, '/call-backs/off-shift', {})).statusCode).toBe(303)
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

describe('a list of people to ring', () => {
  it('takes people, devices and loans by reference, each person once; nobody else', async () => {
    const { world, mine, site, ann, bob } = await setUp()
    const device = await lent(world, bob.id, '2025-12-01')
    const references = `${ann.reference.toLowerCase()}, ${device} ${ann.reference}\n${bob.reference}`
    const made = await site.post(mine, '/call-lists/new', { ...list, choose: 'references', references })
    expect(made.statusCode).toBe(303)
    expect(await asked(world)).toMatchObject([
      { name: 'Ann Example', priority: 2, status: 'waiting' },
      { name: 'Bob Example', priority: 2, status: 'waiting' },
    ])
    const page = await site.get(mine, String(made.headers.location).slice(`/${world.slug}`.length))
    expect(page.body).toContain('0 reached, 2 waiting')
    const events = await inside(world, (tx) =>
      tx.selectFrom('event').select('detail').where('action', '=', 'call-list.make').execute(),
    )
    expect(events).toEqual([{ detail: { name: list.name, people: 2 } }])
  })

  it.each([
    ['borrowers', { model: 'm10' }, ['Ann Example']],
    ['borrowers', { model: 'tablet' }, ['Ann Example', 'Bob Example']],
    ['late', {}, ['Bob Example']],
    ['need', { need: 'data' }, ['Cal Example']],
  ])('finds %s %j', async (choose, fields, names) => {
    const { world, mine, site, ann, bob } = await setUp()
    const cal = await known(mine, 'Cal Example')
    await lent(world, ann.id, '2025-12-01')
    await lent(world, bob.id, '2025-11-01', 'Other')
    const step = { nextAction: 'Ring', nextActionOn: '2025-11-06' }
    await recordRequest(mine, { words: '', needs: ['data'], barriers: [], personId: cal.id, source: 'call', ...step })
    expect((await site.post(mine, '/call-lists/new', { ...list, choose, ...fields })).statusCode).toBe(303)
    expect((await asked(world)).map(({ name }) => name)).toEqual(names)
  })

  it.each([
    ['references', { choose: 'references', references: 'P-99999 nonsense' }, 'We cannot find P-99999, NONSENSE'],
    ['references', { choose: 'references', references: '' }, 'Enter references'],
    ['model', { choose: 'borrowers', model: '' }, 'Enter a kind or a model'],
    ['choose', { choose: 'late' }, 'That is nobody'],
    ['need', { choose: 'need' }, 'Choose what they asked for'],
    ['name', { choose: 'late', name: '' }, 'Enter a name'],
  ])('says what is wrong with %s, keeps the words, and rings nobody', async (field, fields, says) => {
    const { world, mine, site } = await setUp()
    const page = await site.post(mine, '/call-lists/new', { ...list, ...fields })
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain(`href="#${field}"`)
    expect(page.body).toContain(says)
    expect(page.body).toContain('Please switch it off')
    expect(await asked(world)).toEqual([])
  })

  it('cannot name people of the other alliance', async () => {
    const { ann } = await setUp()
    const elsewhere = await newWorld()
    const site = await openSite(elsewhere)
    const page = await site.post(await elsewhere.as('helpline'), '/call-lists/new', {
      ...list,
      choose: 'references',
      references: ann.reference,
    })
    expect([page.statusCode, page.body.includes(`We cannot find ${ann.reference}`)]).toEqual([422, true])
  })

  it('stops once: those not reached are not rung for it any more', async () => {
    const { world, mine, site, ann } = await setUp()
    const made = await site.post(mine, '/call-lists/new', { ...list, choose: 'references', references: ann.reference })
    const at = String(made.headers.location).slice(`/${world.slug}`.length)
    expect((await site.post(mine, `${at}/stop`, {})).statusCode).toBe(303)
    expect((await site.post(mine, `${at}/stop`, {})).statusCode).toBe(409)
    expect(await asked(world)).toMatchObject([{ status: 'called_off' }])
    const elsewhere = await newWorld()
    const theirs = await openSite(elsewhere)
    expect((await theirs.post(await elsewhere.as('helpline'), `${at}/stop`, {})).statusCode).toBe(404)
  })
})
