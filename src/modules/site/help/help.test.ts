import { describe, expect, it } from 'vitest'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { FOR_DAD, heading, ME, open, rows, sentOn, walk } from './help-trial'

describe('asking for help on the public site', () => {
  it('one question a page becomes a person, what they agree to and a request for the next working day', async () => {
    const { world, site } = await open()
    const { titles, check, send } = await walk(site, world, ME)
    expect(titles).toHaveLength(11)
    expect(titles[0]).toBe('Who needs help?')
    expect(check.body).toContain('My &lt;b>tablet&lt;/b> broke')
    expect(check.body).toMatch(/summary-list__value">No answer</)
    expect((await rows(world)).people).toEqual([])
    const sent = await site.post(world.public, '/help/send', send)
    expect(sent.statusCode).toBe(303)
    const { people, plans, consents, requests, rings, events } = await rows(world)
    expect(people).toMatchObject([{ name: 'Ann O’Neill', postcode: 'SK3 8NR', ways: ['call'], best_times: 'Mornings' }])
    expect(plans).toEqual([])
    expect(consents).toMatchObject([{ purpose: 'hold', how: 'online', on_behalf: '', given_on: '2025-11-05' }])
    expect(requests).toMatchObject([
      {
        ...{ source: 'public_form', status: 'new', needs: ['borrow_device', 'task'] },
        ...{ next_action: 'Ring them back', next_action_on: '2025-11-06', asker_id: null },
      },
    ])
    expect(rings).toMatchObject([
      {
        ...{ person_id: people[0]?.id, about_id: requests[0]?.id, status: 'waiting' },
        why: 'They asked for help on our website: Borrow a device, Help with a task',
      },
    ])
    expect(rings[0]?.due_until?.toISOString()).toBe('2025-11-06T17:00:00.000Z')
    expect(events.filter(({ action }) => action !== 'call-back.ask')).toMatchObject([
      { action: 'public.ask-for-help', about_type: 'request', person_id: people[0]?.id, actor: 'public' },
    ])
    const thanks = await site.get(world.public, String(sent.headers.location).replace(`/${world.slug}`, ''))
    expect(thanks.body).toContain(requests[0]?.reference)
    expect(thanks.body).toContain('will ring you by the end of Thursday 6 November')
  })

  it('promises the next working day over a weekend with a bank holiday', async () => {
    const world = (await newWorld()).at('2025-12-24T16:00:00Z')
    const site = await openSite(world)
    await site.post(world.public, '/help/send', (await walk(site, world, ME)).send)
    // Thursday and Friday are Christmas and Boxing Day.
    expect((await rows(world)).requests).toMatchObject([{ next_action_on: '2025-12-29' }])
  })

  it('for someone who agreed: two people, the asker’s standing, and consent given on their behalf', async () => {
    const { world, site } = await open()
    const { titles, send } = await walk(site, world, FOR_DAD)
    expect(titles).toContain('How should we get in touch with Ann O’Neill?')
    const sent = await site.post(world.public, '/help/send', send)
    const { people, requests, consents, rings } = await rows(world)
    const [dad, grace] = ['Ann O’Neill', 'Grace'].map((name) => people.find((one) => one.name === name))
    expect(requests).toMatchObject([
      {
        ...{ person_id: dad?.id, asker_id: grace?.id, asker_standing: 'relative', agreed: 'said_so' },
        next_action: 'Ring them: someone asked for them',
      },
    ])
    expect(rings).toMatchObject([{ person_id: dad?.id, why: expect.stringContaining('Someone asked for them') }])
    expect(consents).toMatchObject([{ person_id: dad?.id, purpose: 'hold', on_behalf: 'Their relative' }])
    const thanks = await site.get(world.public, String(sent.headers.location).replace(`/${world.slug}`, ''))
    expect(thanks.body).toContain('will ring them by the end of Thursday 6 November')
    const shown = await site.get(await world.as('helpline'), `/requests/${requests[0]?.reference}`)
    const asker = await site.get(await world.as('helpline'), `/people/${grace?.reference}`)
    expect(asker.body).toContain(`Asked for help on our website (${requests[0]?.reference})`)
    expect(shown.body).toMatch(/Grace<\/a>\s*\(a relative\) says that they agree/)
  })

  it('for someone who does not know yet: no more than a name is kept, and the asker is rung first', async () => {
    const { world, site } = await open()
    const { titles, send } = await walk(site, world, { ...FOR_DAD, agreed: 'not_yet' })
    expect(titles).toContain('How should we get in touch with you?')
    expect(titles).not.toContain('Your postcode, if you like')
    await site.post(world.public, '/help/send', send)
    const { people, requests, consents, reach, rings } = await rows(world)
    const dad = people.find(({ name }) => name === 'Ann O’Neill')
    expect(reach.find(({ person_id }) => person_id === dad?.id)).toMatchObject({ phones: [], emails: [], postal: [] })
    expect(consents).toEqual([])
    expect(requests).toMatchObject([{ agreed: 'not_yet', next_action: 'Ring whoever asked: does the person agree?' }])
    const grace = people.find(({ name }) => name === 'Grace')
    expect(rings).toMatchObject([{ person_id: grace?.id, about_id: requests[0]?.id }])
  })

  it('the same form sent 8 times at once makes one person and one request', async () => {
    const { world, site } = await open()
    const { send } = await walk(site, world, ME)
    const answers = await Promise.all(Array.from({ length: 8 }, () => site.post(world.public, '/help/send', send)))
    expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1)
    const { people, requests } = await rows(world)
    expect([people.length, requests.length]).toEqual([1, 1])
  })
})

