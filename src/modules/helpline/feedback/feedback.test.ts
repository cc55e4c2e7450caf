import { describe, expect, it } from 'vitest'
import { eventsOf } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { readyToRefer, speaksFor } from '../referrals/referral-trial'
import { referralSays } from '../referrals/says'

const SAID = { theme: 'services', words: 'No signal in the library on Mill Lane', website: '' }

const rowsOf = (world: World) => world.db.transaction(world.system, (tx) => tx.selectFrom('feedback').selectAll().execute())

const peopleIn = (world: World) =>
  world.db.transaction(world.system, async (tx) => ({
    people: (await tx.selectFrom('person').select('id').execute()).length,
    requests: (await tx.selectFrom('request').select('id').execute()).length,
    calls: (await tx.selectFrom('call_back').select('id').execute()).length,
  }))

const ready = async (aDay = '3') => {
  const { world, site, partner, desk } = await readyToRefer()
  const lead = await world.as('lead')
  const last = { 'endsOn-day': '30', 'endsOn-month': '11', 'endsOn-year': '2025' }
  const way = { name: 'Councillor Nell Example', kind: 'councillor', partner: partner.id, aDay, ...last }
  expect((await site.post(lead, '/ways-in', way)).statusCode).toBe(303)
  const [link = ''] = /\/refer-to-us\/[\w-]+/.exec((await site.get(lead, '/ways-in')).body) ?? []
  return { world, site, partner, desk, lead, link, tell: `${link}/tell`, account: await speaksFor(world, partner.id) }
}

