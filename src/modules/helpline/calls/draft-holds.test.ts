import { describe, expect, it } from 'vitest'
import { putBack, takeNextCall } from '#modules/callbacks'
import { personForm, recordPerson, restrictPerson } from '#modules/people'
import type { Ctx } from '#platform/command'
import { newId } from '#platform/ids'
import { eventsOf, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'

const known = async (ctx: Ctx, name = 'Ann Example') => {
  const made = await recordPerson(ctx, personForm.parse({ name, phones: '0161 496 0123' }))
  if (!made.ok) throw new Error(made.says)
  return made.value
}

const setUp = async () => {
  const world = await newWorld()
  const [mine, other] = [await world.as('helpline'), await world.as('coordinator')]
  return { world, mine, other, site: await openSite(world), id: newId() }
}

const ringing = { needs: 'data', next: 'ring', nextOn: '2025-11-06' }

describe('whom a call that is being typed holds', () => {
  it('thrown away or saved, the person can be rung by others at once', async () => {
    const { mine, other, site, id } = await setUp()
    const { reference } = await known(mine)
    await site.post(mine, '/calls/new', { ...ringing, nextOn: '2025-11-05', person: reference })
    await site.post(mine, `/calls/drafts/${id}`, { turn: '1', person: reference, notes: 'x' })
    expect(await takeNextCall(other, {})).toMatchObject({ value: { person: null } })
    await site.post(mine, `/calls/drafts/${id}/drop`, {})
    expect(await takeNextCall(other, {})).toMatchObject({ value: { person: reference } })
    await putBack(other, {})
    const again = newId()
    await site.post(mine, `/calls/drafts/${again}`, { turn: '1', person: reference, notes: 'x' })
    expect(await takeNextCall(other, {})).toMatchObject({ value: { person: null } })
    const saved = { submission: again, person: reference, direction: 'in', next: 'nothing', whyNothing: 'asked_only' }
    expect((await site.post(mine, '/calls/new', saved)).statusCode).toBe(303)
    expect(await takeNextCall(other, {})).toMatchObject({ value: { person: reference } })
  })

  it('put aside, others can ring them at once; a late save of before that does not take them back', async () => {
    const { mine, other, site, id } = await setUp()
    const { reference } = await known(mine)
    await site.post(mine, '/calls/new', { ...ringing, nextOn: '2025-11-05', person: reference })
    const draft = `/calls/drafts/${id}`
    await site.post(mine, draft, { turn: '2', person: reference, notes: 'x' })
    expect((await site.post(mine, draft, { aside: 'yes', person: reference, notes: 'x' })).statusCode).toBe(303)
    expect((await site.post(mine, draft, { turn: '1', person: reference, notes: '' })).json()).toMatchObject({ kept: false })
    expect(await takeNextCall(other, {})).toMatchObject({ value: { person: reference } })
  })

  it('the desk of somebody we owe no call is not the next call', async () => {
    const { mine, site, id } = await setUp()
    const [rings, waits] = [await known(mine), await known(mine, 'Bob Example')]
    await site.post(mine, `/calls/drafts/${id}`, { turn: '1', person: rings.reference, notes: 'She rang us' })
    expect((await site.get(mine, '/call-backs')).body).not.toContain('Go on with')
    expect(await takeNextCall(mine, {})).toMatchObject({ value: { person: null } })
    await site.post(mine, '/calls/new', { ...ringing, nextOn: '2025-11-05', person: waits.reference })
    await site.post(mine, '/calls/new', { ...ringing, person: rings.reference })
    await site.post(mine, `/calls/drafts/${id}`, { turn: '2', person: rings.reference, notes: 'She rang us' })
    expect(await takeNextCall(mine, {})).toMatchObject({ value: { person: waits.reference } })
  })

  it('whoever opens somebody a colleague has is told so each time it is kept, until they are free', async () => {
    const { world, mine, other, site, id } = await setUp()
    const { reference } = await known(mine)
    const fields = { turn: '1', person: reference, notes: 'x' }
    const theirs = newId()
    expect((await site.post(mine, `/calls/drafts/${id}`, fields)).json()).toMatchObject({ held: '' })
    const told = { kept: true, held: 'Test helpline has them in hand now.' }
    expect((await site.post(other, `/calls/drafts/${theirs}`, fields)).json()).toMatchObject(told)
    const desk = (await site.get(other, `/calls/new?person=${reference}`)).body
    expect(desk).toMatch(/data-held[^>]*>Test helpline has them in hand now\./)
    expect(desk).toContain('Not shown while Test helpline has them.')
    expect(desk).toMatch(
      new RegExp(`href="/${world.slug}/calls/new\\?draft=[^"]*person=${reference}" data-keeps-call[^>]*>\\s*Look again`),
    )
    expect(desk).not.toMatch(/tel:|0161 496/)
    expect((await site.get(mine, `/calls/new?person=${reference}`)).body).toContain('tel:+441614960123')
    await site.post(mine, `/calls/drafts/${id}/drop`, {})
    expect((await site.post(other, `/calls/drafts/${theirs}`, { ...fields, turn: '2' })).json()).toMatchObject({ held: '' })
    expect((await site.get(other, `/calls/new?person=${reference}`)).body).toContain('tel:+441614960123')
    expect((await site.post(mine, `/calls/drafts/${newId()}`, fields)).json()).toMatchObject({
      held: 'Test coordinator has them in hand now.',
    })
    const elsewhere = await newWorld()
    const stranger = await (await openSite(elsewhere)).post(await elsewhere.as('helpline'), `/calls/drafts/${newId()}`, fields)
    expect([stranger.statusCode, stranger.body.includes('in hand')]).toEqual([404, false])
    expect(world.slug).not.toBe(elsewhere.slug)
  })

  it('goes on with another person after the one in hand is kept apart', async () => {
    const { world, mine, site, id } = await setUp()
    const [first, second] = [await known(mine), await known(mine, 'Bob Example')]
    expect((await site.post(mine, `/calls/drafts/${id}`, { turn: '1', person: first.reference })).statusCode).toBe(200)
    await world.db.transaction(world.system, (tx) =>
      tx
        .insertInto('restricted_person')
        .values({
          alliance_id: world.allianceId,
          person_id: first.id,
          why: 'A relative',
          since: new Date('2025-11-05T10:00:00Z'),
        })
        .execute(),
    )
    const next = await site.post(mine, `/calls/drafts/${newId()}`, { turn: '1', person: second.reference, notes: 'x' })
    expect(next.statusCode).toBe(200)
    const same = await site.post(mine, `/calls/drafts/${id}`, { turn: '2', person: first.reference, notes: 'still typing' })
    expect(same.statusCode).toBe(404)
  })

  it('kept apart in the middle of the call: put aside or saved, the worker is told so, and nothing of them', async () => {
    const { world, mine, other, site, id } = await setUp()
    const { reference } = await known(mine)
    const typed = { person: reference, notes: 'She is afraid', needs: 'data', next: 'other', nextOn: '2025-11-06' }
    await site.post(mine, `/calls/drafts/${id}`, { ...typed, turn: '1' })
    const apart = { reference, why: 'A relative', readers: [], stops: [] }
    const lead = await world.as('safeguarding')
    expect((await site.get(lead, `/people/${reference}`)).body).not.toContain('She is afraid')
    got(await restrictPerson(lead, apart))
    // What was kept goes on to those who see them, and to nobody else.
    const theirs = (await site.get(lead, `/people/${reference}`)).body
    expect(theirs).toMatch(/Test helpline was on a call with them, and cannot see this record now\.[\s\S]*She is afraid/)
    expect((await site.get(other, `/people/${reference}`)).body).not.toContain('She is afraid')
    const before = await eventsOf(world)
    // The same of a reference that nobody has: a worker cannot find out who is kept apart.
    for (const person of [reference, 'P-99999']) {
      const aside = await site.post(mine, `/calls/drafts/${id}`, { ...typed, person, aside: 'yes' })
      const saved = await site.post(mine, '/calls/new', { ...typed, person, submission: id })
      const opened = await site.get(mine, `/calls/new?person=${person}`)
      for (const answer of [aside, saved, opened]) {
        expect([answer.statusCode, answer.body.includes('Somebody else looks after them')]).toEqual([404, true])
        expect(answer.body).toContain('/concerns/new')
        expect(answer.body).not.toMatch(/Ann Example|P-\d/)
      }
      // Their own words are theirs to copy; the page says that they are not saved.
      for (const answer of [aside, saved])
        expect(answer.body).toMatch(/It is not saved\. Copy it[\s\S]*readonly[^>]*>She is afraid</)
      expect(opened.body).not.toMatch(/She is afraid|Copy it/)
    }
    expect((await eventsOf(world)).length).toBe(before.length)
  })

  it('keeps a person from being handed to someone else, and shows who is on which call', async () => {
    const { world, mine, other, site, id } = await setUp()
    const person = await known(mine)
    await site.post(mine, '/calls/new', { ...ringing, nextOn: '2025-11-05', person: person.reference })
    await site.post(mine, `/calls/drafts/${id}`, { turn: '1', person: person.reference })
    expect(await takeNextCall(other, {})).toMatchObject({ ok: true, value: { person: null } })
    const now = await site.get(other, '/calls/now')
    expect(now.body).toContain('Test helpline')
    expect(now.body).toContain('Ann Example')
    expect((await site.get(other, `/calls/new?person=${person.reference}`)).body).toContain('Test helpline has them in hand now')
    const later = world.at('2025-11-05T10:16:00Z')
    expect(await takeNextCall(await later.as('coordinator'), {})).toMatchObject({ value: { person: person.reference } })
    expect((await (await openSite(later)).get(await later.as('coordinator'), '/calls/now')).body).not.toContain('Ann Example')
  })
})
