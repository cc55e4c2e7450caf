import { describe, expect, it } from 'vitest'
import { partnerForm, recordPartner } from '#modules/partners'
import { planGroup } from '#modules/sessions'
import type { Ctx } from '#platform/command'
import { newId } from '#platform/ids'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { closeRequest } from '../requests/close-request'
import { inside, owed, place, setUp } from './desk-trial'

const setPurposes = (world: World) =>
  inside(world, (tx) =>
    tx
      .insertInto('lending_purpose')
      .values({ alliance_id: world.allianceId, code: 'job', name: 'Job search', said_as: 'Job search', head_start_days: 30 })
      .execute(),
  )

const request = (world: World) => inside(world, (tx) => tx.selectFrom('request').selectAll().executeTakeFirstOrThrow())
const nothingWritten = async (world: World) =>
  expect(await inside(world, (tx) => tx.selectFrom('call').select('id').execute())).toEqual([])

describe('ringing back', () => {
  it('puts them in the queue for the day and the time they said, about the request', async () => {
    const { world, send } = await setUp()
    expect((await send({ next: 'ring', nextPart: 'afternoon', nextWords: 'Her SIM came' })).statusCode).toBe(303)
    expect(await owed(world)).toMatchObject([
      {
        ...{ why: 'Her SIM came', about_type: 'request', about_id: (await request(world)).id },
        ...{ due_from: new Date('2025-11-06T12:00:00Z'), due_until: new Date('2025-11-06T16:00:00Z') },
      },
    ])
  })

  it('is not owed any more once the request is closed', async () => {
    const { world, ctx, send } = await setUp()
    await send({ next: 'ring' })
    await closeRequest(ctx, { id: (await request(world)).id, outcome: 'not_needed', whatChanged: '' })
    expect(await owed(world)).toMatchObject([{ status: 'called_off' }])
  })

  it('the same form twice promises one call', async () => {
    const { world, send } = await setUp()
    const submission = newId()
    await Promise.all([send({ next: 'ring', submission }), send({ next: 'ring', submission })])
    expect(await owed(world)).toHaveLength(1)
  })

  it('rung and not reached, they stay in the queue; on the third day a letter goes instead and the request waits to hear', async () => {
    const { world, send, person } = await setUp()
    await send({ next: 'ring', nextWords: 'The tablet' })
    const [back] = await owed(world)
    const tries = ['2025-11-06T09:30:00Z', '2025-11-07T13:00:00Z', '2025-11-10T16:30:00Z']
    for (const at of tries) {
      const then = world.at(at)
      const page = await (await openSite(then)).get(
        await then.as('helpline'),
        `/calls/new?person=${person.reference}&direction=out`,
      )
      expect(page.body).toContain(`value="${back?.id}" form="call-form" checked`)
      const tried = {
        person: person.reference,
        direction: 'out',
        result: 'no_answer',
        next: 'queue',
        callBacks: String(back?.id),
      }
      const sent = await (await openSite(then)).post(await then.as('helpline'), '/calls/new', tried)
      expect(sent.statusCode).toBe(303)
    }
    expect(await owed(world)).toMatchObject([{ status: 'gave_up', tries: 3 }])
    const notices = await inside(world, (tx) => tx.selectFrom('notice').select(['template', 'person_id']).execute())
    expect(notices).toEqual([{ template: 'could-not-reach', person_id: person.id }])
    expect(await request(world)).toMatchObject({
      next_action: 'See if they answered our letter. The tablet',
      next_action_on: '2025-11-20',
    })
  })

  it('a wrong number is not rung again: the only one there is, so a letter goes at once', async () => {
    const { world, send } = await setUp()
    await send({ next: 'ring' })
    const [back] = await owed(world)
    await send({ direction: 'out', result: 'wrong_number', next: 'queue', callBacks: String(back?.id) })
    const phones = await inside(world, (tx) => tx.selectFrom('person_phone').select('failed_at').execute())
    expect(phones).toEqual([{ failed_at: new Date('2025-11-05T10:00:00Z') }])
    expect((await owed(world))[0]?.status).toBe('gave_up')
  })

  it('asked to ring again on another day, the same call waits for it and no second one is made', async () => {
    const { world, send } = await setUp()
    await send({ next: 'ring' })
    const [back] = await owed(world)
    await send({
      direction: 'out',
      result: 'call_again',
      next: 'ring',
      nextOn: '2025-11-12',
      nextPart: 'morning',
      callBacks: String(back?.id),
    })
    expect(await owed(world)).toMatchObject([{ status: 'waiting', tries: 0, due_from: new Date('2025-11-12T09:00:00Z') }])
  })

  it('cannot stay in a queue they are not in', async () => {
    const { world, send } = await setUp()
    const sent = await send({ result: 'no_answer', next: 'queue' })
    expect(sent.statusCode).toBe(422)
    expect(sent.body).toContain('Tick the call that stays in the queue')
    await nothingWritten(world)
  })
})