describe('what residents say, passed on without a name', () => {
  it('by an address: nobody is named, nobody is rung, and the theme and the way in are in the journal, not the words', async () => {
    const { world, site, link, tell, partner, lead } = await ready()
    const before = await peopleIn(world)
    expect((await site.get(world.public, link)).body).toContain(`href="/${world.slug}${tell}"`)
    expect((await site.get(world.public, tell)).body).toContain('You need no name for this')
    const sent = await site.post(world.public, tell, SAID)
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `/${world.slug}/refer-to-us/told`])
    expect((await site.get(world.public, '/refer-to-us/told')).body).toContain('we ring nobody about it')
    const [row] = await rowsOf(world)
    expect(row).toMatchObject({ theme: 'services', words: SAID.words, partner_id: partner.id, told_on: '2025-11-05' })
    expect(row?.way_in_id).toBeTruthy()
    expect(await peopleIn(world)).toEqual(before)
    const event = (await eventsOf(world)).find(({ detail }) => (detail as { did?: string }).did === 'tell')
    expect(event).toMatchObject({
      ...{ action: 'public.refer', about_type: 'way-in', about_id: row?.way_in_id, person_id: null },
      detail: { did: 'tell', theme: 'services', kind: 'councillor', partner: 'Age Example' },
    })
    expect(JSON.stringify(await eventsOf(world))).not.toMatch(/Mill Lane|Nell/)
    expect((await site.get(lead, '/ways-in')).body).toContain('told us without a name: 1')
    expect(referralSays['public.refer']?.(event?.detail as Record<string, unknown>)).toBe(
      'A councillor (Age Example) told us what residents say: services that went online',
    )
  })

  it.each(['Ring 07700 900123 about it', 'She is on (0161) 496-0123', 'Write to jane@example.org please'])(
    '%s: a number or an address is somebody’s, and is asked to be left out, with the words still there',
    async (words) => {
      const { world, site, tell } = await ready()
      const answer = await site.post(world.public, tell, { ...SAID, words })
      expect(answer.statusCode).toBe(422)
      expect(answer.body).toContain('Leave out phone numbers and email addresses')
      expect(answer.body).toContain(words)
      expect(await rowsOf(world)).toEqual([])
      const plain = 'Bus 192 on 21/11/2026 10.30 costs 2.50, and only 3 of 10 could book it'
      expect((await site.post(world.public, tell, { ...SAID, words: plain })).statusCode).toBe(303)
    },
  )

  it('by a partner’s account, which then has its thanks; it is in the journal of that partner', async () => {
    const { world, site, account, partner } = await ready()
    expect((await site.get(account, '/refer')).body).toContain('Tell us without a name')
    const sent = await site.post(account, '/refer/tell', SAID)
    expect(sent.headers.location).toBe(`/${world.slug}/refer/told`)
    expect((await site.get(account, '/refer/told')).body).toContain('Thank you for telling us')
    expect(await rowsOf(world)).toMatchObject([{ theme: 'services', partner_id: partner.id, way_in_id: null }])
    const event = (await eventsOf(world)).find(({ action }) => action === 'partner.tell')
    expect(event).toMatchObject({ about_type: 'feedback', detail: { theme: 'services', partner: 'Age Example' } })
  })

  it.each([
    ['no theme', { theme: '' }, 'Choose what it is about'],
    ['a theme that is none', { theme: 'weather' }, 'Choose what it is about'],
    ['no words', { words: ' ' }, 'Enter what they say'],
    ['too many words', { words: 'x'.repeat(4001) }, 'Use 4,000 characters or fewer'],
    ['a filled trap', { website: 'http://junk.example' }, 'Leave this box empty'],
  ])('%s: says so, keeps the typing and writes nothing', async (_what, wrong, message) => {
    const { world, site, tell } = await ready()
    const answer = await site.post(world.public, tell, { ...SAID, ...wrong })
    expect([answer.statusCode, answer.body.includes(message)]).toEqual([422, true])
    if (!('words' in wrong)) expect(answer.body).toContain(SAID.words)
    expect(await rowsOf(world)).toEqual([])
  })

  it('counts towards what may come by the address in a day, with those referred, and both are turned away after', async () => {
    const { world, site, link, tell } = await ready('2')
    const asked = {
      name: 'Bob Example',
      phones: '0161 496 0124',
      needs: 'task',
      words: 'The bus pass',
      consent: 'yes',
      website: '',
    }
    expect((await site.post(world.public, link, asked)).statusCode).toBe(303)
    expect((await site.post(world.public, tell, SAID)).statusCode).toBe(303)
    expect((await site.post(world.public, tell, SAID)).statusCode).toBe(429)
    expect((await site.post(world.public, link, asked)).statusCode).toBe(429)
    expect(await rowsOf(world)).toHaveLength(1)
    const tomorrow = world.at('2025-11-06T10:00:00Z')
    expect((await (await openSite(tomorrow)).post(tomorrow.public, tell, SAID)).statusCode).toBe(303)
  })

  it('is one when it is sent twice, and at the limit of a minute the typing is kept', async () => {
    const { world, site, tell } = await ready('200')
    const submission = '0199aaaa-0000-7000-8000-000000000093'
    const sent = await Promise.all([1, 2, 3].map(() => site.post(world.public, tell, { ...SAID, submission })))
    expect(sent.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303])
    expect(await rowsOf(world)).toHaveLength(1)
    for (let nth = 0; nth < 27; nth++) await site.post(world.public, tell, { words: 'x' })
    const busy = await site.post(world.public, tell, SAID)
    expect([busy.statusCode, busy.body.includes(SAID.words), /Wait \d+ seconds/.test(busy.body)]).toEqual([429, true, true])
  })

  it('an address that is closed, run out, forged or of another alliance takes nothing', async () => {
    const { world, site, lead, tell } = await ready()
    const other = await newWorld()
    expect((await (await openSite(other)).post(other.public, tell, SAID)).statusCode).toBe(404)
    expect((await site.post(world.public, '/refer-to-us/forged/tell', SAID)).statusCode).toBe(404)
    const late = world.at('2025-12-01T10:00:00Z')
    expect((await (await openSite(late)).post(late.public, tell, SAID)).statusCode).toBe(410)
    const [, id = ''] = /\/ways-in\/([\w-]+)\/revoke/.exec((await site.get(lead, '/ways-in')).body) ?? []
    await site.post(lead, `/ways-in/${id}/revoke`, {})
    expect((await site.get(world.public, tell)).statusCode).toBe(410)
    expect((await site.post(world.public, tell, SAID)).statusCode).toBe(410)
    expect([await rowsOf(world), await rowsOf(other)]).toEqual([[], []])
  })

  it('an account of no partner, or of one that has left, is told so', async () => {
    const { world, site, account, partner } = await ready()
    expect((await site.post(await world.as('partner'), '/refer/tell', SAID)).statusCode).toBe(409)
    await world.db.transaction(world.system, (tx) =>
      tx.updateTable('partner').set({ left_on: '2025-11-01' }).where('id', '=', partner.id).execute(),
    )
    expect((await site.post(account, '/refer/tell', SAID)).body).toContain('no longer in the alliance')
    expect(await rowsOf(world)).toEqual([])
  })
})

