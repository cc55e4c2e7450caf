import { describe, expect, it } from 'vitest'
import { closeRequest, MATCH_STATUS, type MatchStatus, matchMoves, reopenRequest } from '#modules/helpline'
import { aChampion, aMatch, aRequest, eventsOf, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { acceptMatch, declineMatch, endMatch, withdrawMatch } from './answer-match'
import { askChampion } from './ask-champion'

const asking = async (world: World) => {
  const [request, joan] = [
    await aRequest(world, 'Ann Example', { phones: '0161 496 0123', address: '3 Hidden Lane' }),
    await aChampion(world, 'Joan Tully'),
  ]
  const match = got(await askChampion(await world.as('coordinator'), { request: request.reference, champion: joan.reference }))
  return { request, joan, match }
}

const read = (world: World, id: string) =>
  world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx.selectFrom('match').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )

const requestStatus = (world: World, id: string) =>
  world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx.selectFrom('request').select('status').where('id', '=', id).executeTakeFirstOrThrow(),
  )

describe('asking a champion', () => {
  it('keeps the reasons, and tells the timelines of the learner, the request and the champion', async () => {
    const world = await newWorld()
    const { match } = await asking(world)
    expect((await read(world, match.id)).reasons).toContainEqual({ good: true, words: 'Speaks English' })
    const links = await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx
        .selectFrom('event_link as l')
        .innerJoin('event as e', 'e.id', 'l.event_id')
        .select('l.subject_type')
        .where('e.action', '=', 'match.ask')
        .orderBy('l.subject_type')
        .execute(),
    )
    expect(links.map(({ subject_type }) => subject_type)).toEqual(['champion', 'match', 'person', 'person', 'request'])
  })

  it('whoever asks looks after a request that nobody has, and takes none from a colleague', async () => {
    const world = await newWorld()
    const { request, match, joan } = await asking(world)
    const owner = () =>
      world.db.transaction(world.system, (tx) =>
        tx.selectFrom('request').select('owner_id').where('id', '=', request.id).executeTakeFirstOrThrow(),
      )
    const [coordinator, desk] = [await world.as('coordinator'), await world.as('helpline')]
    expect(await owner()).toEqual({ owner_id: coordinator.actor.accountId })
    got(await withdrawMatch(coordinator, { match: match.id }))
    got(await askChampion(desk, { request: request.reference, champion: joan.reference }))
    expect(await owner()).toEqual({ owner_id: coordinator.actor.accountId })
  })

  it('one at a time: of 20 who press at once, one is heard', async () => {
    const world = await newWorld()
    const [request, joan, olu] = [
      await aRequest(world, 'Ann Example'),
      await aChampion(world, 'Joan'),
      await aChampion(world, 'Olu'),
    ]
    const coordinator = await world.as('coordinator')
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_one, at) =>
        askChampion(coordinator, { request: request.reference, champion: at % 2 ? joan.reference : olu.reference }),
      ),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(new Set(answers.flatMap((answer) => (answer.ok ? [] : [answer.code])))).toEqual(new Set(['asked-already']))
  })

  it('never more than a champion takes, however many press', async () => {
    const world = await newWorld()
    const joan = await aChampion(world, 'Joan', { maxLearners: 2 })
    const requests = [
      await aRequest(world, 'A'),
      await aRequest(world, 'B'),
      await aRequest(world, 'C'),
      await aRequest(world, 'D'),
    ]
    const coordinator = await world.as('coordinator')
    const answers = await Promise.all(
      requests.map(({ reference }) => askChampion(coordinator, { request: reference, champion: joan.reference })),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(2)
    expect(answers.filter((answer) => !answer.ok && answer.code === 'cannot-take')).toHaveLength(2)
  })

  it('not for a request that is closed or of another alliance', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const [request, joan] = [await aRequest(world, 'Ann Example'), await aChampion(world, 'Joan')]
    const theirs = await askChampion(await other.as('coordinator'), { request: request.reference, champion: joan.reference })
    expect(theirs).toMatchObject({ code: 'not-found' })
    await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx
        .updateTable('request')
        .set({ status: 'closed', closed_on: '2025-11-05', next_action: null, next_action_on: null })
        .where('id', '=', request.id)
        .execute(),
    )
    const late = await askChampion(await world.as('coordinator'), { request: request.reference, champion: joan.reference })
    expect(late).toMatchObject({ code: 'moved-on' })
  })

  it('the page ranks them with reasons, and does not offer one who said no', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const { request, joan, match } = await asking(world)
    got(await declineMatch(joan.ctx, { match: match.id, reason: 'too_far', words: '' }))
    await aChampion(world, 'Olu Ade')
    const page = await site.get(await world.as('helpline'), `/requests/${request.reference}/match`)
    expect(page.body).toContain('Ask Olu Ade')
    expect(page.body).not.toContain('Ask Joan Tully')
    expect(page.body).toContain('Left out: 1 has said no to this.')
  })
})

