import { describe, expect, it } from 'vitest'
import type { Ctx } from '#platform/command'
import { bringIn } from '#test/bring-in'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { partnerForm } from './partner'
import { correctPartner, endPartner, recordPartner } from './save-partner'

const ageUk = { name: 'Age Example', sector: 'voluntary', joinedOn: '2020-04-01' }
const place = {
  name: 'The Hub',
  kind: 'community',
  postcode: 'sk3 8nr',
  monday: '9am to 5pm',
  tuesday: '09:00-12:00, 13:00-17:00',
}

const made = async (world: World): Promise<string> => {
  const outcome = await recordPartner(await world.as('lead'), partnerForm.parse(ageUk))
  if (!outcome.ok) throw new Error(outcome.says)
  return outcome.value.id
}

const speaksFor = async (world: World, partnerId: string): Promise<Ctx> => {
  const ctx = await world.as('partner')
  await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx.updateTable('account').set({ partner_id: partnerId }).where('id', '=', String(ctx.actor.accountId)).execute(),
  )
  return { ...ctx, actor: { ...ctx.actor, partnerId } }
}

describe('partners', () => {
  it('a partner is added, put right and ended, each said on its page', async () => {
    const world = await newWorld()
    const [site, lead] = [await openSite(world), await world.as('lead')]
    const added = await site.post(lead, '/partners/new', { ...ageUk, phone: '0161 496/0123', website: 'www.example.org' })
    expect(added.statusCode).toBe(303)
    const path = String(added.headers.location).slice(world.slug.length + 1)
    expect((await site.post(lead, `${path}/correct`, { ...ageUk, contactName: 'Bea' })).statusCode).toBe(303)
    const end = { 'leftOn-day': '29', 'leftOn-month': '2', 'leftOn-year': '2024' }
    expect((await site.post(lead, `${path}/end`, end)).statusCode).toBe(303)
    const page = await site.get(lead, path)
    for (const words of ['Bea', '29 February 2024', 'Joined the alliance', 'Left the alliance'])
      expect(page.body).toContain(words)
    expect((await site.post(lead, `${path}/end`, end)).statusCode).toBe(409)
  })

  it('refuses a name twice, a leaving before joining, and a day that does not exist', async () => {
    const world = await newWorld()
    const [site, lead, id] = [await openSite(world), await world.as('lead'), await made(world)]
    const twice = await site.post(lead, '/partners/new', { ...ageUk, name: 'AGE example' })
    expect([twice.statusCode, twice.body.includes('We have a partner of this name already')]).toEqual([409, true])
    expect(await endPartner(lead, { id, leftOn: '2019-01-01', stops: [] })).toMatchObject({
      ok: false,
      code: 'left-before-joining',
      field: 'leftOn',
    })
    const wrong = await site.post(lead, `/partners/${id}/end`, { 'leftOn-day': '29', 'leftOn-month': '2', 'leftOn-year': '2023' })
    expect([wrong.statusCode, wrong.body.includes('Enter the day they left')]).toEqual([422, true])
  })

  it('refuses to have joined after it left', async () => {
    const world = await newWorld()
    const [lead, id] = [await world.as('lead'), await made(world)]
    expect(await endPartner(lead, { id, leftOn: '2024-02-29', stops: [] })).toMatchObject({ ok: true })
    const late = { ...partnerForm.parse({ ...ageUk, joinedOn: '2024-03-01' }), id }
    expect(await correctPartner(lead, late)).toMatchObject({ code: 'joined-after-leaving', field: 'joinedOn' })
  })

  it('the other alliance cannot open, correct or end it', async () => {
    const [mine, other] = [await newWorld(), await newWorld()]
    const id = await made(mine)
    const [site, lead] = [await openSite(other), await other.as('lead')]
    expect((await site.get(lead, `/partners/${id}`)).statusCode).toBe(404)
    expect((await site.post(lead, `/partners/${id}/correct`, ageUk)).statusCode).toBe(404)
    expect(await endPartner(lead, { id, leftOn: '2025-01-01', stops: [] })).toMatchObject({ ok: false })
    expect((await site.get(lead, '/partners/not-an-id')).statusCode).toBe(404)
  })

  it('a partner’s own staff see the names of all and the page of their own', async () => {
    const world = await newWorld()
    const [site, id] = [await openSite(world), await made(world)]
    const other = await recordPartner(await world.as('lead'), partnerForm.parse({ ...ageUk, name: 'Other Example' }))
    if (!other.ok) throw new Error(other.says)
    const partner = await speaksFor(world, id)
    const list = await site.get(partner, '/partners')
    expect(list.body).toContain('Other Example')
    expect(list.body).not.toContain(`/partners/${other.value.id}`)
    expect((await site.get(partner, `/partners/${id}`)).statusCode).toBe(200)
    expect((await site.get(partner, `/partners/${other.value.id}`)).statusCode).toBe(404)
  })
})