describe('what was told without a name', () => {
  const told = async () => {
    const all = await ready('20')
    await all.site.post(all.world.public, all.tell, SAID)
    await all.site.post(all.account, '/refer/tell', { theme: 'websites', words: 'Grey on grey' })
    const [one] = (await rowsOf(all.world)).filter(({ theme }) => theme === 'services')
    return { ...all, out: `/feedback/${one?.id}/take-out` }
  }

  it('is counted by theme with the rest, by whom it came, and small numbers stay hidden from the lead', async () => {
    const { site, desk, lead } = await told()
    const text = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    const page = text((await site.get(desk, '/what-people-tell-us')).body)
    expect(page).toMatch(/Services that went online 1 1 /)
    expect(page).toContain('2 times')
    expect(page).toContain('Read what was told without a name')
    const small = text((await site.get(lead, '/what-people-tell-us')).body)
    expect(small).toContain('fewer than 5')
    expect(small).not.toContain('2 times')
    const other = await newWorld()
    expect((await (await openSite(other)).get(await other.as('helpline'), '/what-people-tell-us')).body).toContain(
      'Nobody told us',
    )
  })

  it('is read by the desk, by theme and by words; not by another alliance, and not by the lead', async () => {
    const { site, desk, lead } = await told()
    const { body } = await site.get(desk, '/feedback')
    for (const words of [SAID.words, 'A councillor (Age Example)', 'A partner (Age Example)', 'Grey on grey'])
      expect(body).toContain(words)
    expect((await site.get(desk, '/feedback?theme=websites')).body).not.toContain(SAID.words)
    expect((await site.get(desk, '/feedback?q=mill')).body).not.toContain('Grey on grey')
    expect((await site.get(lead, '/feedback')).statusCode).toBe(403)
    const other = await newWorld()
    expect((await (await openSite(other)).get(await other.as('helpline'), '/feedback')).body).not.toContain(SAID.words)
  })

  it('names somebody after all: its words go for good, once, and it still counts', async () => {
    const { world, site, desk, out } = await told()
    expect((await site.get(desk, out)).body).toContain(SAID.words)
    const other = await newWorld()
    const theirs = await openSite(other)
    expect((await theirs.post(await other.as('helpline'), out, {})).statusCode).toBe(404)
    expect((await site.post(await world.as('lead'), out, {})).statusCode).toBe(403)
    expect((await site.post(await world.as('coordinator'), out, {})).statusCode).toBe(303)
    expect((await site.post(desk, out, {})).statusCode).toBe(409)
    expect((await rowsOf(world)).map(({ words }) => words).toSorted()).toEqual(['', 'Grey on grey'])
    expect((await site.get(desk, '/feedback')).body).toContain('Taken out, since it named somebody')
    expect((await site.get(desk, '/what-people-tell-us')).body).toContain('2 times')
    const taken = (await eventsOf(world)).filter(({ action }) => action === 'feedback.take-out')
    expect(taken).toMatchObject([{ about_type: 'feedback', detail: { theme: 'services' } }])
    expect((await site.get(desk, '/feedback/none/take-out')).statusCode).toBe(404)
  })
})
