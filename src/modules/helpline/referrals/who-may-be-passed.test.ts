import { expect, it } from 'vitest'
import { giveConsent } from '#modules/people'
import { atOnce } from '#test/at-once'
import { got } from '#test/helping'
import type { World } from '#test/world'
import { agreedNow } from './agreed-now'
import { readyToRefer } from './referral-trial'

const SPOKEN = { how: 'spoken', givenOn: '2025-11-04', onBehalf: '', endsOn: null } as const

const inside = <T>(world: World, read: Parameters<typeof world.db.transaction<T>>[1]) => world.db.transaction(world.system, read)

const written = (world: World) =>
  inside(world, async (tx) => ({
    referrals: await tx.selectFrom('referral').select('status').execute(),
    shared: await tx.selectFrom('consent').select('id').where('purpose', '=', 'share').execute(),
    links: await tx.selectFrom('referral_link').select('id').execute(),
    told: await tx.selectFrom('message').select('subject').execute(),
  }))

/** Someone who agreed that we keep their details, and how they take that back. */
const agreedToHold = async () => {
  const all = await readyToRefer()
  const { world, desk, person, site } = all
  got(await giveConsent(desk, { ...SPOKEN, purpose: 'hold', partner: null, reference: person.reference }))
  const { id } = await inside(world, (tx) => tx.selectFrom('consent').select('id').executeTakeFirstOrThrow())
  return { ...all, takeBack: () => site.post(desk, `/consents/${id}/withdraw`, { how: 'spoken' }) }
}

it('nobody is told of someone who has died, or took back that we keep their details', async () => {
  const { world, send, takeBack, site, desk, person } = await agreedToHold()
  expect((await takeBack()).statusCode).toBe(303)
  const refused = await send({ words: 'Please ring first' })
  expect([refused.statusCode, refused.body.includes('asked us to stop keeping in touch')]).toEqual([409, true])
  expect(refused.body).toContain('Please ring first')
  got(await giveConsent(desk, { ...SPOKEN, purpose: 'hold', partner: null, reference: person.reference }))
  expect((await site.post(desk, `/people/${person.reference}/died`, {})).statusCode).toBe(303)
  expect((await send()).statusCode).toBe(409)
  expect(await written(world)).toEqual({ referrals: [], shared: [], links: [], told: [] })
})

it('they take it back while they are being sent: whichever comes first, no partner goes on', async () => {
  const { world, send, takeBack, desk, person, partner } = await agreedToHold()
  got(await giveConsent(desk, { ...SPOKEN, purpose: 'share', partner: partner.id, reference: person.reference }))
  const [back, sent] = await atOnce(world, 'person', [takeBack, send])
  expect(back?.statusCode).toBe(303)
  expect([303, 409]).toContain(sent?.statusCode)
  expect((await written(world)).referrals.map(({ status }) => status)).toEqual(sent?.statusCode === 303 ? ['stopped'] : [])
})

it('what was sent of someone who has died is shown no more, however their death was written down', async () => {
  const { world, send, person } = await agreedToHold()
  expect((await send()).statusCode).toBe(303)
  const agreed = () =>
    inside(world, (tx) => tx.selectFrom('referral as f').select(agreedNow('f').as('agreed')).executeTakeFirstOrThrow())
  expect(await agreed()).toEqual({ agreed: true })
  await inside(world, (tx) => tx.updateTable('person').set({ has_died: true }).where('id', '=', person.id).execute())
  expect(await agreed()).toEqual({ agreed: false })
})
