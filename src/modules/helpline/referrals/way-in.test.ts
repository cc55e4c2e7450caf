import { expect, it } from 'vitest'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { readyToRefer } from './referral-trial'
import { referralSays } from './says'

const ready = async () => {
  const { world, site, partner } = await readyToRefer()
  const lead = await world.as('lead')
  const last = { 'endsOn-day': '30', 'endsOn-month': '11', 'endsOn-year': '2025' }
  const made = await site.post(lead, '/ways-in', {
    name: 'Heatons team',
    kind: 'neighbourhood_team',
    partner: partner.id,
    aDay: '1',
    ...last,
  })
  expect(made.statusCode).toBe(303)
  expect((await site.get(lead, '/ways-in')).body).toContain('For a councillor or a team, add an organisation of their own first.')
  const [link = ''] = /\/refer-to-us\/[\w-]+/.exec((await site.get(lead, '/ways-in')).body) ?? []
  const asked = {
    name: 'Bob Example',
    phones: '0161 496 0124',
    needs: 'task',
    words: 'The bus pass',
    consent: 'yes',
    website: '',
  }
  return { world, site, lead, link, asked }
}

it('an address that we gave out refers a person with consent, so many a day, and tells what came of it', async () => {
  const { world, site, link, asked } = await ready()
  expect((await site.get(world.public, link)).statusCode).toBe(200)
  const junk = await site.post(world.public, link, { ...asked, website: 'http://junk.example' })
  expect([junk.statusCode, junk.body.includes('The bus pass')]).toEqual([422, true])
  expect((await site.post(world.public, link, { ...asked, consent: '' })).statusCode).toBe(422)
  expect((await site.post(world.public, link, asked)).statusCode).toBe(303)
  const request = await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx.selectFrom('request').selectAll().where('source', '=', 'partner').executeTakeFirstOrThrow(),
  )
  expect(request).toMatchObject({ agreed: 'said_so', next_action: 'Ring them: Heatons team referred them' })
  expect((await site.post(world.public, link, asked)).statusCode).toBe(429)
  const tomorrow = world.at('2025-11-06T10:00:00Z')
  const news = await (await openSite(tomorrow)).get(tomorrow.public, link)
  expect(news.body).toContain(request.reference)
  expect(news.body).not.toContain('Bob Example')
})

it('closed, run out, forged and of another alliance: a plain page, nothing written but that it was tried', async () => {
  const { world, site, lead, link, asked } = await ready()
  const other = await newWorld()
  expect((await (await openSite(other)).get(other.public, link)).statusCode).toBe(404)
  expect((await site.get(world.public, '/refer-to-us/forged')).statusCode).toBe(404)
  const late = world.at('2025-12-01T10:00:00Z')
  expect((await (await openSite(late)).post(late.public, link, asked)).statusCode).toBe(410)
  const [, id = ''] = /\/ways-in\/([\w-]+)\/revoke/.exec((await site.get(lead, '/ways-in')).body) ?? []
  expect((await site.post(lead, `/ways-in/${id}/revoke`, {})).statusCode).toBe(303)
  expect((await site.get(world.public, link)).statusCode).toBe(410)
  const tried = await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx.selectFrom('event').select('detail').where('action', '=', 'public.refer').execute(),
  )
  expect(tried.length).toBeGreaterThanOrEqual(2)
})

it('refers residents’ words under a theme, and every use of the address is in the journal', async () => {
  const { world, site, link, asked } = await ready()
  await site.get(world.public, link)
  const told = { ...asked, needs: ['feedback'], theme: 'websites' }
  expect((await site.post(world.public, link, told)).statusCode).toBe(303)
  const { request, consents, did } = await world.db.transaction({ allianceId: world.allianceId }, async (tx) => ({
    request: await tx.selectFrom('request').selectAll().where('source', '=', 'partner').executeTakeFirstOrThrow(),
    consents: await tx.selectFrom('consent').select(['purpose', 'on_behalf']).orderBy('purpose').execute(),
    did: await tx.selectFrom('event').select('detail').where('action', '=', 'public.refer').execute(),
  }))
  expect(request).toMatchObject({ theme: 'websites', needs: ['feedback'], next_action_on: '2025-11-06' })
  expect(consents).toEqual([
    { purpose: 'hold', on_behalf: 'Heatons team' },
    { purpose: 'share', on_behalf: 'Heatons team' },
  ])
  expect(did.map(({ detail }) => (detail as { did: string }).did).toSorted()).toEqual(['open', 'refer'])
})

it('the journal names the organisation and what they are, never the one who refers', async () => {
  const { world, site, lead, link, asked } = await ready()
  await site.post(world.public, link, asked)
  const [, id = ''] = /\/ways-in\/([\w-]+)\/revoke/.exec((await site.get(lead, '/ways-in')).body) ?? []
  await site.post(lead, `/ways-in/${id}/revoke`, {})
  const events = await world.db.transaction(world.system, (tx) => tx.selectFrom('event').select(['action', 'detail']).execute())
  const theirs = events.filter(({ action }) => ['way-in.make', 'way-in.revoke', 'public.refer'].includes(action))
  expect(theirs).toHaveLength(3)
  expect(JSON.stringify(events)).not.toContain('Heatons team')
  for (const { detail } of theirs) expect(detail).toMatchObject({ kind: 'neighbourhood_team', partner: 'Age Example' })
  expect(referralSays['way-in.make']?.({ kind: 'councillor', partner: 'Example Council' })).toBe(
    'Gave a councillor (Example Council) an address to refer people to us by',
  )
})

it('sent twice by a double press it is one person, and at the limit of a minute the typing is kept', async () => {
  const { world, site, link, asked } = await ready()
  const submission = '0199aaaa-0000-7000-8000-000000000003'
  const sent = await Promise.all([1, 2, 3].map(() => site.post(world.public, link, { ...asked, submission })))
  expect(sent.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303])
  const people = await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx.selectFrom('person').select('id').where('name', '=', 'Bob Example').execute(),
  )
  expect(people).toHaveLength(1)
  const other = await ready()
  for (let nth = 0; nth < 30; nth++) await other.site.post(other.world.public, other.link, { words: 'x' })
  const busy = await other.site.post(other.world.public, other.link, other.asked)
  expect([busy.statusCode, busy.body.includes('The bus pass'), /Wait \d+ seconds/.test(busy.body)]).toEqual([429, true, true])
})
