import { describe, expect, it } from 'vitest'
import { closeRequest, MATCH_STATUS, type MatchStatus, matchMoves } from '#modules/helpline'
import { notifications } from '#modules/notifications'
import { houseOf } from '#platform/house'
import { aChampion, aRequest, got } from '#test/helping'
import { runJobs } from '#test/jobs'
import { newWorld, type World } from '#test/world'
import { acceptLearner } from './accept-by-text'
import { declineMatch, withdrawMatch } from './answer-match'
import { askChampion } from './ask-champion'
import { champions } from './index'

const MODULES = [notifications, champions]
const HOUSE = houseOf(MODULES)
const MOBILE = '+447700900123'

const asked = async (world: World, phone: string | null = MOBILE) => {
  const [request, joan] = [await aRequest(world, 'Ann Example'), await aChampion(world, 'Joan Tully')]
  await world.db.transaction(world.system, async (tx) => {
    await tx
      .updateTable('person')
      .set({ ways: ['text'] })
      .where('id', '=', joan.personId)
      .execute()
    if (!phone) return
    await tx
      .insertInto('person_phone')
      .values({ alliance_id: world.allianceId, person_id: joan.personId, number: phone })
      .execute()
  })
  const match = got(await askChampion(await world.as('coordinator'), { request: request.reference, champion: joan.reference }))
  await runJobs(world, MODULES)
  return { request, joan, match }
}

/** A text that came in, and was kept. */
const textIn = async (world: World, words: string): Promise<void> => {
  const id = crypto.randomUUID()
  const at = world.system.clock.now()
  await world.db.transaction(world.system, (tx) =>
    tx
      .insertInto('inbound_text')
      .values({
        ...{ alliance_id: world.allianceId, id, provider: 'notify', provider_id: id, status: 'received', words },
        ...{ from_number: MOBILE, sent_at: at, received_at: at },
      })
      .execute(),
  )
  await notifications.jobs?.['read-text']?.(world.system, { text: id }, HOUSE)
  await runJobs(world, MODULES)
}

const read = (world: World) =>
  world.db.transaction(world.system, async (tx) => ({
    match: await tx
      .selectFrom('match')
      .select(['status', 'request_id'])
      .where('alliance_id', '=', world.allianceId)
      .executeTakeFirst(),
    request: await tx.selectFrom('request').select('status').where('alliance_id', '=', world.allianceId).executeTakeFirst(),
    messages: await tx
      .selectFrom('message')
      .select(['way', 'address', 'body', 'status'])
      .where('alliance_id', '=', world.allianceId)
      .orderBy('body')
      .execute(),
    calls: await tx.selectFrom('call_back').select(['why', 'script']).where('alliance_id', '=', world.allianceId).execute(),
  }))