describe('doing it before you hang up', () => {
  it('books the session, and the next step is to ask how it went', async () => {
    const { world, ctx, site, send, person } = await setUp()
    const planned = await planGroup(ctx, {
      ...{
        title: 'Tea and tablets',
        date: '2025-11-20',
        time: '10:00',
        minutes: 90,
        places: 1,
        place: await place(world, 'Library'),
      },
      ...{ way: 'in_person', champion: null },
    } as never)
    if (!planned.ok) throw new Error(planned.says)
    const { reference } = planned.value as { reference: string }
    expect((await site.get(ctx, `/calls/new?person=${person.reference}`)).body).toContain(
      'Tea and tablets, Library (1 place left)',
    )
    expect((await send({ next: 'session', pickSession: reference })).statusCode).toBe(303)
    expect(await request(world)).toMatchObject({ next_action: 'Ask how Tea and tablets went', next_action_on: '2025-11-20' })
    const booked = await inside(world, (tx) => tx.selectFrom('attendance').select(['person_id', 'status']).execute())
    expect(booked).toEqual([{ person_id: person.id, status: 'booked' }])
    const full = await send({ person: 'new', name: 'Bob', next: 'session', pickSession: reference })
    expect([full.statusCode, full.body.includes('Someone has just taken the last place')]).toEqual([409, true])
    expect(await inside(world, (tx) => tx.selectFrom('call').select('id').execute())).toHaveLength(1)
  })

  it('names the partner they are passed to; one of another alliance is refused and nothing is written', async () => {
    const { world, ctx, site, send } = await setUp()
    const partner = async (of: World) => {
      const made = await recordPartner(
        await of.as('lead'),
        partnerForm.parse({ name: 'Age Example', sector: 'voluntary', joinedOn: '2020-04-01' }),
      )
      if (!made.ok) throw new Error(made.says)
      return made.value.id
    }
    const [mine, theirs] = [await partner(world), await partner(await newWorld())]
    expect((await site.get(ctx, '/calls/new')).body).toContain('>Age Example</option>')
    for (const pickRefer of [theirs, 'nonsense']) {
      const refused = await send({ next: 'refer', pickRefer })
      expect([refused.statusCode, refused.body.includes('href="#pickRefer"')]).toEqual([409, true])
    }
    await nothingWritten(world)
    expect((await send({ next: 'refer', pickRefer: mine })).statusCode).toBe(303)
    expect((await request(world)).next_action).toContain('Age Example')
  })

  it('puts them on the waiting list for a device, once', async () => {
    const { world, ctx, site, send, person } = await setUp()
    await setPurposes(world)
    expect((await site.get(ctx, '/calls/new')).body).toContain('value="tablet job">Tablet: job search</option>')
    expect((await send({ next: 'lend', pickLend: 'tablet job' })).statusCode).toBe(303)
    const waiting = await inside(world, (tx) =>
      tx.selectFrom('waiting').select(['person_id', 'kind', 'purpose', 'request_id']).execute(),
    )
    expect(waiting).toMatchObject([
      { person_id: person.id, kind: 'tablet', purpose: 'job', request_id: (await request(world)).id },
    ])
    const twice = await send({ next: 'lend', pickLend: 'tablet job' })
    expect([twice.statusCode, twice.body.includes('They are on the list for this kind already')]).toEqual([409, true])
    const wrong = await send({ next: 'lend', pickLend: 'rocket job' })
    expect([wrong.statusCode, wrong.body.includes('href="#pickLend"')]).toEqual([409, true])
  })

  it.each([
    ['place', { next: 'signpost' }],
    ['whyNothing', { next: 'nothing' }],
    ['sentHow', { next: 'signpost', signpostWords: 'x', sentHow: 'pigeon' }],
    ['nextPart', { next: 'ring', nextPart: 'midnight' }],
    ['standing', { next: 'ring', callerName: 'Bea', agreed: 'is_there' }],
    ['agreed', { next: 'ring', callerName: 'Bea', standing: 'carer' }],
    ['next', { next: 'sorted', callerName: 'Bea', standing: 'carer', agreed: 'not_yet' }],
  ])('names %s when that is missing or wrong, and writes nothing', async (field, fields) => {
    const { world, send } = await setUp()
    const sent = await send(fields)
    expect(sent.statusCode).toBe(422)
    expect(sent.body).toContain(`href="#${field}"`)
    expect(sent.body).toContain(`id="${field}"`)
    await nothingWritten(world)
  })

  it('with nobody on the line there is nothing to save, and it says how the call goes away', async () => {
    const { world, send } = await setUp()
    const silent = await send({ person: '', name: '', next: 'nothing', whyNothing: 'no_person' })
    expect(silent.statusCode).toBe(422)
    expect(silent.body).toContain('With nobody on the line there is nothing to save')
    expect(silent.body).not.toContain('Enter their name, or find them first')
    await nothingWritten(world)
  })

  it('nothing more to do says why', async () => {
    const { world, send } = await setUp()
    expect((await send({ next: 'nothing', whyNothing: 'asked_only' })).statusCode).toBe(303)
    const [call] = await inside(world, (tx) => tx.selectFrom('call').select('why_nothing').execute())
    expect(call?.why_nothing).toBe('asked_only')
  })
})

describe('another alliance', () => {
  it('has no drafts, calls owed or incoming calls of ours', async () => {
    const { send, person } = await setUp()
    await send({ next: 'ring' })
    const other = await newWorld()
    const ctx: Ctx = await other.as('helpline')
    const site = await openSite(other)
    for (const path of ['/call-backs', '/calls/now', '/calls/unfinished', '/call-lists'])
      expect((await site.get(ctx, path)).body).not.toContain(person.reference)
  })
})