describe('a list of partners or places', () => {
  it.each([
    ['partners', 'Name,Sector,Website'],
    ['places', 'Name,Kind of place,Website'],
  ])('%s: what is no web address never becomes a link', async (kind, heads) => {
    const world = await newWorld()
    const rows = ['javascript:alert(1)', 'www.example.org'].map(
      (site, at) => `Row ${at},${kind === 'places' ? 'library' : 'public'},${site}`,
    )
    const brought = await bringIn(world.system, kind, Buffer.from([heads, ...rows].join('\n')), { mode: 'good' })
    expect(brought.bad).toEqual([{ line: 2, message: expect.stringContaining('is not a web address') }])
    const kept = await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx
        .selectFrom(kind === 'places' ? 'place' : 'partner')
        .select('website')
        .execute(),
    )
    expect(kept).toEqual([{ website: 'https://www.example.org' }])
  })
})

describe('places', () => {
  it('is added with its hours in words, put on the map by its postcode, and put right', async () => {
    const world = await newWorld()
    await bringIn(
      world.system,
      'postcodes',
      Buffer.from('Postcode,Latitude,Longitude,Ward code\nSK3 8NR,53.39,-2.17,E05015022\n'),
    )
    const [site, lead] = [await openSite(world), await world.as('lead')]
    const added = await site.post(lead, '/places/new', place)
    const path = String(added.headers.location).slice(world.slug.length + 1)
    const page = await site.get(lead, path)
    for (const words of ['SK3 8NR', '9am to 5pm', '9am to noon, 1pm to 5pm', 'Closed']) expect(page.body).toContain(words)
    const row = await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx.selectFrom('place').selectAll().executeTakeFirstOrThrow(),
    )
    expect(row).toMatchObject({ lat: 53.39, ward_code: 'E05015022' })
    expect((await site.get(lead, `${path}/correct`)).body).toContain('value="09:00-12:00, 13:00-17:00"')
    const bad = await site.post(lead, `${path}/correct`, { ...place, monday: 'when the caretaker is in' })
    expect([bad.statusCode, bad.body.includes('href="#monday"'), bad.body.includes('when the caretaker is in')]).toEqual([
      422,
      true,
      true,
    ])
    expect((await site.post(lead, '/places/new', place)).statusCode).toBe(409)
    const other = await newWorld()
    expect((await (await openSite(other)).get(await other.as('lead'), path)).statusCode).toBe(404)
  })

  it('is found by name, postcode, kind, ward and whether it is open', async () => {
    const world = await newWorld()
    await bringIn(world.system, 'areas', Buffer.from('Area code,Area name\nE05015022,Davenport\n'))
    const list = 'Library name,Postcode,Ward code,Year closed\nAdswood,SK3 8NR,E05015022,\nGone,SK3 8NT,,2012\n'
    await bringIn(world.system, 'places', Buffer.from(list))
    const [site, helpline] = [await openSite(world), await world.as('helpline')]
    const names = async (query: string) =>
      [...(await site.get(helpline, `/places?${query}`)).body.matchAll(/>(Adswood|Gone)</g)].map(([, name]) => name)
    expect(await names('q=sk38nr')).toEqual(['Adswood'])
    expect(await names('ward=davenport')).toEqual(['Adswood'])
    expect(await names('state=closed')).toEqual(['Gone'])
    expect(await names('state=open')).toEqual(['Adswood'])
    expect(await names('kind=library')).toEqual(['Adswood', 'Gone'])
    expect(await names('kind=office')).toEqual([])
  })
})
