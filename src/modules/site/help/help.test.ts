import { describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { openSite, type Site } from '#test/site'
import { newWorld, type World } from '#test/world'
import { askForHelp, workingDaysOn } from './ask-for-help'
import { helpForm } from './help'

const NEED = { needs: ['borrow_device', 'task'], words: 'My <b>tablet</b> broke' }
const REACH = { name: 'Ann O’Neill', phones: '0161 496 0123', language: 'en', safeContact: 'Mornings only', postcode: 'sk38nr' }

const rows = (world: World) =>
  world.db.transaction({ allianceId: world.allianceId }, async (tx) => ({
    people: await tx.selectFrom('person').selectAll().execute(),
    plans: await tx.selectFrom('safe_contact_plan').selectAll().execute(),
    requests: await tx.selectFrom('request').selectAll().execute(),
    events: await tx.selectFrom('event').selectAll().execute(),
  }))

/** The fields a page would send on: what a browser reads out of the form. */
const carried = (html: string): [string, string][] =>
  [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    value.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').replaceAll('&quot;', '"'),
  ])

const fieldsOf = (pairs: readonly [string, string][]): Record<string, string[]> => {
  const fields: Record<string, string[]> = {}
  for (const [name, value] of pairs) fields[name] = [...(fields[name] ?? []), value]
  return fields
}

const walk = async (site: Site, world: World) => {
  const reach = await site.post(world.public, '/help/you', NEED)
  const check = await site.post(world.public, '/help/check', { ...fieldsOf(carried(reach.body)), ...REACH })
  return { reach, check, send: fieldsOf(carried(check.body)) }
}

