import { describe, expect, it } from 'vitest'
import { personForm, recordPerson, restrictPerson } from '#modules/people'
import { command } from '#platform/command'
import { done } from '#platform/outcome'
import { eventsOf, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { forgetCallBacks } from '../../callbacks/forget'
import { inside, owed } from './desk-trial'

const BEA = { callerName: 'Bea Example', callerPhones: '0161 496 0999', standing: 'relative', agreed: 'said_so' }
const RING = { needs: 'data', next: 'ring', ringOn: '2025-11-06', nextWords: 'Which afternoon?' }

const BY_THE_7TH = { 'nextActionOn-day': '7', 'nextActionOn-month': '11', 'nextActionOn-year': '2025' }

/** Ann has no phone; Bea rings for her. */
const setUp = async () => {
  const world = await newWorld()
  const ctx = await world.as('helpline')
  const ann = got(await recordPerson(ctx, personForm.parse({ name: 'Ann Example', address: '1 Long Lane', postcode: 'SK3 8NR' })))
  const site = await openSite(world)
  const send = (fields: Record<string, string>) =>
    site.post(ctx, '/calls/new', { person: ann.reference, ...RING, ...BEA, ...fields })
  const person = (name: string) =>
    inside(world, (tx) => tx.selectFrom('person').select(['id', 'reference']).where('name', '=', name).executeTakeFirstOrThrow())
  const waiting = async () => (await owed(world)).filter(({ status }) => status === 'waiting')
  const requests = () =>
    inside(world, (tx) => tx.selectFrom('request').select(['id', 'reference', 'person_id', 'status', 'next_action']).execute())
  return { world, ctx, site, ann, send, person, waiting, requests }
}

/** The same, and Bea is promised a ring; the desk of that day, on which she is rung. */
const promised = async (fields: Record<string, string> = {}) => {
  const all = await setUp()
  expect((await all.send({ ringWhom: 'caller', ...fields })).statusCode).toBe(303)
  const bea = await all.person('Bea Example')
  const [request] = await all.requests()
  const day = all.world.at('2025-11-06T10:00:00Z')
  const [site, ctx] = [await openSite(day), await day.as('helpline')]
  const rung = async (more: Record<string, string>) =>
    site.post(ctx, '/calls/new', {
      ...{ person: bea.reference, request: String(request?.reference), direction: 'out', result: 'spoke' },
      ...{ callBacks: String((await owed(all.world))[0]?.id), ...more },
    })
  return { ...all, site, ctx, bea, request, rung }
}

describe('ringing back whoever rang for somebody', () => {
  it('rings the caller about the resident, who has no phone; the resident alone is refused, with the way out', async () => {
    const { ann, send, person, waiting, requests, site, ctx } = await setUp()
    const refused = await send({})
    expect([refused.statusCode, refused.body.includes('Or choose to ring the one who rings')]).toEqual([409, true])
    expect(await waiting()).toEqual([])
    expect((await send({ ringWhom: 'caller' })).statusCode).toBe(303)
    const bea = await person('Bea Example')
    const [request] = await requests()
    expect(request).toMatchObject({ person_id: ann.id, next_action: 'Ring back whoever asked: Which afternoon?' })
    expect(await waiting()).toMatchObject([
      { person_id: bea.id, about_type: 'request', about_id: request?.id, why: 'Which afternoon?' },
    ])
    for (const { reference } of [ann, bea])
      expect((await site.get(ctx, `/people/${reference}`)).body).toContain(
        'We will ring Bea Example for Ann Example, from 6 November',
      )
    expect((await site.get(ctx, '/call-backs')).body).toMatch(/Bea Example.*For Ann Example/s)
  })

  it('is refused without a number of the caller’s, at its field, with all that was typed', async () => {
    const { send, waiting, requests } = await setUp()
    const refused = await send({ ringWhom: 'caller', callerPhones: '', notes: 'Her own words' })
    expect([refused.statusCode, refused.body.includes('href="#callerPhones"')]).toEqual([409, true])
    for (const kept of ['Give a number of the one who rings', 'Her own words', '<option value="caller" selected'])
      expect(refused.body).toContain(kept)
    expect([await waiting(), await requests()]).toEqual([[], []])
  })

  it('keeps to the caller’s own safe hours, offers their days, and to “do not call”', async () => {
    const { world, ctx, send, waiting } = await setUp()
    const bea = got(await recordPerson(ctx, personForm.parse({ name: 'Bea Example', phones: '0161 496 0999' })))
    await inside(world, (tx) =>
      tx
        .insertInto('safe_contact_plan')
        .values({
          ...{ alliance_id: world.allianceId, person_id: bea.id, made_at: ctx.clock.now() },
          safe_windows: JSON.stringify([{ day: 'saturday', from: '10:00', until: '12:00' }]),
        })
        .execute(),
    )
    const refused = await send({ ringWhom: 'caller' })
    expect(refused.body).toContain(
      'It is not safe to ring them on Thursday 6 November. The next day for a ring is Saturday 8 November',
    )
    expect(refused.body).toContain('<option value="2025-11-08" selected')
    await inside(world, (tx) => tx.updateTable('person').set({ do_not_call: true }).where('id', '=', bea.id).execute())
    expect((await send({ ringWhom: 'caller', ringOn: '2025-11-08' })).body).toContain('Nobody may ring them')
    await inside(world, (tx) => tx.updateTable('person').set({ do_not_call: false }).where('id', '=', bea.id).execute())
    expect((await send({ ringWhom: 'caller', ringOn: '2025-11-08' })).statusCode).toBe(303)
    expect(await waiting()).toMatchObject([{ person_id: bea.id, due_from: new Date('2025-11-08T10:00:00Z') }])
  })

  it('said of nobody who rings, it asks who does', async () => {
    const { send } = await setUp()
    const refused = await send({ ringWhom: 'soon' })
    expect([refused.statusCode, refused.body.includes('href="#ringWhom"')]).toEqual([422, true])
  })
})

describe('the call to whoever rang for somebody', () => {
  it('is handed out with whom it is for, and the request is what it is about', async () => {
    const { site, ctx, bea, request } = await promised()
    const next = await site.post(ctx, '/call-backs/next', {})
    expect(next.headers.location).toContain(`person=${bea.reference}`)
    const { body } = await site.get(ctx, `/calls/new?person=${bea.reference}&direction=out`)
    expect(body).toContain('On the line: Bea Example')
    expect(body).toContain('<b>For Ann Example</b>')
    expect(body).toContain('They asked for Ann Example')
    expect(body).toContain('>The one on the line</option>')
    expect(body.match(/name="ringWhom"/g)).toHaveLength(1)
    expect(body).toMatch(new RegExp(`<option value="${request?.reference}" selected[^>]*>[^<]*, for Ann Example`))
    // When she rings us herself, it is hers to say what about.
    expect((await site.get(ctx, `/calls/new?person=${bea.reference}`)).body).toContain('<option value="new" selected')
  })

  it('spoken to, the call and what comes of it are the resident’s, and the ring is made', async () => {
    const { world, site, ctx, ann, bea, requests, rung, waiting } = await promised()
    expect((await rung({ next: 'other', nextOn: '2025-11-07', nextWords: 'Book Tuesday' })).statusCode).toBe(303)
    expect(await waiting()).toEqual([])
    const calls = await inside(world, (tx) => tx.selectFrom('call').selectAll().orderBy('id').execute())
    expect(calls.at(-1)).toMatchObject({
      person_id: ann.id,
      caller_id: bea.id,
      standing: 'relative',
      agreed: 'said_so',
      direction: 'out',
    })
    expect(await requests()).toMatchObject([{ person_id: ann.id, next_action: 'Book Tuesday' }])
    for (const { reference } of [ann, bea])
      expect((await site.get(ctx, `/people/${reference}`)).body).toContain(
        'We rang Bea Example (a relative) for Ann Example: we spoke',
      )
  })

  it('nobody answered: it counts as a try, is put off, and the step goes with it; she may be rung again', async () => {
    const { world, bea, rung, waiting } = await promised()
    expect((await rung({ result: 'no_answer', next: 'queue' })).statusCode).toBe(303)
    expect(await waiting()).toMatchObject([{ person_id: bea.id, tries: 1, due_from: new Date('2025-11-07T12:00:00Z') }])
    const step = await inside(world, (tx) => tx.selectFrom('request').select('next_action_on').executeTakeFirstOrThrow())
    expect(step.next_action_on).toBe('2025-11-07')
    expect(await inside(world, (tx) => tx.selectFrom('call_hold').select('person_id').execute())).toEqual([])
  })

  it('“Ring them back” then rings her again, or the resident where that is said', async () => {
    const { bea, rung, waiting } = await promised()
    expect((await rung({ next: 'ring', ringOn: '2025-11-10' })).statusCode).toBe(303)
    expect(await waiting()).toMatchObject([{ person_id: bea.id, due_from: new Date('2025-11-10T09:00:00Z') }])
    const other = await rung({ next: 'ring', ringOn: '2025-11-10', ringWhom: 'person' })
    expect([other.statusCode, (await waiting()).length]).toEqual([409, 1])
  })

  it('promised to her again, it is told as the resident’s: of her it is gone with all else once they are kept apart', async () => {
    const { world, ctx, site, ann, bea, send, request } = await promised()
    const again = { request: String(request?.reference), result: 'no_answer', ringWhom: 'caller', ringOn: '2025-11-10' }
    expect((await send(again)).statusCode).toBe(303)
    const moved = (await eventsOf(world)).filter(({ action }) => action === 'call-back.move')
    expect(moved).toMatchObject([{ person_id: ann.id, detail: { to: bea.reference, for: ann.reference, on: '2025-11-10' } }])
    const words = 'We promised again to ring Bea Example for Ann Example: it is one ring, from 10 November 2025'
    const reads = async (reference: string) => (await site.get(ctx, `/people/${reference}`)).body
    for (const { reference } of [ann, bea]) expect(await reads(reference)).toContain(words)
    const guardian = await world.as('safeguarding')
    got(await restrictPerson(guardian, { reference: ann.reference, why: 'Fled', readers: [], stops: [] }))
    expect(await reads(bea.reference)).not.toContain('We promised again')
  })

  it('put aside, the request leaves it: she was told the day, and waits for it; it ends once we spoke about that', async () => {
    const { site, ctx, request, rung, waiting } = await promised()
    expect((await rung({ result: 'no_answer', next: 'ring', ringOn: '2025-11-10' })).statusCode).toBe(303)
    const aside = { nextAction: 'Hear from them', waitsFor: 'them', ...BY_THE_7TH }
    expect((await site.post(ctx, `/requests/${request?.reference}/wait`, aside)).statusCode).toBe(303)
    expect(await waiting()).toMatchObject([{ due_from: new Date('2025-11-10T09:00:00Z') }])
    expect((await rung({ next: 'other', nextOn: '2025-11-07', nextWords: 'Write', callBacks: '' })).statusCode).toBe(303)
    expect(await waiting()).toEqual([])
  })

  it.each(['session', 'sorted', 'signpost'])('who has not agreed yet is asked first: %s is refused', async (next) => {
    const { rung, waiting } = await promised({ agreed: 'not_yet' })
    expect((await waiting())[0]?.why).toContain('Ask whether they agree')
    const refused = await rung({ next, nextOn: '2025-11-07', signpostWords: 'The library' })
    expect([refused.statusCode, refused.body.includes('They have not agreed yet')]).toEqual([409, true])
    expect((await rung({ next: 'other', nextOn: '2025-11-07', nextWords: 'Bea asks her' })).statusCode).toBe(303)
  })

  it('about a request of her own, or of nobody she asked for, nothing changes', async () => {
    const { ctx, site, rung } = await promised()
    const cal = got(await recordPerson(ctx, personForm.parse({ name: 'Cal Example', phones: '0161 496 0777' })))
    const call = { needs: 'data', next: 'other', nextOn: '2025-11-07', nextWords: 'Write' }
    const theirs = await site.post(ctx, '/calls/new', { person: cal.reference, ...call })
    const reference = String(theirs.headers.location).split('/').at(-1) ?? ''
    expect((await rung({ ...call, request: reference })).statusCode).toBe(409)
  })
})

describe('a ring to whoever rang for somebody ends', () => {
  const died = async (all: Awaited<ReturnType<typeof promised>>, reference: string) =>
    expect((await all.site.post(all.ctx, `/people/${reference}/died`, {})).headers.location).toContain(`/people/${reference}`)

  it('when the one to be rung has died, and when the one it is about has', async () => {
    for (const who of ['bea', 'ann'] as const) {
      const all = await promised()
      await died(all, all[who].reference)
      expect(await all.waiting(), who).toEqual([])
    }
  })

  it.each(['agrees-again', 'alive'] as const)('not when the one it is about turns out to be: %s', async (because) => {
    const [{ ctx, ann, waiting }, { callbacks }] = [await promised(), await import('#modules/callbacks')]
    const hear = command('person.correct', async (work, person: string) => {
      await callbacks.stopsForPerson?.(work, { person, because })
      return done(null, { about: { type: 'person', id: person } })
    })
    got(await hear(ctx, ann.id))
    expect(await waiting()).toHaveLength(1)
  })

  it('when the one it is about is kept apart: the caller may be whom they are kept from', async () => {
    const all = await promised()
    const guardian = await all.world.as('safeguarding')
    const { callbacks } = await import('#modules/callbacks')
    const stops = callbacks.stopsForPerson ? [callbacks.stopsForPerson] : []
    got(await restrictPerson(guardian, { reference: all.ann.reference, why: 'Fled', readers: [], stops }))
    expect(await all.waiting()).toEqual([])
    expect((await all.site.get(all.ctx, `/calls/new?person=${all.bea.reference}&direction=out`)).body).not.toMatch(
      /Ann Example|Which afternoon/,
    )
  })

  it('when the one it is about is erased, with its words; when the request is closed; when we spoke about it', async () => {
    const erased = await promised()
    const forget = command('person.erase', async (work, id: string) => done(await forgetCallBacks(work, id)))
    got(await forget(erased.world.system, erased.ann.id))
    expect(await owed(erased.world)).toMatchObject([{ status: 'called_off', why: 'Erased' }])
    const closed = await promised()
    const path = `/requests/${closed.request?.reference}/close`
    expect((await closed.site.post(closed.ctx, path, { outcome: 'not_needed', whatChanged: '' })).statusCode).toBe(303)
    expect(await closed.waiting()).toEqual([])
    const spoken = await promised()
    const again = { request: String(spoken.request?.reference), next: 'other', nextOn: '2025-11-07', nextWords: 'Write' }
    expect((await spoken.send(again)).statusCode).toBe(303)
    expect(await spoken.waiting()).toEqual([])
  })
})