describe('asking a champion by text', () => {
  it('says where and what for, and nothing to find the person by', async () => {
    const world = await newWorld()
    await asked(world)
    const { messages } = await read(world)
    expect(messages).toMatchObject([{ way: 'text', address: MOBILE, status: 'sent' }])
    expect(messages[0]?.body).toContain('Could you help someone in our borough? They would like to: ')
    expect(messages[0]?.body).toContain('Reply YES to help.')
    expect(messages[0]?.body).not.toContain('Ann')
  })

  it('YES takes the learner on, puts the request in hand, and is thanked', async () => {
    const world = await newWorld()
    await asked(world)
    await textIn(world, 'Yes!')
    const { match, request, messages, calls } = await read(world)
    expect([match?.status, request?.status, calls]).toEqual(['accepted', 'in_hand', []])
    expect(messages.map(({ body }) => body).join()).toContain('Thank you for saying yes')
  })

  it('anything else is for a person to read', async () => {
    const world = await newWorld()
    await asked(world)
    await textIn(world, 'Who is it?')
    const { match, calls } = await read(world)
    expect([match?.status, calls[0]?.script]).toEqual(['asked', 'They wrote:\n\nWho is it?'])
  })

  it('a yes that comes too late is for a person to explain', async () => {
    const world = await newWorld()
    const { match } = await asked(world)
    got(await withdrawMatch(await world.as('coordinator'), { match: match.id }))
    await textIn(world, 'YES')
    const after = await read(world)
    expect([after.match?.status, after.calls.length]).toEqual(['withdrawn', 1])
  })

  it('where it became a call, nobody rings about it once it is taken back', async () => {
    const world = await newWorld()
    const { match } = await asked(world)
    const calls = () =>
      world.db.transaction(world.system, (tx) =>
        tx.selectFrom('call_back').select(['cause', 'status']).orderBy('cause').execute(),
      )
    await world.db.transaction(world.system, async (tx) => {
      const notice = await tx
        .updateTable('notice')
        .set({ status: 'to_call', ended_at: world.system.clock.now() })
        .where('template', '=', 'champion-asked')
        .returning(['id', 'person_id'])
        .executeTakeFirstOrThrow()
      const owed = {
        ...{ alliance_id: world.allianceId, person_id: notice.person_id, about_type: 'match', about_id: match.id, why: 'Ask' },
        ...{ status: 'waiting', due_from: world.system.clock.now(), asked_at: world.system.clock.now() },
      }
      const causes = [`notice ${notice.id}`, `notice ${notice.id} instead 2025-11-05`, 'text 1']
      await tx
        .insertInto('call_back')
        .values(causes.map((cause) => ({ ...owed, id: crypto.randomUUID(), cause })))
        .execute()
    })
    got(await withdrawMatch(await world.as('coordinator'), { match: match.id }))
    expect((await calls()).map(({ cause, status }) => [cause.split(' ')[0], status])).toEqual([
      ['notice', 'called_off'],
      ['notice', 'called_off'],
      ['text', 'waiting'],
    ])
  })

  it('answered before it went, it does not go', async () => {
    const world = (await newWorld()).at('2025-11-05T22:00:00Z')
    const { joan, match } = await asked(world)
    got(await declineMatch(joan.ctx, { match: match.id, reason: 'other', words: '' }))
    await runJobs(world.at('2025-11-06T09:00:00Z'), MODULES)
    await notifications.jobs?.['post-round']?.(world.at('2025-11-06T09:00:00Z').system, {}, HOUSE)
    expect((await read(world)).messages).toEqual([])
  })

  it('nor when the request is closed meanwhile', async () => {
    const world = (await newWorld()).at('2025-11-05T22:00:00Z')
    const { request } = await asked(world)
    const ending = { outcome: 'not_needed', whatChanged: '' } as const
    got(await closeRequest(await world.as('helpline'), { id: request.id, ...ending }))
    const notice = await world.db.transaction(world.system, (tx) =>
      tx.selectFrom('notice').select('status').where('alliance_id', '=', world.allianceId).executeTakeFirst(),
    )
    expect(notice).toEqual({ status: 'cancelled' })
  })

  it('a champion no text or email reaches is left to the desk, as ever', async () => {
    const world = await newWorld()
    await asked(world, null)
    const { messages, calls } = await read(world)
    expect([messages, calls]).toEqual([[], []])
  })
})

describe('YES by text', () => {
  it('said twice is one yes', async () => {
    const world = await newWorld()
    const { joan, match } = await asked(world)
    const about = { type: 'match', id: match.id }
    for (let turn = 0; turn < 2; turn++) {
      expect(await acceptLearner(world.system, { person: joan.personId, about, reply: 'YES' })).toMatchObject({ ok: true })
    }
    expect((await read(world)).match?.status).toBe('accepted')
  })

  it('is nobody else’s to say, and not in another alliance', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const { joan, match } = await asked(world)
    const olu = await aChampion(world, 'Olu Ade')
    const about = { type: 'match', id: match.id }
    const notFound = { ok: false, code: 'not-found' }
    expect(await acceptLearner(world.system, { person: olu.personId, about, reply: 'YES' })).toMatchObject(notFound)
    expect(await acceptLearner(other.system, { person: joan.personId, about, reply: 'YES' })).toMatchObject(notFound)
    expect((await read(world)).match?.status).toBe('asked')
  })

  it.each((Object.keys(MATCH_STATUS) as MatchStatus[]).filter((status) => status !== 'accepted'))(
    'to a match that is %s',
    async (status) => {
      const world = await newWorld()
      const { joan, match } = await asked(world)
      await world.db.transaction(world.system, (tx) =>
        tx.updateTable('match').set({ status }).where('id', '=', match.id).execute(),
      )
      const said = await acceptLearner(world.system, {
        person: joan.personId,
        about: { type: 'match', id: match.id },
        reply: 'YES',
      })
      const isAllowed = (matchMoves.accept.from as readonly string[]).includes(status)
      expect(said.ok || said.code).toBe(isAllowed || 'moved-on')
    },
  )
})
