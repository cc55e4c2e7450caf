import { describe, expect, it } from 'vitest'
import { helpGiven } from '#test/builders/help-given'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { publicCount } from '../achieved'

const NUMBER = { helpline_number: '+441614960142', helpline_hours: 'Monday to Friday, 9am to 5pm' }

describe('the public home page', () => {
  it('has the number to ring, and is open by the clock in London', async () => {
    const world = await newWorld(NUMBER)
    const page = await (await openSite(world)).get(world.public, '')
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('href="tel:+441614960142">0161 496 0142')
    expect(page.body).toContain('Open now, until 5pm today')
    const evening = world.at('2025-11-05T20:00:00Z')
    const closed = await (await openSite(evening)).get(evening.public, '')
    expect(closed.body).not.toContain('Open now')
    expect(closed.body).toContain('Monday to Friday, 9am to 5pm')
  })

  it('leaves out what is not there yet', async () => {
    const world = await newWorld()
    const page = await (await openSite(world)).get(world.public, '')
    expect(page.body).toContain('/help"')
    for (const words of ['What neighbours have done', 'one alliance', 'I can give a device', 'Ring us', 'tel:'])
      expect(page.body).not.toContain(words)
  })

  it('shows figures that lead to what they mean, and partners there today', async () => {
    const world = await newWorld(NUMBER)
    const help = helpGiven(world)
    const ann = await help.person('Ann')
    for (const on of ['2025-02-01', '2025-05-01', '2025-08-01']) await help.session(on, [ann])
    await help.partner('Hub <3', '2018-04-01')
    await help.partner('Gone', '2018-04-01', '2020-01-01')
    const site = await openSite(world)
    const page = await site.get(world.public, '')
    expect(page.body).toMatch(/href="[^"]*\/what-we-do#supported">1</)
    expect(page.body).toContain('people helped since 2018')
    expect(page.body).toContain('People helped each quarter')
    expect(page.body).toContain('1 organisation, one alliance')
    expect(page.body).toContain('Hub &lt;3')
    expect(page.body).not.toContain('Gone')
    expect(page.body).not.toContain('Ann')
    expect((await site.get(world.public, '/what-we-do')).body).toContain('id="supported"')
  })

  it('small numbers of a ward are not shown exactly to the public', async () => {
    expect([0, 1, 4, 5, 1234].map(publicCount)).toEqual(['0', 'fewer than 5', 'fewer than 5', '5', '1,234'])
    const world = await newWorld()
    const help = helpGiven(world)
    await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx.insertInto('area').values({ alliance_id: world.allianceId, code: 'E1', name: 'Edgeley', kind: 'ward' }).execute(),
    )
    for (const name of ['Ann', 'Ben']) await help.session('2025-06-01', [await help.person(name, { ward_code: 'E1' })])
    const page = await (await openSite(world)).get(world.public, '/what-we-do')
    expect(page.body).toContain('Edgeley')
    expect(page.body).toContain('fewer than 5')
    expect(page.body).not.toMatch(/Edgeley<\/th><td[^>]*>2</)
  })

  it('a region shows its boroughs', async () => {
    const region = await newWorld({ is_region: true, borough: 'Greater Test' })
    const one = await newWorld({ region_id: region.allianceId, borough: 'Onebury' })
    const page = await (await openSite(region)).get(region.public, '')
    expect(page.body).toContain(`href="/${one.slug}"`)
    expect(page.body).toContain('Onebury')
  })

  it.each(['/accessibility', '/privacy', '/what-we-do', '/help'])('%s opens for anyone', async (path) => {
    const world = await newWorld()
    const page = await (await openSite(world)).get(world.public, path)
    expect(page.statusCode).toBe(200)
    expect(page.body.match(/<h1/g)).toHaveLength(1)
  })
})
