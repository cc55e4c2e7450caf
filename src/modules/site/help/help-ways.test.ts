import { describe, expect, it } from 'vitest'
import { closeRequest } from '#modules/helpline'
import { FOR_DAD, ME, open, rows, walk } from './help-trial'

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

describe('whoever asked for somebody else', () => {
  const closed = async (more: Record<string, string>) => {
    const { world, site } = await open()
    await site.post(world.public, '/help/send', (await walk(site, world, { ...FOR_DAD, ...more })).send)
    const { requests, people } = await rows(world)
    const ending = { id: String(requests[0]?.id), outcome: 'signposted' as const, whatChanged: '' }
    expect(await closeRequest(await world.as('helpline'), ending)).toMatchObject({ ok: true })
    const notices = await world.db.transaction(world.system, (tx) =>
      tx.selectFrom('notice').select(['template', 'person_id', 'personalisation']).execute(),
    )
    return { notices, grace: people.find(({ name }) => name === 'Grace') }
  }

  it('is told when it is over, and nothing of the person', async () => {
    const { notices, grace } = await closed({})
    expect(notices).toMatchObject([{ template: 'what-came-of-it', person_id: grace?.id }])
    expect(JSON.stringify(notices)).not.toContain('O’Neill')
  })

  it('hears nothing of someone kept apart, nor when the desk says not to tell them', async () => {
    const { world, site } = await open()
    const desk = await world.as('helpline')
    await site.post(world.public, '/help/send', (await walk(site, world, FOR_DAD)).send)
    await site.post(world.public, '/help/send', (await walk(site, world, { ...FOR_DAD, name: 'Bob Quiet' })).send)
    const [first, second] = (await rows(world)).requests.toSorted((one, other) => one.reference.localeCompare(other.reference))
    const apart = { alliance_id: world.allianceId, person_id: String(first?.person_id), why: 'Fled', since: new Date() }
    await world.db.transaction(world.system, (tx) => tx.insertInto('restricted_person').values(apart).execute())
    const ending = { outcome: 'signposted' as const, whatChanged: '' }
    expect(await closeRequest(await world.as('data_lead', 'helpline'), { ...ending, id: String(first?.id) })).toMatchObject({
      ok: true,
    })
    const at = `/requests/${second?.reference}/close`
    expect((await site.get(desk, at)).body).toContain('Do not tell Grace, who asked for them')
    expect((await site.post(desk, at, { outcome: 'signposted', tellNobody: 'yes' })).statusCode).toBe(303)
    expect(await world.db.transaction(world.system, (tx) => tx.selectFrom('notice').select('id').execute())).toEqual([])
  })

  it('who left no way to be told is not', async () => {
    expect((await closed({ askerReach: '' })).notices).toEqual([])
  })
})
