import { describe, expect, it } from 'vitest'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'

describe('an address that leads nowhere', () => {
  it.each(['/nothing-here', '/nothing/at/all?q=1', '/nothing-here/'])(
    '%s: the alliance says so in its own name',
    async (path) => {
      const world = await newWorld({ name: 'Otherton Online' })
      const site = await openSite(world)
      const lost = await site.get(world.public, path)
      expect(lost.statusCode).toBe(404)
      expect(lost.headers['cache-control']).toBe('no-store')
      expect(lost.body).toContain('<title>We cannot find that page – Otherton Online</title>')
      expect(lost.body).toContain(`href="/${world.slug}/brand.css"`)
    },
  )

  it('someone signed in keeps their menu', async () => {
    const world = await newWorld()
    const lost = await (await openSite(world)).get(await world.as('helpline'), '/nothing-here')
    expect(lost.statusCode).toBe(404)
    expect(lost.body).toContain(`href="/${world.slug}/calls/new"`)
  })

  it.each(['/no-such-borough', '/no-such-borough/help', '/%C3%A9'])('%s: no alliance, so a plain page', async (url) => {
    const { app } = await openSite(await newWorld())
    const lost = await app.inject({ url })
    expect(lost.statusCode).toBe(404)
    expect(lost.body).toContain('<title>We cannot find that page</title>')
    expect(lost.body).not.toContain('brand.css')
  })
})
