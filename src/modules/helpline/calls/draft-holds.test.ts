import { describe, expect, it } from 'vitest'
import { putBack, takeNextCall } from '#modules/callbacks'
import { personForm, recordPerson } from '#modules/people'
import type { Ctx } from '#platform/command'
import { newId } from '#platform/ids'
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
