import { describe, expect, it } from 'vitest'
import { nextWorkingDay } from '#modules/callbacks'
import { personForm, recordPerson } from '#modules/people'
import type { Ctx } from '#platform/command'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'

const margaret = { name: 'Margaret Ollerenshaw', phones: '0161 496 0187', postcode: 'SK3 8NR', safeContact: 'Mornings only' }

const known = async (ctx: Ctx) => {
  const made = await recordPerson(ctx, personForm.parse(margaret))
  if (!made.ok) throw new Error(made.says)
  return made.value
}

const ringing = { notes: 'Her words', needs: ['data', 'task'], next: 'ring', nextOn: '2025-11-06', minutes: '4' }

const countCalls = async (world: World) =>
  (await world.db.transaction({ allianceId: world.allianceId }, (tx) => tx.selectFrom('call').select('id').execute())).length

describe('the call desk', () => {
  it('finds the caller by phone, with what tells two apart and the safe contact plan', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const person = await known(ctx)
    const page = await (await openSite(world)).get(ctx, '/calls/new?phone=01614960187')
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain(`&amp;person=${person.reference}`)
    expect(page.body).toContain('SK3 8NR')
    expect(page.body).toContain('Safe contact plan')
  })

  it('shows how to reach them safely under their name, before anything else about them', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const person = await known(ctx)
    const { body } = await (await openSite(world)).get(ctx, `/calls/new?person=${person.reference}`)
    const main = body.slice(body.indexOf('data-call-desk'))
    expect(main.indexOf('Mornings only')).toBeGreaterThan(main.indexOf(margaret.name))
    expect(main.indexOf('Mornings only')).toBeLessThan(main.indexOf('<dt>Speaks</dt>'))
    expect(main).toContain(`name="person" value="${person.reference}"`)
  })

  it('saves a call without a script and goes on to the request', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const site = await openSite(world)
    const answer = await site.post(ctx, '/calls/new', { ...ringing, name: 'Ann Example', phones: '0161/4960123' })
    expect(answer.statusCode).toBe(303)
    const request = await site.get(ctx, String(answer.headers.location).slice(`/${world.slug}`.length))
    expect(request.body).toContain('Data or a SIM, Help with a task')
    expect(request.body).toContain('Her words')
    expect(request.body).toContain('They rang us: we spoke, 4 minutes')
    expect(request.body).toContain('Ann Example')
  })

  it('names all that is to put right at once, and keeps the words', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const page = await (await openSite(world)).post(ctx, '/calls/new', {
      ...{ name: '', phones: 'soon', notes: '<script>alert(1)</script> kept', minutes: 'ten', next: '', postcode: 'nowhere' },
    })
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('<title>Error: Record a call')
    for (const field of ['name', 'phones', 'minutes', 'next', 'postcode']) {
      expect(page.body).toContain(`href="#${field}"`)
      expect(page.body).toContain(`id="${field}"`)
    }
    expect(page.body).toContain('&lt;script>alert(1)&lt;/script> kept')
    expect(page.body).not.toContain('<script>alert')
  })

  it.each([
    ['needs', { needs: [] }],
    ['nextOn', { next: 'other', nextOn: 'soon' }],
    ['ringOn', { ringOn: 'soon' }],
    ['notes', { notes: 'a'.repeat(10_001) }],
    ['next', { next: 'fly' }],
    ['result', { result: 'fly' }],
    ['minutes', { minutes: '601' }],
  ])('names %s when that alone is wrong', async (field, wrong) => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const page = await (await openSite(world)).post(ctx, '/calls/new', { ...ringing, name: 'Ann', ...wrong })
    expect(page.statusCode).toBe(422)
    expect(page.body.match(/href="#\w+"/g)?.filter((link) => link !== '#main')).toContain(`href="#${field}"`)
    expect(await countCalls(world)).toBe(0)
  })

  it('asks whether it is one of these, and either answer saves the call with the words kept', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const person = await known(ctx)
    const site = await openSite(world)
    const form = { ...ringing, name: 'Maggie', phones: '0161 496 0187' }
    const page = await site.post(ctx, '/calls/new', form)
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('Is it one of these?')
    expect(page.body).toContain('href="#person"')
    expect(page.body).toMatch(
      new RegExp(`<input type="radio" name="person" form="call-form" id="person" value="${person.reference}"`),
    )
    expect(page.body).toContain('value="new"')
    expect(page.body).toContain('Her words')
    expect(page.body).toContain('value="Maggie"')
    expect((await site.post(ctx, '/calls/new', { ...form, person: person.reference })).statusCode).toBe(303)
    expect((await site.post(ctx, '/calls/new', { ...form, person: 'new' })).statusCode).toBe(303)
    expect(await countCalls(world)).toBe(2)
  })

  it('the same call sent 20 times at once is one call', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const site = await openSite(world)
    const submission = crypto.randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        site.post(ctx, '/calls/new', { ...ringing, submission, name: 'Ann', phones: '0161 496 0123' }),
      ),
    )
    expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1)
    expect(await countCalls(world)).toBe(1)
  })
})

describe('the list of calls', () => {
  it('shows the lead references in place of names, and the desk names', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const site = await openSite(world)
    await site.post(ctx, '/calls/new', { ...ringing, name: 'Ann Example', phones: '0161 496 0123' })
    expect((await site.get(ctx, '/calls')).body).toContain('Ann Example')
    const lead = await world.as('lead')
    for (const path of ['/calls', '/calls?format=csv', '/calls?q=Ann']) {
      const page = await site.get(lead, path)
      expect(page.statusCode).toBe(200)
      expect(page.body).not.toContain('Ann Example')
      expect(page.body).toContain('P-')
    }
    expect((await site.get(ctx, '/calls?q=nobody')).body).toContain('Nothing matches')
    expect((await site.get(ctx, '/calls?result=voicemail')).body).toContain('Nothing matches')
  })
})

describe('the next working day', () => {
  it.each([
    ['2025-11-05', '2025-11-06'],
    ['2025-11-07', '2025-11-10'],
    ['2025-11-08', '2025-11-10'],
    ['2025-11-09', '2025-11-10'],
  ])('after %s is %s', (day, next) => expect(nextWorkingDay(day)).toBe(next))
})
