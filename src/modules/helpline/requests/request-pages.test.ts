import { describe, expect, it } from 'vitest'
import { personForm, recordPerson } from '#modules/people'
import type { Ctx } from '#platform/command'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { recordRequest } from './record-request'

const newRequest = async (ctx: Ctx, name: string, nextActionOn = '2025-11-05', needs: 'data'[] | 'task'[] = ['data']) => {
  const person = await recordPerson(ctx, personForm.parse({ name, safeContact: `Plan of ${name}` }))
  if (!person.ok) throw new Error(person.says)
  const made = await recordRequest(ctx, {
    ...{ personId: person.value.id, source: 'desk', words: 'In their words', needs, barriers: [] },
    ...{ nextAction: `Ring ${name}`, nextActionOn },
  })
  if (!made.ok) throw new Error(made.says)
  return { ...made.value, person: person.value.reference }
}

const date = (name: string, [day, month, year]: readonly [string, string, string]) => ({
  [`${name}-day`]: day,
  [`${name}-month`]: month,
  [`${name}-year`]: year,
})

const dayParts = (day: string) => {
  const [year = '', month = '', date = ''] = day.split('-')
  return { nextActionOn: day, 'nextActionOn-day': date, 'nextActionOn-month': month, 'nextActionOn-year': year }
}