describe('what does not fit', () => {
  it.each([
    ['whom', { whom: '' }, 'whom'],
    ['standing', { whom: 'other', standing: '' }, 'standing'],
    ['agreed', { whom: 'other', agreed: '' }, 'agreed'],
    ['needs', { needs: [] }, 'needs'],
    ['words', { words: 'x'.repeat(2001) }, 'words'],
    ['askerName', { whom: 'other', askerName: ' ' }, 'askerName'],
    ['name', { name: '' }, 'name'],
    ['name', { website: 'http://buy.example' }, 'website'],
    ['way', { way: 'pigeon' }, 'way'],
    ['contact', { phones: '' }, 'phones'],
    ['contact', { phones: 'call me' }, 'phones'],
    ['contact', { way: 'text', phones: '0161 496 0123' }, 'phones'],
    ['contact', { way: 'email', email: 'ann@' }, 'email'],
    ['contact', { way: 'letter', address: '', postcode: 'SK3 8NR' }, 'address'],
    ['contact', { way: 'letter', address: '1 High Street', postcode: '' }, 'postcode'],
    ['postcode', { postcode: 'nowhere' }, 'postcode'],
    ['language', { language: 'klingon' }, 'language'],
    ['safe', { way: 'text', phones: '07700 900123', never: ['text'] }, 'never'],
    ['safe', { way: 'email', email: 'ann@example.org', never: ['write'] }, 'never'],
    ['askerReach', { whom: 'other', agreed: 'said_so', askerReach: 'next door' }, 'askerReach'],
  ])('%s %j: says what to put right, keeps the rest, writes nothing', async (at, wrong, field) => {
    const { world, site } = await open()
    for (const path of ['/help/next', '/help/send']) {
      const page = await site.post(world.public, path, { ...FOR_DAD, whom: 'me', ...wrong, at })
      expect([path, page.statusCode]).toEqual([path, 422])
      expect(page.body).toContain('<title>Error: ')
      expect(page.body).toContain(`href="#${field}"`)
      expect(JSON.stringify(sentOn(page.body))).toContain(at === 'words' ? 'borrow_device' : 'My <b>tablet</b> broke')
    }
    expect((await rows(world)).people).toEqual([])
  })

  it('at the limit every word is kept, with how long to wait and the number to ring', async () => {
    const { world, site } = await open({ helpline_number: '+441614960142' })
    const { send } = await walk(site, world, ME)
    const codes: number[] = []
    for (let n = 0; n < 10; n += 1) codes.push((await site.post(world.public, '/help/send', { at: 'check' })).statusCode)
    expect(codes).toEqual(Array(10).fill(422))
    const busy = await site.post(world.public, '/help/send', send)
    expect(busy.statusCode).toBe(429)
    expect(busy.body).toMatch(/Wait \d+ seconds .*or ring 0161 496 0142/)
    expect(sentOn(busy.body)).toEqual(send)
    expect((await rows(world)).people).toEqual([])
  })
})

