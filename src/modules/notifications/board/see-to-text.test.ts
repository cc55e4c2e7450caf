import { describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { mayMove } from '#platform/moves'
import { runJobs } from '#test/jobs'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { keepApart, newTrial, someone, written } from '../engine-trial'
import { INBOUND_STATUS, type InboundStatus, inboundMoves } from '../inbound.moves'
import { receiveText } from '../receive-text'
import { seeToText } from './see-to-text'

const STRANGER = '+447700900999'

/** A text comes in and is read; gives its id. */
const comes = async (world: World, from = STRANGER, words = 'Is this where I ask about the class? Jean'): Promise<string> => {
  const providerId = newId()
  const at = world.system.clock.now()
  await receiveText(world.system, { provider: 'notify', providerId, from, to: '', words, at })
  await runJobs(world, newTrial().modules)
  return String((await written(world)).texts.find((text) => text.provider_id === providerId)?.id)
}

const textOf = async (world: World, id: string) => (await written(world)).texts.find((text) => text.id === id)

describe('a text from a number nobody has', () => {
  it('is seen to by somebody, who says what they did, and is on the journal', async () => {
    const world = await newWorld()
    const [text, desk] = [await comes(world), await world.as('helpline')]
    expect(await seeToText(desk, { text, words: 'Rang her: booked in' })).toMatchObject({ ok: true })
    const seen = { status: 'seen_to', seen_to_by: desk.actor.accountId, seen_to_words: 'Rang her: booked in' }
    expect(await textOf(world, text)).toMatchObject({
      ...seen,
      seen_to_at: desk.clock.now(),
      words: expect.stringMatching('Jean'),
    })
    const { detail } = await world.db.transaction(world.system, (tx) =>
      tx
        .selectFrom('event')
        .select('detail')
        .where('action', '=', 'text.see-to')
        .where('about_id', '=', text)
        .executeTakeFirstOrThrow(),
    )
    expect(detail).toEqual({})
  })

  it('is no news to anybody then; what else they were told stays new', async () => {
    const world = await newWorld()
    const [one, other] = [await world.as('helpline'), await world.as('coordinator', 'helpline')]
    const [text] = [await comes(world), await comes(world)]
    expect(await seeToText(one, { text, words: '' })).toMatchObject({ ok: true })
    const told = await world.db.transaction(world.system, (tx) =>
      tx.selectFrom('staff_notice').select(['account_id', 'about_id', 'read_at']).execute(),
    )
    expect(told).toHaveLength(4)
    for (const { account_id, about_id, read_at } of told) {
      expect([one.actor.accountId, other.actor.accountId]).toContain(account_id)
      expect(read_at !== null).toBe(about_id === text)
    }
  })

  it('by eight people at once is seen to once', async () => {
    const world = await newWorld()
    const [text, desk] = [await comes(world), await world.as('helpline')]
    const all = await Promise.all(Array.from({ length: 8 }, () => seeToText(desk, { text, words: '' })))
    expect(all.filter(({ ok }) => ok)).toHaveLength(1)
    expect(all.filter((one) => !one.ok && one.code === 'moved-on')).toHaveLength(7)
    expect((await written(world)).events.filter((event) => event === 'text.see-to')).toHaveLength(1)
  })

  it.each(Object.keys(INBOUND_STATUS) as InboundStatus[])('that is %s', async (status) => {
    const world = await newWorld()
    const [text, desk] = [await comes(world), await world.as('helpline')]
    const seen = status === 'seen_to' ? { seen_to_at: new Date() } : {}
    await world.db.transaction(world.system, (tx) =>
      tx
        .updateTable('inbound_text')
        .set({ status, ...seen })
        .where('id', '=', text)
        .execute(),
    )
    const outcome = await seeToText(desk, { text, words: '' })
    expect(outcome).toMatchObject(mayMove(inboundMoves.seeTo, status) ? { ok: true } : { ok: false, code: 'moved-on' })
  })

  it('is not seen to where a call is asked for: that is made', async () => {
    const world = await newWorld()
    await someone(world, { phones: [STRANGER] })
    const [text, desk] = [await comes(world), await world.as('helpline')]
    expect(await seeToText(desk, { text, words: '' })).toMatchObject({ ok: false, code: 'has-call' })
    expect(await textOf(world, text)).toMatchObject({ status: 'to_look_at', seen_to_at: null })
    const { body } = await (await openSite(world)).get(desk, `/messages/texts/${text}`)
    expect(body).not.toContain('I have seen to it')
  })

  it('may not be seen to by a champion or a lead, nor from another alliance, and nothing is written', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const text = await comes(world)
    for (const role of ['champion', 'lead'] as const)
      expect(await seeToText(await world.as(role), { text, words: '' })).toMatchObject({ ok: false, code: 'forbidden' })
    for (const id of [text, 'x'])
      expect(await seeToText(await other.as('helpline'), { text: id, words: '' })).toMatchObject({ code: 'not-found' })
    expect(await textOf(world, text)).toMatchObject({ status: 'nobody', seen_to_at: null })
  })

  it('stands among what is to be looked at until then, and says afterwards who saw to it', async () => {
    const world = await newWorld()
    const [text, desk, site] = [await comes(world), await world.as('helpline'), await openSite(world)]
    expect((await site.get(desk, '/messages')).body).toContain('1 text from a number nobody has')
    expect((await site.get(await world.as('lead'), '/messages')).body).not.toContain('from a number nobody has')
    expect((await site.get(desk, `/messages/texts/${text}`)).body).toContain('Have you seen to it?')
    const long = await site.post(desk, `/messages/texts/${text}/see-to`, { words: 'x'.repeat(501) })
    expect([long.statusCode, long.body.includes('Use 500 characters or fewer'), long.body.includes('xxx')]).toEqual([
      422,
      true,
      true,
    ])
    const seen = await site.post(desk, `/messages/texts/${text}/see-to`, { words: 'Rang Jean' })
    expect([seen.statusCode, seen.headers.location]).toEqual([303, `/${world.slug}/messages/texts/${text}`])
    const { body } = await site.get(desk, `/messages/texts/${text}`)
    for (const words of ['by Test helpline', 'Rang Jean', 'Seen to']) expect(body).toContain(words)
    expect(body).not.toContain('Have you seen to it?')
    expect((await site.get(desk, '/messages')).body).toContain('Nothing is stuck')
  })
})