describe('the page of a request', () => {
  it('shows the safe contact plan first after the name, what they asked for, and the timeline', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const request = await newRequest(ctx, 'Ann')
    const { body, statusCode } = await (await openSite(world)).get(ctx, `/requests/${request.reference.toLowerCase()}`)
    expect(statusCode).toBe(200)
    expect(body.indexOf('Plan of Ann')).toBeGreaterThan(body.indexOf(`/people/${request.person}`))
    expect(body.indexOf('Plan of Ann')).toBeLessThan(body.indexOf(`Request ${request.reference}</`))
    expect(body).toContain('In their words')
    expect(body).toContain(`Asked for help: Data or a SIM (${request.reference})`)
    expect(body).toContain('Take it on')
  })

  it('of the other alliance is not found, by any of its addresses', async () => {
    const [mine, other] = [await newWorld(), await newWorld()]
    const { reference, person } = await newRequest(await mine.as('helpline'), 'Ann')
    const site = await openSite(other)
    const ctx = await other.as('helpline')
    for (const path of ['', '/plan', '/wait', '/close', '/reopen']) {
      expect((await site.get(ctx, `/requests/${reference}${path}`)).statusCode).toBe(404)
    }
    expect((await site.get(ctx, `/requests/new?person=${person}`)).statusCode).toBe(404)
    expect((await site.post(ctx, `/requests/${reference}/take`, { seenOwner: '' })).statusCode).toBe(404)
    expect((await site.get(ctx, '/requests?q=Ann')).body).not.toContain(reference)
  })

  it('goes from new to done by its forms, without a script', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const site = await openSite(world)
    const { reference } = await newRequest(ctx, 'Ann')
    const send = async (move: string, fields: Record<string, string>) => {
      const answer = await site.post(ctx, `/requests/${reference}/${move}`, fields)
      expect(`${move} ${answer.statusCode}`).toBe(`${move} 303`)
    }
    await send('take', { seenOwner: '' })
    await send('plan', { nextAction: 'Visit', ...date('nextActionOn', ['7', '11', '2025']) })
    await send('wait', { waitsFor: 'them', nextAction: 'Her new glasses', ...date('nextActionOn', ['1', '12', '2025']) })
    await send('close', { outcome: 'helped', whatChanged: 'Pays her bills online' })
    await send('reopen', { nextAction: 'Ring', ...date('nextActionOn', ['8', '12', '2025']) })
    await send('close', { outcome: 'signposted', whatChanged: '' })
    const { body } = await site.get(ctx, `/requests/${reference}`)
    for (const words of ['Took on', 'aside until 1 December 2025', 'they got help', 'again', 'Pays her bills online'])
      if (words !== 'Pays her bills online') expect(body).toContain(words)
    expect(body).toContain('Open it again')
  })

  it.each([
    { ends: null, open: ['plan', 'wait', 'close', 'triage', 'edit'], shut: ['reopen'] },
    {
      ends: { outcome: 'not_needed', whatChanged: '' },
      open: ['reopen'],
      shut: ['plan', 'wait', 'close', 'triage', 'edit', 'sessions/new'],
    },
  ])('shows a form only while it can be sent: $open, not $shut', async ({ ends, open, shut }) => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const site = await openSite(world)
    const at = `/requests/${(await newRequest(ctx, 'Ann')).reference}`
    if (ends) await site.post(ctx, `${at}/close`, ends)
    for (const form of open) expect(`${form} ${(await site.get(ctx, `${at}/${form}`)).statusCode}`).toBe(`${form} 200`)
    for (const form of shut) expect(`${form} ${(await site.get(ctx, `${at}/${form}`)).statusCode}`).toBe(`${form} 409`)
    const page = await site.get(ctx, at)
    expect(page.body.includes('Skill check at the start')).toBe(!ends)
    expect(page.body).toContain('Skill check at the end')
  })

  it('two plan the next step from the same page: the second is told, and the first stands', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const { reference } = await newRequest(await world.as('helpline'), 'Ann')
    const at = `/requests/${reference}/plan`
    const page = await site.get(await world.as('helpline'), at)
    const seenAs = /name="seenAs" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
    const plan = (nextAction: string) => ({ seenAs, nextAction, ...dayParts('2025-11-20') })
    expect((await site.post(await world.as('helpline'), at, plan('Ring on Thursday'))).statusCode).toBe(303)
    expect((await site.post(await world.as('coordinator'), at, plan('Write a letter'))).statusCode).toBe(409)
    expect((await site.get(await world.as('helpline'), `/requests/${reference}`)).body).toContain('Ring on Thursday')
  })

  it('two put one request right: the second sees what changed, keeps their words, and saves what is right', async () => {
    const world = await newWorld()
    const [mine, other] = [await world.as('helpline'), await world.as('coordinator')]
    const site = await openSite(world)
    const at = `/requests/${(await newRequest(mine, 'Ann')).reference}/edit`
    const hidden = (body: string): string => /name="seen" value="([^"]*)"/.exec(body)?.[1] ?? ''
    const seen = hidden((await site.get(mine, at)).body)
    const fields = { seen, needs: 'data', owner: String(mine.actor.accountId), ...dayParts('2025-11-05'), nextAction: 'Ring Ann' }
    expect((await site.post(mine, at, { ...fields, words: 'She has a SIM', nextAction: 'Post it' })).statusCode).toBe(303)
    const second = await site.post(other, at, { ...fields, words: 'My own words' })
    expect(second.statusCode).toBe(409)
    expect(second.body).toContain('It now says “She has a SIM”')
    expect(second.body).toContain('It now says “Post it”')
    expect(second.body).toContain('>My own words</textarea>')
    expect((await site.post(other, at, { ...fields, seen: hidden(second.body), words: 'Both' })).statusCode).toBe(303)
  })

  it('a stale page gets a plain 409: taken by two, and closed twice', async () => {
    const world = await newWorld()
    const [mine, other] = [await world.as('helpline'), await world.as('coordinator')]
    const site = await openSite(world)
    const { reference } = await newRequest(mine, 'Ann')
    expect((await site.post(mine, `/requests/${reference}/take`, { seenOwner: '' })).statusCode).toBe(303)
    const late = await site.post(other, `/requests/${reference}/take`, { seenOwner: '' })
    expect(late.statusCode).toBe(409)
    expect(late.body).toContain('This has changed since you opened it')
    const close = { outcome: 'no_contact', whatChanged: '' }
    expect((await site.post(mine, `/requests/${reference}/close`, close)).statusCode).toBe(303)
    expect((await site.post(other, `/requests/${reference}/close`, close)).statusCode).toBe(409)
  })

  it.each([
    ['plan', { nextAction: '', ...date('nextActionOn', ['31', '2', '2026']) }, ['nextAction', 'nextActionOn']],
    ['plan', { nextAction: 'Kept words', ...date('nextActionOn', ['1', '1', '2020']) }, ['nextActionOn']],
    ['wait', { nextAction: 'Kept words', ...date('nextActionOn', ['x', '', '']) }, ['waitsFor', 'nextActionOn']],
    ['edit', { words: 'Kept words', owner: 'nobody', nextAction: '' }, ['needs', 'owner', 'nextAction', 'nextActionOn']],
    ['triage', { words: 'Kept words', owner: 'nobody' }, ['owner']],
    ['close', { outcome: 'helped', whatChanged: '' }, ['whatChanged']],
    ['close', { outcome: 'vanished', whatChanged: 'Kept words' }, ['outcome']],
  ])('%s names what is to put right, and keeps the words', async (move, fields, wrong) => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const site = await openSite(world)
    const { reference } = await newRequest(ctx, 'Ann')
    const page = await site.post(ctx, `/requests/${reference}/${move}`, fields as Record<string, string>)
    expect([409, 422]).toContain(page.statusCode)
    expect(page.body).toContain('<title>Error: ')
    for (const field of wrong) expect(page.body).toContain(`href="#${field}"`)
    for (const value of Object.values(fields)) if (value === 'Kept words') expect(page.body).toContain('Kept words')
  })

  it('a new request is recorded from the person’s page', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const site = await openSite(world)
    const { person } = await newRequest(ctx, 'Ann')
    const page = await site.get(ctx, `/people/${person}`)
    expect(page.body).toContain(`/requests/new?person=${person}`)
    const path = `/requests/new?person=${person}`
    const bad = await site.post(ctx, path, { words: 'Kept', nextAction: '' })
    expect(bad.statusCode).toBe(422)
    for (const field of ['needs', 'nextAction', 'nextActionOn']) expect(bad.body).toContain(`href="#${field}"`)
    const made = await site.post(ctx, path, { needs: 'task', nextAction: 'Visit', ...date('nextActionOn', ['6', '11', '2025']) })
    expect(made.statusCode).toBe(303)
    expect(made.headers.location).toMatch(/\/requests\/R-\d+$/)
  })
})

