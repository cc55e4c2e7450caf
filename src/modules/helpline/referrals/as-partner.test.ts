import { describe, expect, it } from 'vitest'
import { endPartner, partnerForm, recordPartner } from '#modules/partners'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { answerAsPartner } from './as-partner'
import { REFERRAL_STATUSES } from './referral.moves'
import { lastLink, readyToRefer, speaksFor } from './referral-trial'

const ready = async () => {
  const all = await readyToRefer()
  await all.send()
  const { world } = all
  const referral = () =>
    world.db.transaction(world.system, (tx) => tx.selectFrom('referral').selectAll().executeTakeFirstOrThrow())
  const ctx = await speaksFor(world, all.partner.id)
  const { reference } = await referral()
  return { ...all, ctx, reference, referral, at: `/asked-of-us/${reference}` }
}

const ACCEPT = { answer: 'accept', reason: null, outcome: null, words: '' } as const

describe('a partner that signs in', () => {
  it('sees those it is asked to help, no more than was agreed, and answers to the end', async () => {
    const { world, site, ctx, at, reference, referral } = await ready()
    const list = await site.get(ctx, '/asked-of-us')
    expect(list.body).toContain(reference)
    expect(list.body).toContain('Please answer')
    const opened = await site.get(ctx, at)
    expect(opened.body).toContain('0161 496 0123')
    expect(opened.body).not.toContain('Long Lane')
    expect(opened.body).not.toContain('grandson')
    const wrong = await site.post(ctx, at, { answer: 'decline', words: 'So sorry' })
    expect([wrong.statusCode, wrong.body.includes('So sorry')]).toEqual([422, true])
    expect((await site.post(ctx, at, { answer: 'accept' })).statusCode).toBe(303)
    expect(await referral()).toMatchObject({ status: 'accepted' })
    expect((await site.post(ctx, at, { answer: 'finish', outcome: 'helped' })).statusCode).toBe(303)
    const over = await site.get(ctx, at)
    expect([over.statusCode, over.body.includes('Ann Example')]).toEqual([410, false])
    expect((await site.get(ctx, '/asked-of-us')).body).not.toContain('Ann Example')
    const events = await world.db.transaction(world.system, (tx) =>
      tx.selectFrom('event').select(['action', 'detail']).where('action', 'like', 'partner.a%').orderBy('id').execute(),
    )
    // Opened twice: the wrong answer showed the page again.
    expect(events.map(({ action, detail }) => `${action} ${(detail as { did: string }).did}`).toSorted()).toEqual([
      'partner.answer accept',
      'partner.answer finish',
      'partner.asked open',
      'partner.asked open',
    ])
  })

  it('an answer sent eight times at once is one answer', async () => {
    const { world, ctx, reference } = await ready()
    const pressed = { ...ctx, submission: '0199aaaa-0000-7000-8000-000000000002' }
    const answers = await Promise.all(Array.from({ length: 8 }, () => answerAsPartner(pressed, { ...ACCEPT, reference })))
    expect(answers.every(({ ok }) => ok)).toBe(true)
    const events = await world.db.transaction(world.system, (tx) =>
      tx.selectFrom('event').select('id').where('action', '=', 'partner.answer').execute(),
    )
    expect(events).toHaveLength(1)
  })

  it('sees and answers nothing that was sent to another partner, or in another alliance', async () => {
    const { world, site, at, reference } = await ready()
    const form = { name: 'Other Example', sector: 'voluntary', joinedOn: '2020-04-01' }
    const other = await recordPartner(await world.as('lead'), partnerForm.parse(form))
    if (!other.ok) throw new Error(other.says)
    const stranger = await speaksFor(world, other.value.id)
    expect((await site.get(stranger, '/asked-of-us')).body).not.toContain(reference)
    expect((await site.get(stranger, at)).statusCode).toBe(404)
    expect(await answerAsPartner(stranger, { ...ACCEPT, reference })).toMatchObject({ code: 'not-found' })
    const far = await newWorld()
    expect((await (await openSite(far)).get(await far.as('partner'), at)).statusCode).toBe(404)
    expect(await answerAsPartner(await far.as('partner'), { ...ACCEPT, reference })).toMatchObject({ code: 'not-found' })
    expect(await answerAsPartner(await world.as('helpline'), { ...ACCEPT, reference })).toMatchObject({ code: 'forbidden' })
  })

  it('that left the alliance sees nothing any more', async () => {
    const { world, site, ctx, at, partner, reference } = await ready()
    await endPartner(await world.as('lead'), { id: partner.id, leftOn: '2025-11-05', stops: [] })
    expect((await site.get(ctx, at)).statusCode).toBe(404)
    expect((await site.get(ctx, '/asked-of-us')).body).not.toContain(reference)
  })

  it.each(Object.keys(REFERRAL_STATUSES).filter((status) => !['sent', 'needs_more'].includes(status)))(
    'cannot say yes to one that is %s',
    async (status) => {
      const { world, ctx, reference, referral } = await ready()
      const open = status === 'accepted'
      const set = {
        ...{ status, reply_by: null, ended_on: open ? null : '2025-11-05' },
        ...{ decline_reason: status === 'declined' ? 'no_room' : null, outcome: status === 'finished' ? 'helped' : null },
      }
      await world.db.transaction(world.system, (tx) => tx.updateTable('referral').set(set).execute())
      expect(await answerAsPartner(ctx, { ...ACCEPT, reference })).toMatchObject({ code: open ? 'moved-on' : 'over' })
      expect(await referral()).toMatchObject({ status })
    },
  )
})