describe('answering', () => {
  it('yes puts the request in hand and shows how to reach the learner; not before', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const { request, joan, match } = await asking(world)
    const before = await site.get(joan.ctx, '/my')
    expect(before.body).toContain('Yes, I will help Ann')
    for (const secret of ['Example', '0161 496 0123', 'Hidden Lane']) expect(before.body).not.toContain(secret)
    const yes = await site.post(joan.ctx, `/my/asked/${match.id}/accept`, {})
    expect(yes.headers.location).toBe(`/${world.slug}/my`)
    const after = await site.get(joan.ctx, '/my')
    expect(after.body).toContain('0161 496 0123')
    expect(after.body).toContain('3 Hidden Lane')
    expect(await requestStatus(world, request.id)).toEqual({ status: 'in_hand' })
    expect(await eventsOf(world)).toContainEqual(
      expect.objectContaining({ action: 'match.accept', about_id: match.id, person_id: request.person.id }),
    )
  })

  it('no keeps the reason, asked for in words', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const { joan, match } = await asking(world)
    const empty = await site.post(joan.ctx, `/my/asked/${match.id}/decline`, { words: 'Sorry' })
    expect(empty.statusCode).toBe(422)
    expect(empty.body).toContain('Choose what makes it hard this time')
    expect(empty.body).toContain('value="Sorry"')
    await site.post(joan.ctx, `/my/asked/${match.id}/decline`, { reason: 'no_time' })
    expect(await read(world, match.id)).toMatchObject({ status: 'declined', answer: 'I have no time just now' })
  })

  it('another champion cannot answer, nor see it', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const { match } = await asking(world)
    const olu = await aChampion(world, 'Olu Ade')
    expect(await acceptMatch(olu.ctx, { match: match.id })).toMatchObject({ code: 'not-found' })
    expect((await site.post(olu.ctx, `/my/asked/${match.id}/accept`, {})).statusCode).toBe(404)
    expect((await site.post(olu.ctx, '/my/asked/not-an-id/accept', {})).statusCode).toBe(404)
    expect((await site.get(olu.ctx, '/my')).body).not.toContain('Ann')
    expect((await read(world, match.id)).status).toBe('asked')
  })

  it('an account that is no champion’s is told so', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const page = await site.get(await world.as('champion'), '/my')
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('not joined to a champion')
  })
})

describe('a match’s status', () => {
  const commands = {
    accept: acceptMatch,
    decline: (ctx: Parameters<typeof acceptMatch>[0], { match }: { match: string }) =>
      declineMatch(ctx, { match, reason: 'other', words: 'Away' }),
    withdraw: withdrawMatch,
    end: endMatch,
  }
  const byChampion = ['accept', 'decline']
  const cases = (Object.keys(matchMoves) as (keyof typeof matchMoves)[]).flatMap((move) =>
    (Object.keys(MATCH_STATUS) as MatchStatus[]).map((status) => ({
      move,
      status,
      allowed: (matchMoves[move].from as readonly string[]).includes(status),
    })),
  )

  it.each(cases)('$move from $status: $allowed', async ({ move, status, allowed }) => {
    const world = await newWorld()
    const { match, champion } = await aMatch(world)
    await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx.updateTable('match').set({ status }).where('id', '=', match.id).execute(),
    )
    const ctx = byChampion.includes(move) ? champion.ctx : await world.as('coordinator')
    const outcome = await commands[move](ctx, { match: match.id })
    expect(outcome.ok || outcome.code).toBe(allowed || 'moved-on')
    expect((await read(world, match.id)).status).toBe(allowed ? matchMoves[move].to : status)
  })
})

describe('closing the request', () => {
  const ending = { outcome: 'helped', whatChanged: 'Rings her sister' } as const

  it('ends the help, tells the champion’s timeline, and takes the learner off their day', async () => {
    const world = await newWorld()
    const { request, champion, match } = await aMatch(world)
    got(await closeRequest(await world.as('helpline'), { id: request.id, ...ending }))
    expect(await read(world, match.id)).toMatchObject({ status: 'ended' })
    const site = await openSite(world)
    expect((await site.get(champion.ctx, '/my')).body).not.toContain('Ann Example')
    expect((await site.get(champion.ctx, `/requests/${request.reference}/sessions/record`)).statusCode).toBe(404)
    const page = await site.get(await world.as('coordinator'), `/champions/${champion.reference}`)
    expect(page.body).toContain(`Closed ${request.reference}: they got help`)
  })

  it('takes back what a champion was asked: their yes comes too late', async () => {
    const world = await newWorld()
    const { request, joan, match } = await asking(world)
    got(await closeRequest(await world.as('helpline'), { id: request.id, ...ending }))
    expect(await read(world, match.id)).toMatchObject({ status: 'withdrawn' })
    expect(await acceptMatch(joan.ctx, { match: match.id })).toMatchObject({ code: 'moved-on' })
  })

  it('opened again, nobody helps until someone is asked', async () => {
    const world = await newWorld()
    const { request, champion } = await aMatch(world)
    const desk = await world.as('helpline')
    got(await closeRequest(desk, { id: request.id, ...ending }))
    got(await reopenRequest(desk, { id: request.id, nextAction: 'Find a champion', nextActionOn: '2025-11-06' }))
    const again = await askChampion(desk, { request: request.reference, champion: champion.reference })
    expect(again).toMatchObject({ ok: true })
  })
})

describe('the journal', () => {
  it('holds no champion’s name, nor what they wrote; the page puts today’s name in', async () => {
    const world = await newWorld()
    const { request, joan, match } = await asking(world)
    got(await declineMatch(joan.ctx, { match: match.id, reason: 'other', words: 'My mother is ill' }))
    const journal = await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx.selectFrom('event').select(['actor', 'detail']).execute(),
    )
    for (const secret of ['Joan', 'mother', 'Ann']) expect(JSON.stringify(journal)).not.toContain(secret)
    const page = await (await openSite(world)).get(await world.as('helpline'), `/requests/${request.reference}`)
    expect(page.body).toContain(`Joan Tully said no to ${request.reference}: Another reason`)
  })
})
