import { describe, expect, it } from 'vitest'
import { ME, open, rows, walk } from './help-trial'

describe('the way they chose is the way that is used', () => {
  it.each([
    ['call', { phones: '07700 900123' }, ['call', 'text'], 'Ring them back'],
    ['text', { phones: '07700 900123' }, ['text', 'call'], 'Text them back'],
    ['email', { email: 'ann@example.org' }, ['email'], 'Email them back'],
    ['letter', { address: '1 High Street', postcode: 'SK3 8NR' }, ['letter'], 'Write to them'],
  ])('%s: it comes first, and what they did not refuse stays open', async (way, ways, first, next) => {
    const { world, site } = await open()
    await site.post(world.public, '/help/send', (await walk(site, world, { ...ME, ...ways, way })).send)
    const { reach, requests } = await rows(world)
    expect(reach[0]?.ways?.filter((one) => first.includes(one))).toEqual(first)
    expect(reach[0]).toMatchObject({ never_text: false, never_write: false, voicemail_ok: true })
    expect(requests).toMatchObject([{ next_action: next }])
  })

  it('what they must never get is never sent; the rest is', async () => {
    const { world, site } = await open()
    const says = { ...ME, phones: '07700 900123', never: ['text', 'voicemail'] }
    await site.post(world.public, '/help/send', (await walk(site, world, says)).send)
    const [reach] = (await rows(world)).reach
    expect(reach).toMatchObject({ never_text: true, never_write: false, voicemail_ok: false })
    expect(reach?.ways).not.toContain('text')
  })

  it.each([
    ['email', { email: 'ann@example.org' }, { never_text: true, never_write: false }],
    ['text', { phones: '07700 900123' }, { never_text: false, never_write: true }],
    ['call', { phones: '0161 496 0123' }, { never_text: true, never_write: true }],
  ])('words to be read first leave only the way they chose: %s', async (way, ways, kept) => {
    const { world, site } = await open()
    const says = { ...ME, ...ways, way, safeContact: 'Someone else reads my post' }
    await site.post(world.public, '/help/send', (await walk(site, world, says)).send)
    const [reach] = (await rows(world)).reach
    expect(reach).toMatchObject({ ...kept, plan_words: 'Someone else reads my post' })
    expect(reach?.ways).toContain(way)
  })
})
