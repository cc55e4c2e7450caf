import { describe, expect, it } from 'vitest'
import { eventsOf, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { resourceForm } from './resource'
import { offerResource, retireResource } from './retire-resource'
import { correctResource, recordResource } from './save-resource'

const FIRST = { name: 'First clicks', link: 'www.example.org/first', language: 'en', area: 'foundation', about: 'Free' }

const aResource = async (fields: object = {}) => {
  const world = await newWorld()
  const coordinator = await world.as('coordinator')
  const input = resourceForm.parse({ ...FIRST, ...fields })
  const { id } = got(await recordResource(coordinator, input))
  return { world, coordinator, input, id, site: await openSite(world) }
}

const rows = (world: World) =>
  world.db.transaction(world.system, (tx) => tx.selectFrom('learning_resource').selectAll().orderBy('id').execute())

const hidden = (body: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? ''

describe('what people can learn from', () => {
  it('is added, put right, retired and offered again by its pages, without a script, and the timeline says so', async () => {
    const world = await newWorld()
    const [lead, site] = [await world.as('lead'), await openSite(world)]
    const made = await site.post(lead, '/learning/new', FIRST)
    const at = String(made.headers.location).slice(world.slug.length + 1)
    expect([made.statusCode, (await rows(world))[0]?.link]).toEqual([303, 'https://www.example.org/first'])
    expect((await site.post(lead, `${at}/correct`, { ...FIRST, name: 'First taps' })).statusCode).toBe(303)
    expect((await site.post(lead, `${at}/retire`, {})).statusCode).toBe(303)
    expect((await rows(world))[0]).toMatchObject({ name: 'First taps', retired_on: '2025-11-05' })
    const page = (await site.get(lead, at)).body
    for (const words of ['Not offered since 5 November 2025', 'Put right: First taps', 'Offer it again'])
      expect(page).toContain(words)
    expect((await site.get(lead, '/learning?state=offered')).body).not.toContain('First taps')
    expect((await site.post(lead, `${at}/offer`, {})).statusCode).toBe(303)
    expect((await site.get(lead, '/learning')).body).toContain('First taps')
    const said = (await eventsOf(world)).map(({ action }) => action)
    expect(said.toSorted()).toEqual(['resource.correct', 'resource.offer', 'resource.record', 'resource.retire'])
  })

  it('is not retired twice, nor offered when it is offered', async () => {
    const { coordinator, id } = await aResource()
    expect(await offerResource(coordinator, { id })).toMatchObject({ code: 'moved-on' })
    got(await retireResource(coordinator, { id }))
    expect(await retireResource(coordinator, { id })).toMatchObject({ code: 'moved-on' })
  })

  it('stands once in the list for each language; a retired one may be added anew, and then not offered again', async () => {
    const { world, coordinator, input, id, site } = await aResource()
    const twice = await site.post(coordinator, '/learning/new', { ...FIRST, link: 'HTTPS://WWW.example.org/first' })
    expect([twice.statusCode, twice.body.includes('href="#link"')]).toEqual([409, true])
    got(await recordResource(coordinator, { ...input, language: 'pl' }))
    got(await retireResource(coordinator, { id }))
    got(await recordResource(coordinator, input))
    expect(await offerResource(coordinator, { id })).toMatchObject({ code: 'already-there' })
    expect(await rows(world)).toHaveLength(3)
  })

  it.each([
    ['name', { name: ' ' }],
    ['link', { link: '' }],
    ['link', { link: 'javascript:alert(1)' }],
    ['link', { link: 'not an address' }],
    ['language', { language: 'klingon' }],
    ['area', { area: '' }],
    ['about', { about: 'x'.repeat(301) }],
  ])('says what to enter for %s, keeps the rest and writes nothing', async (field, wrong) => {
    const world = await newWorld()
    const answer = await (await openSite(world)).post(await world.as('lead'), '/learning/new', { ...FIRST, ...wrong })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(`href="#${field}"`)
    expect(answer.body).toContain(field === 'about' ? 'value="First clicks"' : 'value="Free"')
    expect(await rows(world)).toEqual([])
  })

  it('two people put one right: the second sees what the first changed', async () => {
    const { world, coordinator, id, site } = await aResource()
    const at = `/learning/${id}/correct`
    const seen = hidden((await site.get(coordinator, at)).body, 'seen')
    expect((await site.post(coordinator, at, { ...FIRST, seen, name: 'One' })).statusCode).toBe(303)
    const second = await site.post(await world.as('lead'), at, { ...FIRST, seen, name: 'Two' })
    expect([second.statusCode, second.body.includes('It now says “One”')]).toEqual([409, true])
  })

  it('a helpline worker reads it and may not change it; another alliance has none of it', async () => {
    const { world, id, input, site } = await aResource()
    const helpline = await world.as('helpline')
    expect((await site.get(helpline, `/learning/${id}`)).body).not.toContain('/correct')
    expect(await recordResource(helpline, input)).toMatchObject({ code: 'forbidden' })
    const other = await newWorld()
    const theirs = await other.as('lead')
    expect((await (await openSite(other)).get(theirs, `/learning/${id}`)).statusCode).toBe(404)
    expect(await correctResource(theirs, { ...input, id })).toMatchObject({ code: 'not-found' })
    for (const act of [retireResource, offerResource]) expect(await act(theirs, { id })).toMatchObject({ code: 'not-found' })
    expect(await rows(world)).toHaveLength(1)
  })
})
