import { describe, expect, it } from 'vitest'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { closeRequest } from '../requests/close-request'
import { lookAfterReferrals } from './look-after-referrals'
import { refer, referForm } from './refer'
import { lastLink, readyToRefer, speaksFor } from './referral-trial'
import { stopReferral } from './stop-referrals'

type Ready = Awaited<ReturnType<typeof readyToRefer>>

const rows = ({ world }: Pick<Ready, 'world'>) =>
  world.db.transaction({ allianceId: world.allianceId }, async (tx) => ({
    referrals: await tx.selectFrom('referral').selectAll().orderBy('id').execute(),
    requests: await tx.selectFrom('request').selectAll().orderBy('id').execute(),
    mails: await tx.selectFrom('message').select(['subject', 'body', 'address']).orderBy('id').execute(),
    notices: await tx.selectFrom('notice').select(['template', 'person_id']).execute(),
    told: await tx.selectFrom('staff_notice').select(['words', 'path']).execute(),
    events: await tx.selectFrom('event').select(['action', 'detail']).orderBy('id').execute(),
    consents: await tx.selectFrom('consent').selectAll().orderBy('purpose').execute(),
  }))

const ASKED = { name: 'Bob Example', phones: '0161 496 0124', needs: 'task', words: 'The bus pass', consent: 'yes' }

/** The partner refers Bob to us by its own account. */
const referIn = async ({ world, partner }: Ready) => {
  const ctx = await speaksFor(world, partner.id)
  const referred = await refer(ctx, referForm.parse(ASKED))
  if (!referred.ok) throw new Error(referred.says)
  return { ctx, reference: referred.value.reference }
}

describe('all referrals', () => {
  it('stand in one list, out and in, what is due first, narrowed by way, state, partner and person', async () => {
    const ready = await readyToRefer()
    const { desk, site, send } = ready
    await send()
    const { reference } = await referIn(ready)
    const all = (await site.get(desk, '/referrals')).body
    const [sent] = (await rows(ready)).referrals
    // Bob is due on the 6th, the answer on the 12th.
    expect(all.indexOf(reference)).toBeGreaterThan(0)
    expect(all.indexOf(reference)).toBeLessThan(all.indexOf(String(sent?.reference)))
    const shows = async (query: string) => {
      const { body } = await site.get(desk, `/referrals?${query}`)
      return [body.includes('Ann Example'), body.includes('Bob Example')]
    }
    expect(await shows('way=out')).toEqual([true, false])
    expect(await shows('way=in')).toEqual([false, true])
    expect(await shows('state=open')).toEqual([true, true])
    expect(await shows('state=sent')).toEqual([true, false])
    expect(await shows('state=ended')).toEqual([false, false])
    expect(await shows('state=late')).toEqual([false, false])
    expect(await shows('partner=age')).toEqual([true, true])
    expect(await shows('partner=100%25')).toEqual([false, false])
    expect(await shows('q=bob')).toEqual([false, true])
    expect(await shows(`q=${sent?.reference?.toLowerCase()}`)).toEqual([true, false])
    const late = ready.world.at('2025-11-13T10:00:00Z')
    const csv = await (await openSite(late)).get(await late.as('helpline'), '/referrals?state=late&format=csv')
    expect(csv.body).toContain('Ann Example')
  })

  it('show someone kept apart to nobody, and nothing of another alliance', async () => {
    const ready = await readyToRefer()
    await ready.send()
    const { world, desk, site, person } = ready
    const apart = { alliance_id: world.allianceId, person_id: person.id, why: 'Test', since: new Date() }
    await world.db.transaction(world.system, (tx) => tx.insertInto('restricted_person').values(apart).execute())
    expect((await site.get(desk, '/referrals')).body).not.toContain('Ann Example')
    const ctx = await speaksFor(world, ready.partner.id)
    expect((await site.get(ctx, '/asked-of-us')).body).not.toContain('Ann Example')
    const other = await newWorld()
    expect((await (await openSite(other)).get(await other.as('helpline'), '/referrals')).body).not.toContain('Ann Example')
  })

  it('stand on the person’s page, both ways', async () => {
    const ready = await readyToRefer()
    const { desk, site, send, person } = ready
    await send()
    expect((await site.get(desk, `/people/${person.reference}`)).body).toMatch(/<h2 id="referrals">.*Age Example/s)
    const { reference } = await referIn(ready)
    const bob = (await rows(ready)).requests.find((one) => one.reference === reference)
    const bobs = await ready.world.db.transaction(ready.world.system, (tx) =>
      tx.selectFrom('person').select('reference').where('id', '=', String(bob?.person_id)).executeTakeFirstOrThrow(),
    )
    expect((await site.get(desk, `/people/${bobs.reference}`)).body).toContain('referred them to us on')
  })
})

describe('a request that is closed', () => {
  it('ends what is open with its partners, who are told, and whose link opens nothing', async () => {
    const ready = await readyToRefer()
    const { world, desk, site, request, send } = ready
    await send()
    const link = await lastLink(world)
    const closed = await closeRequest(desk, { id: request.id, outcome: 'not_needed', whatChanged: '' })
    expect(closed).toMatchObject({ ok: true })
    const after = await rows(ready)
    expect(after.referrals).toMatchObject([{ status: 'stopped', reply_by: null, ended_on: '2025-11-05' }])
    expect(after.requests).toMatchObject([{ status: 'closed', next_action: null }])
    const mail = after.mails.find(({ subject }) => subject.includes('is stopped'))
    expect(mail?.body).toContain('It is closed on our side')
    expect(mail?.body).not.toContain('Ann')
    expect(after.events.map(({ action }) => action)).toEqual(expect.arrayContaining(['request.close', 'referral.stop']))
    expect((await site.get(world.public, link)).statusCode).toBe(410)
  })

  it('leaves those that are over as they were', async () => {
    const ready = await readyToRefer()
    await ready.send()
    const [sent] = (await rows(ready)).referrals
    await stopReferral(ready.desk, { reference: String(sent?.reference) })
    const mails = (await rows(ready)).mails.length
    await closeRequest(ready.desk, { id: ready.request.id, outcome: 'not_needed', whatChanged: '' })
    expect((await rows(ready)).mails).toHaveLength(mails)
  })
})

