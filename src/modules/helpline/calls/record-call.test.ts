import { describe, expect, it } from 'vitest'
import { personForm, recordPerson } from '#modules/people'
import type { Ctx } from '#platform/command'
import type { Tx } from '#platform/db'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { recordRequest } from '../requests/record-request'
import { callForm, NEW_PERSON } from './call'
import { recordCall } from './record-call'

const margaret = { name: 'Margaret Ollerenshaw', phones: '0161 496 0187', postcode: 'sk38nr' }
const said = { notes: 'Tablet says storage full', needs: ['learn_skills'], minutes: '12' }
const ring = { next: 'ring', nextOn: '2025-11-06' }
const call = (fields: Record<string, unknown>) => callForm.parse({ ...said, ...ring, ...fields })
const sorted = { next: 'sorted' }

const inside = <T>(world: World, read: (tx: Tx) => Promise<T>): Promise<T> =>
  world.db.transaction({ allianceId: world.allianceId }, read)

const counts = (world: World) =>
  inside(world, async (tx) => ({
    people: (await tx.selectFrom('person').select('id').execute()).length,
    requests: (await tx.selectFrom('request').select('id').execute()).length,
    calls: (await tx.selectFrom('call').select('id').execute()).length,
    events: (await tx.selectFrom('event').select('action').execute()).map(({ action }) => action).toSorted(),
  }))

const known = async (ctx: Ctx, fields = margaret) => {
  const made = await recordPerson(ctx, personForm.parse(fields))
  if (!made.ok) throw new Error(made.says)
  return made.value
}

const asked = async (ctx: Ctx, personId: string) => {
  const made = await recordRequest(ctx, {
    ...{ personId, source: 'call', words: '', needs: ['data'], barriers: ['cost'] },
    ...{ nextAction: 'Ring them back', nextActionOn: '2025-11-05' },
  })
  if (!made.ok) throw new Error(made.says)
  return made.value
}