describe('a text from someone whose record is kept apart', () => {
  const apart = async () => {
    const world = await newWorld()
    await keepApart(world, await someone(world, { phones: [STRANGER] }))
    const guardian = await world.as('safeguarding')
    await world.as('lead')
    return { world, guardian, text: await comes(world, STRANGER, 'Please ring my sister') }
  }

  it('is told to those who may see them, with where to read it, and to nobody else', async () => {
    const { world, text } = await apart()
    const told = await world.db.transaction(world.system, (tx) =>
      tx.selectFrom('staff_notice').select(['path', 'words']).execute(),
    )
    expect(told).toEqual([{ path: `/messages/texts/${text}`, words: 'Someone whose record is kept apart sent us a text.' }])
    expect((await written(world)).calls).toEqual([])
  })

  it('is found and seen to by them alone, and each reading is written down', async () => {
    const { world, guardian, text } = await apart()
    const [site, desk] = [await openSite(world), await world.as('helpline')]
    expect((await site.get(desk, `/messages/texts/${text}`)).statusCode).toBe(404)
    expect(await seeToText(desk, { text, words: '' })).toMatchObject({ ok: false, code: 'not-found' })
    expect((await site.get(guardian, `/messages/texts/${text}`)).body).toContain('Please ring my sister')
    expect((await written(world)).events).toContain('person.read-restricted')
    expect(await seeToText(guardian, { text, words: 'Rang the sister' })).toMatchObject({ ok: true })
    expect(await textOf(world, text)).toMatchObject({ status: 'seen_to' })
  })

  it('is told to the lead where nobody may see them', async () => {
    const world = await newWorld()
    await keepApart(world, await someone(world, { phones: [STRANGER] }))
    await world.as('lead')
    await comes(world)
    const told = await world.db.transaction(world.system, (tx) => tx.selectFrom('staff_notice').select('path').execute())
    expect(told).toEqual([{ path: '/messages' }])
  })
})