describe('a partner without an email', () => {
  const noEmail = async () => {
    const ready = await readyToRefer({ email: '', phone: '0161 496 0177' })
    await ready.send()
    return ready
  }

  it('is rung when somebody is referred, when it does not answer, and when it is stopped', async () => {
    const ready = await noEmail()
    expect((await rows(ready)).requests).toMatchObject([
      { status: 'waiting', next_action: 'Ring Age Example on 0161 496 0177: they have no email', next_action_on: '2025-11-05' },
    ])
    const [sent] = (await rows(ready)).referrals
    await lookAfterReferrals(ready.world.at('2025-11-13T10:00:00Z').system)
    expect((await rows(ready)).requests).toMatchObject([
      {
        status: 'waiting',
        next_action: `Ring Age Example on 0161 496 0177: ask for their answer to ${sent?.reference}`,
        next_action_on: '2025-11-13',
      },
    ])
    await stopReferral(ready.desk, { reference: String(sent?.reference) })
    expect((await rows(ready)).requests[0]?.next_action).toBe(
      `Ring Age Example on 0161 496 0177: tell them ${sent?.reference} is stopped`,
    )
  })

  it('asked for more, and told by phone', async () => {
    const ready = await noEmail()
    const [sent] = (await rows(ready)).referrals
    await ready.site.post(ready.desk, `/referrals/${sent?.reference}/answer`, { answer: 'askMore', words: 'Which day?' })
    await ready.site.post(ready.desk, `/referrals/${sent?.reference}/tell-more`, { words: 'Any day' })
    expect((await rows(ready)).requests[0]?.next_action).toContain('tell them what they asked about')
  })

  it('is still rung when the request is closed: the helpline is told', async () => {
    const ready = await noEmail()
    await ready.world.as('helpline')
    await closeRequest(ready.desk, { id: ready.request.id, outcome: 'not_needed', whatChanged: '' })
    const { told, mails } = await rows(ready)
    expect(told.map(({ words }) => words).join()).toMatch(/Ring Age Example on 0161 496 0177: tell them F-\d+ is stopped/)
    expect(mails).toEqual([])
  })
})

describe('consent that comes with a referral to us', () => {
  it('is written down: that we keep their details, and tell the partner what came of it', async () => {
    const ready = await readyToRefer()
    await referIn(ready)
    const { consents, requests } = await rows(ready)
    expect(consents).toMatchObject([
      { purpose: 'hold', how: 'online', on_behalf: 'Age Example', partner_id: null, given_on: '2025-11-05' },
      { purpose: 'share', how: 'online', on_behalf: 'Age Example', partner_id: ready.partner.id },
    ])
    expect(requests.at(-1)).toMatchObject({ next_action_on: '2025-11-06' })
  })

  it('plans the next working day, not the next day', async () => {
    const ready = await readyToRefer()
    const friday = { ...ready, world: ready.world.at('2025-11-07T15:00:00Z') }
    await referIn(friday)
    expect((await rows(friday)).requests.at(-1)).toMatchObject({ next_action_on: '2025-11-10' })
  })

  it('taken back: the partner is told, and hears no more of them', async () => {
    const ready = await readyToRefer()
    const { ctx, reference } = await referIn(ready)
    expect((await ready.site.get(ctx, '/my-referrals')).body).toContain('Bob Example')
    const share = (await rows(ready)).consents.find(({ purpose }) => purpose === 'share')
    const back = await ready.site.post(ready.desk, `/consents/${share?.id}/withdraw`, { how: 'spoken' })
    expect(back.statusCode).toBe(303)
    expect((await ready.site.get(ctx, '/my-referrals')).body).not.toContain('Bob Example')
    const [mail] = (await rows(ready)).mails.filter(({ subject }) => subject.includes('no more news'))
    expect(mail).toMatchObject({ address: 'help@age.example' })
    expect(mail?.body).toContain(reference)
    expect(mail?.body).not.toContain('Bob')
  })

  it('taken back of what we sent: the person is told by us that the partner was told', async () => {
    const ready = await readyToRefer()
    await ready.send()
    const share = (await rows(ready)).consents.find(({ purpose }) => purpose === 'share')
    await ready.site.post(ready.desk, `/consents/${share?.id}/withdraw`, { how: 'spoken' })
    expect((await rows(ready)).notices).toEqual([{ template: 'sharing-stopped', person_id: ready.person.id }])
  })

  it('taken back whole: the partner is told, and the person is left in peace', async () => {
    const ready = await readyToRefer()
    await ready.send()
    const given = { purpose: 'hold', how: 'spoken', 'givenOn-day': '5', 'givenOn-month': '11', 'givenOn-year': '2025' }
    await ready.site.post(ready.desk, `/people/${ready.person.reference}/consent/new`, given)
    const hold = (await rows(ready)).consents.find(({ purpose }) => purpose === 'hold')
    expect((await ready.site.post(ready.desk, `/consents/${hold?.id}/withdraw`, { how: 'spoken' })).statusCode).toBe(303)
    const { notices, referrals, mails } = await rows(ready)
    expect([notices, referrals[0]?.status]).toEqual([[], 'stopped'])
    expect(mails.some(({ subject }) => subject.includes('is stopped'))).toBe(true)
  })
})