describe('one that stopped', () => {
  const PLAIN = 'They no longer agree to it. Please stop, and delete what you know of them from this.'
  const stopped = async () => {
    const all = await ready()
    const { world, site, desk, at, ctx } = all
    const link = await lastLink(world)
    expect((await site.post(ctx, at, { answer: 'accept' })).statusCode).toBe(303)
    const consent = await world.db.transaction(world.system, (tx) =>
      tx.selectFrom('consent').select('id').where('purpose', '=', 'share').executeTakeFirstOrThrow(),
    )
    expect((await site.post(desk, `/consents/${consent.id}/withdraw`, { how: 'spoken' })).statusCode).toBe(303)
    return { ...all, link }
  }

  it('says why to its partner in the words of the email, and no more: opened, answered, by account and by link', async () => {
    const { world, site, ctx, at, link, reference, referral } = await stopped()
    const answer = { answer: 'finish', outcome: 'helped' }
    const said = [
      await site.get(ctx, at),
      await site.post(ctx, at, answer),
      await site.get(world.public, link),
      await site.post(world.public, link, answer),
    ]
    for (const { statusCode, body } of said) {
      expect(statusCode).toBe(410)
      expect(body).toContain('<h1 class="govuk-heading-l">This is stopped</h1>')
      expect(body).toContain(`We asked you to help someone (${reference}). ${PLAIN}`)
      expect(body).not.toMatch(/Ann Example|look at the record again|0161 496 0123/)
    }
    const list = (await site.get(ctx, '/asked-of-us')).body
    expect(list).toContain('Stopped. They no longer agree to it.')
    expect(list).not.toContain('Ann Example')
    expect(await referral()).toMatchObject({ status: 'stopped', stopped_because: 'not_agreed' })
  })

  it('before reasons were kept says only that it is over', async () => {
    const { world, site, ctx, at } = await stopped()
    await world.db.transaction(world.system, (tx) => tx.updateTable('referral').set({ stopped_because: null }).execute())
    const { body } = await site.get(ctx, at)
    expect(body).toContain('This is over')
    expect((await site.get(ctx, '/asked-of-us')).body).toContain('>Stopped<')
  })
})