describe('recording a call', () => {
  it('makes a new caller, their request and the call at once, each with its event', async () => {
    const world = await newWorld()
    const made = await recordCall(await world.as('helpline'), call(margaret))
    expect(made).toMatchObject({ ok: true, value: { person: /^P-/, request: /^R-/ } as never } as never)
    expect(await counts(world)).toEqual({
      ...{ people: 1, requests: 1, calls: 1 },
      events: ['call-back.ask', 'call.record', 'person.record', 'request.record'],
    })
    const row = await inside(world, (tx) => tx.selectFrom('call').selectAll().executeTakeFirstOrThrow())
    expect(row).toMatchObject({ minutes: 12, result: 'spoke', direction: 'in', notes: said.notes, called_on: '2025-11-05' })
    expect(row.started_at.toISOString()).toBe('2025-11-05T09:48:00.000Z')
    const request = await inside(world, (tx) => tx.selectFrom('request').selectAll().executeTakeFirstOrThrow())
    expect(request).toMatchObject({
      ...{ status: 'new', source: 'call', needs: ['learn_skills'], words: said.notes },
      ...{ next_action: 'Ring them back', next_action_on: '2025-11-06', id: row.request_id },
    })
  })

  it('with a person known already makes no second one', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const person = await known(ctx)
    const made = await recordCall(ctx, call({ person: person.reference.toLowerCase(), ...ring }))
    expect(made).toMatchObject({ ok: true, value: { person: person.reference } })
    expect(await counts(world)).toMatchObject({ people: 1, requests: 1, calls: 1 })
  })

  it('adds to an open request: what they also need, and its new next step', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const person = await known(ctx)
    const request = await asked(ctx, person.id)
    const made = await recordCall(
      ctx,
      call({ person: person.reference, request: request.reference, next: 'other', nextWords: 'Post the form' }),
    )
    expect(made).toMatchObject({ ok: true, value: { request: request.reference } })
    const row = await inside(world, (tx) => tx.selectFrom('request').selectAll().executeTakeFirstOrThrow())
    expect(row).toMatchObject({ next_action: 'Post the form', next_action_on: '2025-11-06', barriers: ['cost'] })
    expect(row.needs.toSorted()).toEqual(['data', 'learn_skills'])
    expect((await counts(world)).events).toContain('request.plan')
  })

  it('sorted on the call counts as help: the request is opened and closed', async () => {
    const world = await newWorld()
    await recordCall(await world.as('helpline'), call({ ...margaret, next: 'sorted' }))
    const row = await inside(world, (tx) => tx.selectFrom('request').selectAll().executeTakeFirstOrThrow())
    expect(row).toMatchObject({ status: 'done', outcome: 'helped', closed_on: '2025-11-05', next_action: null })
  })

  it('sorts an open request on the call', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const person = await known(ctx)
    const request = await asked(ctx, person.id)
    await recordCall(ctx, call({ person: person.reference, request: request.reference, next: 'sorted' }))
    const row = await inside(world, (tx) => tx.selectFrom('request').selectAll().executeTakeFirstOrThrow())
    expect(row).toMatchObject({ status: 'done', outcome: 'helped' })
  })

  it('with nothing more to do opens no request', async () => {
    const world = await newWorld()
    const made = await recordCall(
      await world.as('helpline'),
      call({ ...margaret, needs: [], result: 'wrong_number', next: 'nothing' }),
    )
    expect(made).toMatchObject({ ok: true, value: { request: null } })
    expect(await counts(world)).toMatchObject({ people: 1, requests: 0, calls: 1 })
  })

  it.each([
    ['the same phone in another format', { name: 'M. Olly', phones: '+44 161 4960187', postcode: '' }],
    ['a name that sounds the same at the same postcode', { name: 'margret olerenshaw', phones: '', postcode: 'SK3 8NR' }],
  ])('asks first when we may know them: %s', async (_how, caller) => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    await known(ctx)
    const refused = await recordCall(ctx, call({ ...caller, ...sorted }))
    expect(refused).toMatchObject({ ok: false, code: 'maybe-known', status: 422, field: 'person' })
    expect(await counts(world)).toMatchObject({ people: 1, requests: 0, calls: 0 })
    expect(await recordCall(ctx, call({ ...caller, ...sorted, person: NEW_PERSON }))).toMatchObject({ ok: true })
    expect(await counts(world)).toMatchObject({ people: 2, calls: 1 })
  })

  it('the same name elsewhere may have moved house: asked once', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    await known(ctx)
    const elsewhere = { name: margaret.name, postcode: 'SK1 1AA', ...sorted }
    expect(await recordCall(ctx, call(elsewhere))).toMatchObject({ code: 'maybe-known' })
    expect(await recordCall(ctx, call({ ...elsewhere, person: NEW_PERSON }))).toMatchObject({ ok: true })
  })

  it('refuses a request that is closed or another person’s, and writes nothing', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const [person, other] = [await known(ctx), await known(ctx, { name: 'Ann', phones: '', postcode: '' })]
    const theirs = await asked(ctx, other.id)
    const refused = await recordCall(ctx, call({ person: person.reference, request: theirs.reference }))
    expect(refused).toMatchObject({ ok: false, code: 'moved-on', status: 409 })
    expect(await counts(world)).toMatchObject({ requests: 1, calls: 0 })
  })

  it('refuses a day gone by, by the name of its field, and writes nothing', async () => {
    const world = await newWorld()
    for (const [field, day] of [
      ['ringOn', {}],
      ['nextOn', { next: 'other' }],
    ]) {
      const refused = await recordCall(await world.as('helpline'), call({ ...margaret, nextOn: '2025-11-04', ...Object(day) }))
      expect(refused).toMatchObject({ ok: false, code: 'in-the-past', field })
    }
    expect(await counts(world)).toEqual({ people: 0, requests: 0, calls: 0, events: [] })
  })

  it('a champion may not, and nothing is written', async () => {
    const world = await newWorld()
    expect(await recordCall(await world.as('champion'), call(margaret))).toMatchObject({ ok: false, status: 403 })
    expect(await counts(world)).toEqual({ people: 0, requests: 0, calls: 0, events: [] })
  })

  it('cannot be with a person of the other alliance', async () => {
    const [mine, other] = [await newWorld(), await newWorld()]
    const person = await known(await mine.as('helpline'))
    const refused = await recordCall(await other.as('helpline'), call({ person: person.reference }))
    expect(refused).toMatchObject({ ok: false, code: 'not-found' })
    const site = await openSite(other)
    const page = await site.get(await other.as('helpline'), `/calls/new?person=${person.reference}`)
    expect(page.statusCode).toBe(404)
    const search = await site.get(await other.as('helpline'), '/calls/new?q=margaret')
    expect(search.body).toContain('We know nobody by that yet')
  })
})
