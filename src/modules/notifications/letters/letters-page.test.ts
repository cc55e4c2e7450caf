import { describe, expect, it } from 'vitest'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { pagesOf, print, writeLetter } from './letters-trial'

describe('the page of letters to print', () => {
  it('says whom they are for and no address or words', async () => {
    const world = await newWorld()
    await writeLetter(world, { large: true, language: 'pl', body: 'Secret words' })
    const site = await openSite(world)
    const { payload } = await site.get(await world.as('helpline'), '/letters')
    expect(payload).toContain('1 letter waiting for paper')
    expect(payload).toContain('Ann Ashworth')
    expect(payload).toContain('Polish and English')
    expect(payload).toContain('Large print')
    expect(payload).not.toMatch(/Longmeadow|SK3|Secret|News for/)
  })

  it('says so where a language cannot be printed, and prints the English with how to ask', async () => {
    const world = await newWorld({ helpline_number: '+441614960100' })
    const { message } = await writeLetter(world, { language: 'bn', body: 'আপনার ট্যাবলেট' })
    const [site, me] = [await openSite(world), await world.as('helpline')]
    expect((await site.get(me, '/letters')).payload).toContain('English: we cannot print Bengali yet')
    expect((await site.get(me, `/messages/${message}`)).payload).toContain('We cannot print Bengali yet.')
    const pages = await pagesOf((await site.get(me, `/letters/${await print(world)}/letters.pdf`)).rawPayload)
    expect(pages).toHaveLength(1)
    for (const words of ['Ask us for this in your language: ring 0161 496 0100', 'Hello Ann Ashworth'])
      expect(pages[0]).toContain(words)
  })

  it('says nothing of the kind of one that can', async () => {
    const world = await newWorld()
    const { message } = await writeLetter(world, { language: 'uk', body: 'Добрий день' })
    const [site, me] = [await openSite(world), await world.as('helpline')]
    for (const path of ['/letters', `/messages/${message}`])
      expect((await site.get(me, path)).payload).not.toContain('cannot print')
  })

  it('leads to the bundle when pressed, and to itself when someone was first', async () => {
    const world = await newWorld()
    await writeLetter(world)
    const site = await openSite(world)
    const me = await world.as('helpline')
    const first = await site.post(me, '/letters/print', {})
    expect(first.statusCode).toBe(303)
    const path = String(first.headers.location).replace(`/${world.slug}`, '')
    expect((await site.get(me, path)).payload).toContain('Open the letters')
    const second = await site.post(me, '/letters/print', {})
    expect(second.headers.location).toBe(`/${world.slug}/letters`)
    expect((await site.get(me, '/letters')).payload).toContain(path)
  })

  it('shows another alliance nothing', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    await writeLetter(world)
    const run = await print(world)
    const site = await openSite(other)
    const me = await other.as('librarian')
    for (const path of [`/letters/${run}`, `/letters/${run}/letters.pdf`, '/letters/nonsense', '/letters/nonsense/letters.pdf'])
      expect((await site.get(me, path)).statusCode).toBe(404)
    expect((await site.get(me, '/letters')).payload).not.toContain(String(run))
  })
})
