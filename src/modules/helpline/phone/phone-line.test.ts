import { describe, expect, it } from 'vitest'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { tidyDesk } from '../tidy-desk'
import { ANN, calls, inside, setUp, TOKEN } from './phone-trial'

describe('setting up the telephone', () => {
  it('keeps the token sealed and never shows it; makes and renews our own secret', async () => {
    const world = await newWorld()
    const [admin, site] = [await world.as('admin'), await openSite(world)]
    expect((await site.post(admin, '/telephone', { ringNumber: '0161 496 0100', twilioToken: TOKEN })).statusCode).toBe(303)
    const page = await site.get(admin, '/telephone')
    expect(page.body).toContain('There is one. Leave this empty to keep it')
    expect(page.body).not.toContain(TOKEN)
    const line = () => inside(world, (tx) => tx.selectFrom('phone_line').selectAll().executeTakeFirstOrThrow())
    const before = await line()
    expect(before).toMatchObject({ ring_number: '+441614960100' })
    expect(before.twilio_token).not.toContain(TOKEN)
    await site.post(admin, '/telephone', { ringNumber: '', twilioToken: '' })
    expect(await line()).toMatchObject({ ring_number: null, twilio_token: before.twilio_token, secret: before.secret })
    await site.post(admin, '/telephone/secret', {})
    expect((await line()).secret).not.toBe(before.secret)
    expect((await site.get(await world.as('helpline'), '/telephone')).statusCode).toBe(403)
  })

  it('names a number or a token that cannot be one, and shows no token back', async () => {
    const world = await newWorld()
    const page = await (await openSite(world)).post(await world.as('admin'), '/telephone', {
      ringNumber: '12',
      twilioToken: 'short-secret',
    })
    expect(page.statusCode).toBe(422)
    for (const field of ['ringNumber', 'twilioToken']) expect(page.body).toContain(`href="#${field}"`)
    expect(page.body).not.toContain('short-secret')
  })

  it('forgets numbers after a month', async () => {
    const { site, world } = await setUp()
    await site.tells({ event: 'ringing', call: 'c-1', from: ANN })
    await tidyDesk(world.at('2025-12-01T10:00:00Z').system, {}, {} as never)
    expect(await calls(world)).toHaveLength(1)
    await tidyDesk(world.at('2025-12-08T10:00:00Z').system, {}, {} as never)
    expect(await calls(world)).toEqual([])
  })

  it('knows for ever what Twilio told, whose signature never grows old; what we signed with a time is forgotten', async () => {
    const { site, world, at } = await setUp()
    const call = { sid: `CA${'1'.repeat(32)}`, status: 'ringing', from: ANN }
    expect((await site.twilio(call)).statusCode).toBe(200)
    await site.tells({ event: 'ringing', call: 'c-1', from: ANN })
    const later = world.at('2027-12-08T10:00:00Z')
    await tidyDesk(later.system, {}, {} as never)
    expect((await (await at(later)).twilio(call)).statusCode).toBe(409)
    expect(await calls(world)).toEqual([])
    const echoes = await inside(world, (tx) => tx.selectFrom('phone_echo').select('told').execute())
    expect(echoes).toEqual([{ told: `twilio ${call.sid} ringing` }])
  })
})
