import { describe, expect, it } from 'vitest'
import { endPartner, partnerForm, recordPartner } from '#modules/partners'
import type { Ctx } from '#platform/command'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { refer } from './refer'

const ageUk = { name: 'Age Example', sector: 'voluntary', joinedOn: '2020-04-01' }

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

describe('referring a person', () => {
  const asked = { name: 'Ann Example', phones: '0161 496 0123', needs: 'learn_skills', words: 'To see my grandson' }

  it('needs consent; then makes the person and a request from this partner, and says how it stands', async () => {
    const world = await newWorld()
    const [site, id] = [await openSite(world), await made(world)]
    const partner = await speaksFor(world, id)
    const without = await site.post(partner, '/refer', asked)
    expect([without.statusCode, without.body.includes('Tick to say they agreed')]).toEqual([422, true])
    const sent = await site.post(partner, '/refer', { ...asked, consent: 'yes' })
    expect(sent.statusCode).toBe(303)
    const thanks = (await site.get(partner, String(sent.headers.location).slice(world.slug.length + 1))).body
    const { request, events, rings } = await world.db.transaction({ allianceId: world.allianceId }, async (tx) => ({
      request: await tx.selectFrom('request').selectAll().executeTakeFirstOrThrow(),
      rings: await tx.selectFrom('call_back').select(['about_id', 'why']).execute(),
      events: await tx.selectFrom('event').select('action').where('about_type', '!=', 'partner').execute(),
    }))
    expect(request).toMatchObject({ source: 'partner', partner_id: id, status: 'new', words: 'To see my grandson' })
    expect(rings).toEqual([{ about_id: request.id, why: 'Age Example referred them: Learn skills' }])
    expect(events.map(({ action }) => action).toSorted()).toEqual(['call-back.ask', 'partner.refer'])
    expect(thanks).toMatch(new RegExp(`Thank you\\. We have it.*${request.reference}.*next working day`, 's'))
    const news = await site.get(partner, '/my-referrals')
    expect(news.body).toContain('We have it and will ring them')
    expect(news.body).not.toContain('grandson')
    expect((await site.get(partner, '/my-referrals?q=nobody')).body).toContain('Nothing matches')
    expect((await site.get(partner, `/my-referrals?q=${request.reference.toLowerCase()}`)).body).toContain(request.reference)
  })

  it('an account without a partner, or of one that left, refers nobody', async () => {
    const world = await newWorld()
    const input = {
      ...asked,
      phones: [],
      postcode: null,
      safeContact: '',
      needs: ['learn_skills' as const],
      barriers: [],
      consent: true as const,
    }
    expect(await refer(await world.as('partner'), input)).toMatchObject({ ok: false, code: 'no-partner' })
    const id = await made(world)
    await endPartner(await world.as('lead'), { id, leftOn: '2025-01-01', stops: [] })
    expect(await refer(await speaksFor(world, id), input)).toMatchObject({ ok: false, code: 'no-partner' })
    expect(
      await world.db.transaction({ allianceId: world.allianceId }, (tx) => tx.selectFrom('person').select('id').execute()),
    ).toEqual([])
  })

  it('a partner sees only those it referred itself', async () => {
    const world = await newWorld()
    const [site, id] = [await openSite(world), await made(world)]
    await site.post(await speaksFor(world, id), '/refer', { ...asked, consent: 'yes' })
    const other = await recordPartner(await world.as('lead'), partnerForm.parse({ ...ageUk, name: 'Other Example' }))
    if (!other.ok) throw new Error(other.says)
    expect((await site.get(await speaksFor(world, other.value.id), '/my-referrals')).body).not.toContain('Ann Example')
  })
})
