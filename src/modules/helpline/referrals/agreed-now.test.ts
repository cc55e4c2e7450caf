import { describe, expect, it } from 'vitest'
import { planForm, savePlan } from '#modules/people'
import { got } from '#test/helping'
import { openSite } from '#test/site'
import type { World } from '#test/world'
import { answerAsPartner, openAsPartner } from './as-partner'
import { answerByLink } from './by-link'
import { lookAfterReferrals } from './look-after-referrals'
import { lastLink, readyToRefer, speaksFor } from './referral-trial'

const inside = <T>(world: World, read: Parameters<typeof world.db.transaction<T>>[1]) => world.db.transaction(world.system, read)

const referral = (world: World) => inside(world, (tx) => tx.selectFrom('referral').selectAll().executeTakeFirstOrThrow())

const sent = async (fields: Record<string, string | string[]> = {}) => {
  const all = await readyToRefer()
  expect((await all.send(fields)).statusCode).toBe(303)
  const { reference } = await referral(all.world)
  return { ...all, link: await lastLink(all.world), reference, account: await speaksFor(all.world, all.partner.id) }
}

const LAST_DAY = '2025-11-10'
const endsOn = (world: World, purpose: 'share' | 'hold') =>
  inside(world, (tx) => tx.updateTable('consent').set({ ends_on: LAST_DAY }).where('purpose', '=', purpose).execute())

const ACCEPT = { answer: 'accept', reason: null, outcome: null, words: '' } as const

describe('a consent that ends by itself', () => {
  it('shows on its last day, and from the next opens nothing to the partner, by its link or its account', async () => {
    const { world, link, account, reference } = await sent()
    await endsOn(world, 'share')
    const last = world.at(`${LAST_DAY}T12:00:00Z`)
    expect((await (await openSite(last)).get(last.public, link)).body).toContain('0161 496 0123')
    const after = world.at('2025-11-11T12:00:00Z')
    const site = await openSite(after)
    const opened = await site.get(after.public, link)
    expect([opened.statusCode, opened.body.includes('Ann Example')]).toEqual([410, false])
    const clock = after.system.clock
    expect(await openAsPartner({ ...account, clock }, { reference })).toMatchObject({ code: 'not-agreed', status: 410 })
    expect((await site.get({ ...account, clock }, '/asked-of-us')).body).not.toContain('Ann Example')
    expect(await answerAsPartner({ ...account, clock }, { reference, ...ACCEPT })).toMatchObject({ code: 'not-agreed' })
    const token = link.split('/').at(-1) ?? ''
    expect(await answerByLink(after.public, { token, ...ACCEPT })).toMatchObject({ code: 'not-agreed' })
    expect(await referral(world)).toMatchObject({ status: 'sent' })
  })

  it('so does one to keep their details, and what neither ends goes on', async () => {
    const { world, link } = await sent()
    const hold = {
      alliance_id: world.allianceId,
      id: crypto.randomUUID(),
      purpose: 'hold',
      given_on: '2025-11-04',
      how: 'spoken',
    }
    const { person_id } = await referral(world)
    await inside(world, (tx) =>
      tx
        .insertInto('consent')
        .values({ ...hold, person_id })
        .execute(),
    )
    const after = world.at('2025-11-11T12:00:00Z')
    expect((await (await openSite(after)).get(after.public, link)).statusCode).toBe(200)
    await endsOn(world, 'hold')
    expect((await (await openSite(after)).get(after.public, link)).statusCode).toBe(410)
  })

  it('is looked for by the clock: the referral is stopped once, the partner told, and the desk has it back', async () => {
    const { world } = await sent()
    await endsOn(world, 'share')
    await lookAfterReferrals(world.at(`${LAST_DAY}T10:00:00Z`).system)
    expect(await referral(world)).toMatchObject({ status: 'sent' })
    for (const hour of [10, 11]) await lookAfterReferrals(world.at(`2025-11-11T${hour}:00:00Z`).system)
    expect(await referral(world)).toMatchObject({ status: 'stopped', ended_on: '2025-11-11' })
    const told = await inside(world, (tx) =>
      tx.selectFrom('message').select('body').where('subject', 'like', '%is stopped').execute(),
    )
    expect(told).toHaveLength(1)
    expect(told[0]?.body).toContain('They no longer agree to it')
    const { next_action } = await inside(world, (tx) => tx.selectFrom('request').select('next_action').executeTakeFirstOrThrow())
    expect(next_action).toContain('Stopped with Age Example')
  })
})

describe('a partner that is told a number', () => {
  const plan = {
    ...planForm.parse({ words: 'Ask for Marge', safeNumber: '0161 496 0999', neverText: 'yes', ourName: 'the library' }),
    windows: [{ day: 'tuesday', from: '10:00', until: '12:00' }],
  }

  it('is told when and how it is safe, in words, and nothing of it where the number is not shared', async () => {
    const { world, site, desk, person, link } = await sent({ shared: ['phone', 'support'] })
    await inside(world, (tx) =>
      tx
        .updateTable('person')
        .set({ access_needs: ['large_print', 'bsl'] })
        .execute(),
    )
    got(await savePlan(desk, { ...plan, reference: person.reference }))
    const { body } = await site.get(world.public, link)
    for (const words of [
      '0161 496 0999',
      'Tuesday 10am to',
      'Leave a voicemail. Send a text',
      'the library',
      'Large print, British Sign Language',
    ])
      expect(body).toContain(words)
    for (const words of ['0161 496 0123', 'large_print', 'bsl', 'tuesdays']) expect(body).not.toContain(words)
    await inside(world, (tx) =>
      tx
        .updateTable('referral')
        .set({ shared: ['needs'] })
        .execute(),
    )
    const less = await site.get(world.public, link)
    for (const words of ['0161 496 0999', 'Tuesday', 'voicemail', 'the library']) expect(less.body).not.toContain(words)
  })

  it('is told of none for somebody we reach through someone else: it asks us how', async () => {
    const { world, site, link } = await sent()
    const change = { ways: ['through_someone'], reach_through: 'Daughter Ellen, 0161 496 0150' }
    await inside(world, (tx) => tx.updateTable('person').set(change).execute())
    const { body } = await site.get(world.public, link)
    expect(body).toContain('Please do not ring them. Ask us how to reach them')
    for (const number of ['0161 496 0123', '0161 496 0150']) expect(body).not.toContain(number)
    await inside(world, (tx) =>
      tx
        .updateTable('referral')
        .set({ shared: ['needs'] })
        .execute(),
    )
    expect((await site.get(world.public, link)).body).not.toContain('Ask us how')
  })

  it('is told of none for somebody who has died', async () => {
    const { world, site, link } = await sent()
    await inside(world, (tx) => tx.updateTable('person').set({ has_died: true }).execute())
    expect((await site.get(world.public, link)).body).not.toContain('0161 496 0123')
  })
})