describe('asking for help on the public site', () => {
  it('three pages become a person and a request to ring back within two working days', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const { check, send } = await walk(site, world)
    expect(check.statusCode).toBe(200)
    expect(check.body).toContain('My &lt;b>tablet&lt;/b> broke')
    expect((await rows(world)).people).toEqual([])
    const sent = await site.post(world.public, '/help/send', send)
    expect(sent.statusCode).toBe(303)
    const { people, plans, requests, events } = await rows(world)
    expect(people).toMatchObject([{ name: 'Ann O’Neill', postcode: 'SK3 8NR', ways: ['call'] }])
    expect(plans).toMatchObject([{ words: 'Mornings only', never_text: true, never_write: true, voicemail_ok: false }])
    expect(requests).toMatchObject([
      {
        source: 'public_form',
        status: 'new',
        needs: ['borrow_device', 'task'],
        next_action: 'Ring them back',
        next_action_on: '2025-11-07',
      },
    ])
    expect(events).toMatchObject([
      { action: 'public.ask-for-help', about_type: 'request', person_id: people[0]?.id, actor: 'public' },
    ])
    const thanks = await site.get(world.public, String(sent.headers.location).replace(`/${world.slug}`, ''))
    expect(thanks.body).toContain(requests[0]?.reference)
    expect(thanks.body).toContain('will ring you by Friday 7 November')
  })

  it('the same form sent 8 times at once makes one person and one request', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const { send } = await walk(site, world)
    const answers = await Promise.all(Array.from({ length: 8 }, () => site.post(world.public, '/help/send', send)))
    expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1)
    const { people, requests } = await rows(world)
    expect([people.length, requests.length]).toEqual([1, 1])
  })

  it.each([
    ['/help/you', { needs: [], words: 'I said this' }, 'needs', 'I said this'],
    ['/help/check', { ...NEED, ...REACH, name: '' }, 'name', '0161 496 0123'],
    ['/help/check', { ...NEED, ...REACH, phones: '' }, 'phones', 'Ann O’Neill'],
    ['/help/check', { ...NEED, ...REACH, phones: 'call me' }, 'phones', 'call me'],
    ['/help/check', { ...NEED, ...REACH, email: 'ann@' }, 'email', 'ann@'],
    ['/help/check', { ...NEED, ...REACH, postcode: 'nowhere' }, 'postcode', 'nowhere'],
    ['/help/send', { ...NEED, ...REACH, website: 'http://buy.example' }, 'website', 'Ann O’Neill'],
    ['/help/send', { ...REACH }, 'needs', 'Ann O’Neill'],
  ])('%s %j: says what to put right, keeps the rest, writes nothing', async (path, fields, field, kept) => {
    const world = await newWorld()
    const site = await openSite(world)
    const page = await site.post(world.public, path, fields)
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('<title>Error: ')
    expect(page.body).toContain(`href="#${field}"`)
    expect(page.body).toContain(kept)
    expect((await rows(world)).people).toEqual([])
  })

  it('going back to change something keeps every word', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const { send } = await walk(site, world)
    const back = await site.post(world.public, '/help/change', { ...send, step: 'need' })
    expect(back.body).toContain('What would you like help with?')
    expect(back.body).toMatch(/value="borrow_device"[^>]* checked|checked[^>]* value="borrow_device"/)
    expect(fieldsOf(carried(back.body)).name).toEqual(['Ann O’Neill'])
    const reach = await site.post(world.public, '/help/change', { ...send, step: 'reach' })
    expect(reach.body).toContain('value="Ann O’Neill"')
    expect(fieldsOf(carried(reach.body)).submission).toEqual(send.submission)
  })

  it.each([
    [{ email: 'ann@example.org' }, 'email', 'Email them back'],
    [{ address: '1 High Street' }, 'letter', 'Write them a letter'],
  ])('someone who gives only %j is reached that way', async (ways, way, nextAction) => {
    const world = await newWorld()
    const asked = await askForHelp(world.public, helpForm.parse({ ...NEED, name: 'Ann', ...ways }))
    expect(asked).toMatchObject({ ok: true, value: { way } })
    const { people, requests } = await rows(world)
    expect(people).toMatchObject([{ ways: [way] }])
    expect(requests).toMatchObject([{ next_action: nextAction }])
  })

  it('lets a browser go back to a step, and keeps what is not a step nowhere', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const { reach, check, send } = await walk(site, world)
    const wrong = await site.post(world.public, '/help/check', NEED)
    const changed = await site.post(world.public, '/help/change', { ...send, step: 'need' })
    for (const step of [await site.get(world.public, '/help'), reach, check, wrong, changed])
      expect(step.headers['cache-control']).toBe('private, no-cache')
    const sent = await site.post(world.public, '/help/send', send)
    expect(sent.headers['cache-control']).toBe('no-store')
    expect((await site.get(world.public, '')).headers['cache-control']).toBe('no-store')
  })

  it('is limited to ten a minute from one address', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const codes: number[] = []
    for (let n = 0; n < 12; n += 1) codes.push((await site.post(world.public, '/help/send', { submission: newId() })).statusCode)
    expect(codes.slice(0, 10)).toEqual(Array(10).fill(422))
    expect(codes.slice(10)).toEqual([429, 429])
  })

  it('later pages opened by their address start at the first', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    for (const path of ['/help/you', '/help/check', '/help/send', '/help/sent?reference=<script>'])
      expect((await site.get(world.public, path)).headers.location).toBe(`/${world.slug}/help`)
  })

  it('a region has no form of its own: it shows the boroughs, and takes nothing', async () => {
    const region = await newWorld({ is_region: true })
    const borough = await newWorld({ region_id: region.allianceId, borough: 'Onebury' })
    const site = await openSite(region)
    expect((await site.get(region.public, '/help')).body).toContain(`href="/${borough.slug}/help"`)
    expect((await site.post(region.public, '/help/send', { ...NEED, ...REACH })).statusCode).toBe(404)
    expect((await rows(region)).people).toEqual([])
  })
})

describe('working days', () => {
  it.each([
    ['2025-11-05', '2025-11-07'],
    ['2025-11-06', '2025-11-10'],
    ['2025-11-08', '2025-11-11'],
    ['2024-02-28', '2024-03-01'],
  ])('two after %s is %s', (day, expected) => {
    expect(workingDaysOn(day, 2)).toBe(expected)
  })
})