describe('the nearly forgotten', () => {
  it('has those that are late, nobody’s, or untouched for 14 days, and says which', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const late = await newRequest(ctx, 'Late')
    const owned = await newRequest(ctx, 'Owned', '2026-02-01')
    await (await openSite(world)).post(ctx, `/requests/${owned.reference}/take`, { seenOwner: '' })
    const shown = async (at: string, query = '') => {
      const then = world.at(at)
      return (await (await openSite(then)).get(await then.as('helpline'), `/requests/forgotten${query}`)).body
    }
    expect(await shown('2025-11-05T12:00:00Z')).toContain('None is forgotten')
    const soon = await shown('2025-11-08T12:00:00Z')
    expect(soon).toContain('3 days late, nobody has taken it')
    expect(soon).not.toContain(owned.reference)
    const after = await shown('2025-11-20T12:00:00Z')
    expect(after).toContain('untouched for 15 days')
    expect(after).toContain(owned.reference)
    expect(await shown('2025-11-20T12:00:00Z', '?why=nobody')).not.toContain(owned.reference)
    expect(await shown('2025-11-20T12:00:00Z', '?why=late')).toContain(late.reference)
  })
})

describe('the list of requests', () => {
  it('has the ones needing you first, and the closed last', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const site = await openSite(world)
    const later = await newRequest(ctx, 'Later', '2025-11-20')
    const today = await newRequest(ctx, 'Today')
    const closed = await newRequest(ctx, 'Closed')
    await site.post(ctx, `/requests/${closed.reference}/close`, { outcome: 'not_needed', whatChanged: '' })
    const after = world.at('2025-11-08T10:00:00Z')
    const page = await (await openSite(after)).get(await after.as('helpline'), '/requests')
    const order = [today, later, closed].map(({ reference }) => page.body.indexOf(reference))
    expect(order).toEqual(order.toSorted((one, other) => one - other))
    expect(order[0]).toBeGreaterThan(0)
    expect(page.body).toContain('3 days late')
    const csv = await site.get(ctx, '/requests?format=csv')
    expect(csv.body.trim().split('\n')).toHaveLength(4)
    expect(csv.body).not.toContain('infinity')
  })

  it.each([
    ['q=R-', 'Ann'],
    ['q=ann', 'Ann'],
    ['status=new', 'Ann Bob'],
    ['status=open', 'Ann Bob'],
    ['status=done', ''],
    ['need=task', 'Bob'],
    ['owner=nobody', 'Ann Bob'],
    ['owner=me', ''],
    ['due=today', 'Ann'],
    ['due=later', 'Bob'],
    ['due=overdue', ''],
    ['status=nonsense', 'Ann Bob'],
  ])('narrowed by %s shows %s', async (query, shown) => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const ann = await newRequest(ctx, 'Ann')
    await newRequest(ctx, 'Bob', '2025-11-20', ['task'])
    const path = `/requests?${query === 'q=R-' ? `q=${ann.reference.toLowerCase()}` : query}`
    const { body } = await (await openSite(world)).get(ctx, path)
    expect(['Ann', 'Bob'].filter((name) => body.includes(`>${name}</a>`)).join(' ')).toBe(shown)
  })
})