describe('going to and fro', () => {
  it('back and change keep every word, and a change goes back to the check', async () => {
    const { world, site } = await open()
    const { send } = await walk(site, world, ME)
    const back = await site.post(world.public, '/help/back', { ...send, at: 'contact', phones: '07700 900' })
    expect(heading(back.body)).toBe('How should we get in touch with you?')
    expect(sentOn(back.body)).toMatchObject({ phones: ['07700 900'], name: ['Ann O’Neill'], submission: send.submission })
    const change = await site.post(world.public, '/help/change', { ...send, step: 'way' })
    expect(change.body).toMatch(/value="call"[^>]* checked|checked[^>]* value="call"/)
    const email = await site.post(world.public, '/help/next', { ...sentOn(change.body), way: 'email' })
    expect([email.statusCode, heading(email.body)]).toEqual([200, 'Your email address'])
    const check = await site.post(world.public, '/help/next', { ...sentOn(email.body), email: 'ann@example.org' })
    expect(heading(check.body)).toBe('Check what you told us')
    await site.post(world.public, '/help/send', sentOn(check.body))
    // The phone was not shown to be checked, so it is not sent.
    const { people, reach, rings } = await rows(world)
    expect(rings).toEqual([])
    expect(people).toMatchObject([{ ways: ['email'] }])
    expect(reach).toMatchObject([{ phones: [] }])
  })

  it('the door for someone else starts with who they are, and back leads to whom it is for', async () => {
    const { world, site } = await open()
    const first = await site.get(world.public, '/help?whom=other&need=task')
    expect(heading(first.body)).toBe('Who are you to them?')
    expect(sentOn(first.body)).toMatchObject({ whom: ['other'], needs: ['task'] })
    expect(heading((await site.post(world.public, '/help/back', sentOn(first.body))).body)).toBe('Who needs help?')
  })

  it('lets a browser go back to a step, and keeps what is not a step nowhere', async () => {
    const { world, site } = await open()
    const { check, send } = await walk(site, world, ME)
    const change = await site.post(world.public, '/help/change', { ...send, step: 'name' })
    const wrong = await site.post(world.public, '/help/next', { at: 'name' })
    for (const step of [await site.get(world.public, '/help'), check, wrong, change])
      expect(step.headers['cache-control']).toBe('private, no-cache')
    const sent = await site.post(world.public, '/help/send', send)
    expect(sent.headers['cache-control']).toBe('no-store')
    expect((await site.get(world.public, '')).headers['cache-control']).toBe('no-store')
  })

  it('later pages opened by their address start at the first', async () => {
    const { world, site } = await open()
    for (const path of ['/help/next', '/help/back', '/help/change', '/help/send', '/help/sent?reference=<script>'])
      expect((await site.get(world.public, path)).headers.location).toBe(`/${world.slug}/help`)
  })

  it('a region has no form of its own: it shows the boroughs, and takes nothing', async () => {
    const region = await newWorld({ is_region: true })
    const borough = await newWorld({ region_id: region.allianceId, borough: 'Onebury' })
    const site = await openSite(region)
    expect((await site.get(region.public, '/help')).body).toContain(`href="/${borough.slug}/help"`)
    expect((await site.post(region.public, '/help/send', ME)).statusCode).toBe(404)
    expect((await rows(region)).people).toEqual([])
  })
})
