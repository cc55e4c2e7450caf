import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { mergePeople, restrictPerson } from '#modules/people'
import type { Ctx } from '#platform/command'
import { aPerson, eventsOf, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { concernForm } from './concern'
import { noteConcern } from './note-concern'
import { raiseConcern } from './raise-concern'

const raised = async (fields: Record<string, unknown> = {}) => {
  const world = await newWorld()
  const person = await aPerson(world, 'Ann Example')
  const [lead, helpline] = [await world.as('safeguarding'), await world.as('helpline')]
  const input = concernForm.parse({
    words: 'A bruise she would not talk about',
    saidAbout: person.reference,
    atRisk: 'adult',
    ...fields,
  })
  const { id } = got(await raiseConcern(helpline, input))
  return { world, person, lead, helpline, id }
}

const seenBy = (ctx: Ctx) => ctx.db.transaction(ctx, (tx) => tx.selectFrom('concern').select(['id', 'person_id']).execute())

describe('a safeguarding concern', () => {
  it('goes to the safeguarding lead, at once and in words that say nothing of it', async () => {
    const { world, person, lead, id } = await raised()
    expect(await seenBy(lead)).toEqual([{ id, person_id: person.id }])
    const told = await world.db.transaction(world.system, async (tx) => ({
      notices: await tx.selectFrom('staff_notice').select(['account_id', 'words', 'path']).execute(),
      emails: await tx.selectFrom('message').select(['subject', 'body']).execute(),
    }))
    expect(told.notices).toMatchObject([{ account_id: lead.actor.accountId, path: `/concerns/${id}` }])
    expect(told.emails).toHaveLength(1)
    expect(JSON.stringify(told)).not.toMatch(/bruise|Ann/)
  })

  it('is read by nobody else: the database itself keeps it from them', async () => {
    const { world, helpline } = await raised()
    for (const role of ['helpline', 'coordinator', 'lead', 'admin', 'data_lead', 'librarian', 'champion'] as const)
      expect(await seenBy(await world.as(role)), role).toEqual([])
    const site = await openSite(world)
    expect((await site.get(helpline, '/concerns')).statusCode).toBe(403)
  })

  it('is not on the person’s timeline, and the journal says no more than that there is one', async () => {
    const { world, person, helpline } = await raised()
    const page = await (await openSite(world)).get(helpline, `/people/${person.reference}`)
    expect(page.body).not.toMatch(/bruise|concern was raised/)
    const events = (await eventsOf(world)).filter(({ action }) => action === 'concern.raise')
    expect(events).toMatchObject([{ about_type: 'concern', person_id: null, detail: {} }])
  })

  it('cannot be rewritten or taken away, by the program or by the owner of the database', async () => {
    const { world, lead } = await raised()
    const change = (statement: ReturnType<typeof sql>) => world.db.transaction(lead, (tx) => statement.execute(tx))
    await expect(change(sql`update concern set words = 'nothing'`)).rejects.toThrow(/permission denied/)
    await expect(change(sql`delete from concern`)).rejects.toThrow(/permission denied/)
    const pg = (await import('pg')).default
    const owner = new pg.Client({ connectionString: world.ownerUrl })
    await owner.connect()
    await owner.query("select set_config('digiknow.alliance_id', $1, false), set_config('digiknow.sees', 'concerns', false)", [
      world.allianceId,
    ])
    await expect(owner.query("update concern set words = 'nothing'")).rejects.toThrow(/only ever added to/)
    await expect(owner.query('delete from concern')).rejects.toThrow(/only ever added to/)
    await owner.end()
  })

  it('is never refused for want of a name or a record: unknown, kept apart, or about nobody known', async () => {
    const { world, lead, person } = await raised({ saidAbout: 'P-999999', session: 'S-0', call: 'no call' })
    const [unknown] = await seenBy(lead)
    expect(unknown?.person_id).toBeNull()
    got(await restrictPerson(await world.as('coordinator'), { reference: person.reference, why: 'Fled', readers: [], stops: [] }))
    const champion = await world.as('champion')
    got(await raiseConcern(champion, concernForm.parse({ words: 'Worried', saidAbout: person.reference.toLowerCase() })))
    expect((await seenBy(lead)).filter((one: { person_id: string | null }) => one.person_id === person.id)).toHaveLength(1)
  })

  it('with no lead named, those who can name one are told so', async () => {
    const world = await newWorld()
    const admin = await world.as('admin')
    got(await raiseConcern(await world.as('helpline'), concernForm.parse({ words: 'Worried' })))
    const notices = await world.db.transaction(world.system, (tx) =>
      tx.selectFrom('staff_notice').select(['account_id', 'path']).execute(),
    )
    expect(notices).toEqual([{ account_id: admin.actor.accountId, path: '/accounts' }])
  })

  it('what was done is added by the lead alone', async () => {
    const { world, lead, helpline, id } = await raised()
    got(await noteConcern(lead, { concern: id, what: 'told_council', words: 'Rang the front door' }))
    expect(await noteConcern(helpline, { concern: id, what: 'seen', words: '' })).toMatchObject({ code: 'forbidden' })
    expect(
      await noteConcern(await (await newWorld()).as('safeguarding'), { concern: id, what: 'seen', words: '' }),
    ).toMatchObject({ code: 'not-found' })
    const page = await (await openSite(world)).get(lead, `/concerns/${id}`)
    expect(page.body).toContain('Rang the front door')
    const listed = (await (await openSite(world)).get(lead, '/concerns')).body
    expect(listed).toContain('Told the council')
    // A list with nothing to filter by has no button for it.
    expect(listed).not.toMatch(/>\s*Filter\s*</)
  })
})

describe('after two records became one', () => {
  it('the lead finds the concern from the record that is left, and nobody else sees that there is one', async () => {
    const { world, lead, helpline, person, id } = await raised()
    const kept = await aPerson(world, 'Anne Example')
    const coordinator = await world.as('coordinator')
    got(await mergePeople(coordinator, { kept: kept.reference, merged: person.reference, choices: {}, stops: [] }))
    const site = await openSite(world)
    expect((await site.get(lead, `/people/${person.reference}`)).headers.location).toContain(kept.reference)
    const { body } = await site.get(lead, `/people/${kept.reference}`)
    expect(body).toContain(`/concerns/${id}`)
    expect(body).toContain(`raised about ${person.reference}, now part of this record`)
    for (const other of [helpline, coordinator, await world.as('data_lead')])
      expect((await site.get(other, `/people/${kept.reference}`)).body).not.toMatch(/Concerns about them|\/concerns\/[0-9a-f]/)
  })
})

describe('whom it is about, on the page', () => {
  const asked = async (ctx: Ctx, world: World, person: string) =>
    (await (await openSite(world)).get(ctx, `/concerns/new?person=${person}`)).body

  it('stands by name for whoever may see people, and by reference alone for anybody else', async () => {
    const { world, helpline, person } = await raised()
    for (const said of [person.reference, person.reference.toLowerCase()])
      expect(await asked(helpline, world, said)).toContain(`${person.reference} is Ann Example.`)
    for (const role of ['champion', 'partner', 'refurbisher', 'lead', 'admin'] as const) {
      const body = await asked(await world.as(role), world, person.reference)
      expect([role, body.includes('Ann Example'), body.includes(`value="${person.reference}"`)]).toEqual([role, false, true])
    }
    const elsewhere = await newWorld()
    expect(await asked(await elsewhere.as('helpline'), elsewhere, person.reference)).not.toContain('Ann Example')
    expect(await asked(helpline, world, 'P-999999')).toContain('I am worried about someone')
  })

  it('of somebody kept apart it stands for those who may see them, and that it was read is written down', async () => {
    const { world, helpline, lead, person } = await raised()
    const apart = { reference: person.reference, why: 'Fled', readers: [], stops: [] }
    got(await restrictPerson(await world.as('coordinator'), apart))
    expect(await asked(helpline, world, person.reference)).not.toContain('Ann Example')
    const readings = async () => (await eventsOf(world)).filter(({ action }) => action === 'person.read-restricted').length
    const before = await readings()
    expect(await asked(lead, world, person.reference)).toContain('Ann Example')
    expect(await readings()).toBe(before + 1)
  })
})

describe('the page', () => {
  const page = async (world: World, ctx: Ctx, path: string) => (await (await openSite(world)).get(ctx, path)).body

  it('says 999 first, then the council’s numbers once someone has set them, then who will read it', async () => {
    const { world, helpline, person } = await raised()
    const admin = await world.as('admin')
    const site = await openSite(world)
    expect((await site.post(admin, '/safeguarding', { adults: 'ring us' })).statusCode).toBe(422)
    expect((await site.post(admin, '/safeguarding', { adults: '0161 217 6029', children: '0161 217 6028' })).statusCode).toBe(303)
    const body = await page(world, helpline, `/concerns/new?person=${person.reference}`)
    expect(body.indexOf('tel:999')).toBeLessThan(body.indexOf('0161 217 6029'))
    expect(body).toContain('Only Test safeguarding will read this')
    expect(body).toContain(person.reference)
  })

  it('words are all it needs, and they are kept when they are too long', async () => {
    const { world, helpline } = await raised()
    const site = await openSite(world)
    const none = await site.post(helpline, '/concerns/new', { words: '' })
    expect([none.statusCode, none.body.includes('Write what worries you')]).toEqual([422, true])
    const long = await site.post(helpline, '/concerns/new', { words: `start ${'x'.repeat(10_000)}` })
    expect([long.statusCode, long.body.includes('start xxx')]).toEqual([422, true])
  })

  it('is one press from every person and the call desk', async () => {
    const { world, helpline, person } = await raised()
    expect(await page(world, helpline, `/people/${person.reference}`)).toContain(`/concerns/new?person=${person.reference}`)
    expect(await page(world, helpline, '/calls/new')).toMatch(/name="worried"[^>]*>\s*I am worried about their safety/)
  })
})
