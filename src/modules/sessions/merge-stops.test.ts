import { describe, expect, it } from 'vitest'
import { askForCallBack } from '#modules/callbacks'
import { command } from '#platform/command'
import { newId } from '#platform/ids'
import { done } from '#platform/outcome'
import { aMatch, aPerson, eventsOf, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { planSession } from './plan-session'

const inside = <T>(world: World, read: Parameters<typeof world.db.transaction<T>>[1]) => world.db.transaction(world.system, read)
const when = { way: 'in_person', time: '10:00', minutes: 60, title: 'Video calls', place: null, champion: null } as const

const oweCall = command('call-back.ask', async (work, person: string) => {
  await askForCallBack(work, { person, about: { type: 'person', id: person }, why: 'How is it going?', cause: 'test' })
  return done(null)
})

const died = (world: World, id: string) =>
  inside(world, (tx) => tx.updateTable('person').set({ has_died: true }).where('id', '=', id).execute())

const keptApart = (world: World, id: string) =>
  inside(world, (tx) =>
    tx
      .insertInto('restricted_person')
      .values({ alliance_id: world.allianceId, person_id: id, why: 'Fled', since: new Date() })
      .execute(),
  )

/** They agreed that we keep their details; where a moment is given they took it back then, and where a day is, it ended with it. */
const agreed = (world: World, person_id: string, given: string, back: string | null = null, ends_on: string | null = null) =>
  inside(world, (tx) =>
    tx
      .insertInto('consent')
      .values({
        ...{ alliance_id: world.allianceId, id: newId(new Date(given)), person_id, purpose: 'hold', how: 'spoken' },
        ...{
          given_on: given.slice(0, 10),
          ends_on,
          withdrawn_at: back === null ? null : new Date(back),
          withdrawn_how: back === null ? null : 'spoken',
        },
      })
      .execute(),
  )

const refer = (world: World, person_id: string, request_id: string) =>
  inside(world, async (tx) => {
    const partner = { alliance_id: world.allianceId, id: newId(), name: 'Age Example', sector: 'voluntary' }
    await tx
      .insertInto('partner')
      .values({ ...partner, joined_on: '2020-04-01' })
      .execute()
    const sent = {
      sent_at: new Date('2025-11-04T10:00:00Z'),
      sent_on: '2025-11-04',
      site: 'http://localhost',
      reply_by: '2025-11-12',
    }
    await tx
      .insertInto('referral')
      .values({
        ...{ alliance_id: world.allianceId, id: newId(), person_id, request_id, partner_id: partner.id, status: 'sent' },
        ...sent,
      })
      .execute()
  })

/** Someone helped in every way, and a second record of theirs that may say more. */
type Says = (world: World, other: string, helped: string) => Promise<unknown>

const twoRecords = async (says: Says, role: 'coordinator' | 'data_lead' = 'coordinator') => {
  const world = await newWorld()
  const { request, champion } = await aMatch(world)
  for (const date of ['2025-11-11', '2025-11-18'])
    got(await planSession(champion.ctx, { ...when, date, request: request.reference }))
  got(await oweCall(await world.as('helpline'), request.person.id))
  await refer(world, request.person.id, request.id)
  const other = await aPerson(world, 'Anne Exampel')
  await says(world, other.id, request.person.id)
  const [site, guardian] = [await openSite(world), await world.as(role)]
  const path = (kept: string, merged: string) => `/people/${kept}/merge/${merged}`
  const ways = [path(request.person.reference, other.reference), path(other.reference, request.person.reference)]
  const warning = async (at = ways[0] ?? '') => {
    const { body } = await site.get(guardian, at)
    const [note = ''] = /<div class="digiknow-note digiknow-note--heed".*?<\/div>/s.exec(body) ?? []
    expect(note === '' || body.indexOf(note) < body.indexOf('Make one record</button>')).toBe(true)
    return { note, lines: [...note.matchAll(/<li>(.*?)<\/li>/g)].map(([, line]) => line) }
  }
  const state = () =>
    inside(world, async (tx) => ({
      sessions: (await tx.selectFrom('session').select('status').execute()).map(({ status }) => status),
      matches: (await tx.selectFrom('match').select('status').execute()).map(({ status }) => status),
      referrals: (await tx.selectFrom('referral').select('status').execute()).map(({ status }) => status),
      calls: (await tx.selectFrom('call_back').select('status').execute()).map(({ status }) => status),
    }))
  const merge = async () => expect((await site.post(guardian, ways[0] ?? '', {})).statusCode).toBe(303)
  return { world, other, ways, warning, state, merge }
}

const ALL_OF_IT = ['1 call we owe them', '1 match with a champion', '1 referral to a partner', '2 sessions to come']
const GOES_ON = { sessions: ['planned', 'planned'], matches: ['accepted'], referrals: ['sent'], calls: ['waiting'] }

describe('before two records become one, the page says what stops', () => {
  it('where one has died: everything, counted, whichever record stays', async () => {
    const { other, ways, warning, merge, state } = await twoRecords(died)
    for (const way of ways) {
      const { note, lines } = await warning(way)
      expect(note).toContain(`${other.reference} says that they have died`)
      expect(lines.toSorted()).toEqual(ALL_OF_IT)
    }
    await merge()
    expect(await state()).toEqual({
      ...{ sessions: ['cancelled', 'cancelled'], matches: ['ended'], referrals: ['stopped'], calls: ['called_off'] },
    })
  })

  it('where one is kept apart: the referrals, and nothing else does', async () => {
    const { other, warning, merge, state } = await twoRecords(keptApart, 'data_lead')
    const { note, lines } = await warning()
    expect(note).toContain(`${other.reference} is kept apart`)
    expect(lines).toEqual(['1 referral to a partner'])
    await merge()
    expect(await state()).toEqual({ ...GOES_ON, referrals: ['stopped'] })
  })

  it('where one took consent back later than the other gave it: that stops with the merge, as the page says', async () => {
    const { other, warning, merge, state } = await twoRecords(async (world, id, helped) => {
      await agreed(world, helped, '2025-09-01T10:00:00Z')
      await agreed(world, id, '2025-08-01T10:00:00Z', '2025-10-01T10:00:00Z')
    })
    const { note, lines } = await warning()
    expect(note).toContain(
      `${other.reference} says that they took back that we keep their details, later than the other record agreed.`,
    )
    expect(lines.toSorted()).toEqual(ALL_OF_IT)
    await merge()
    expect(await state()).toEqual({
      ...{ sessions: ['cancelled', 'cancelled'], matches: ['ended'], referrals: ['stopped'], calls: ['called_off'] },
    })
  })

  it('where one took consent back and the other was never asked: nothing is said of the other', async () => {
    const { other, warning } = await twoRecords((world, id) => agreed(world, id, '2025-08-01T10:00:00Z', '2025-10-01T10:00:00Z'))
    expect((await warning()).note).toContain(`<p>${other.reference} says that they took back that we keep their details.</p>`)
  })

  it.each([
    ['and the other was never asked', []],
    ['after it had taken back what the other agreed to', [['2025-07-01T10:00:00Z', '2025-08-15T10:00:00Z']]],
  ] as const)('where consent ended by its date %s: that is what is said, written down and told', async (_what, before) => {
    const { world, other, warning, merge, state } = await twoRecords(async (world, id, helped) => {
      for (const [given, back] of before) {
        await agreed(world, id, given, back)
        await agreed(world, helped, given)
      }
      await agreed(world, id, '2025-09-01T10:00:00Z', null, '2025-10-01')
    })
    const { note, lines } = await warning()
    expect(note).toContain(
      `<p>${other.reference} says that they agreed that we keep their details until 1 October 2025. Neither says that they agreed again.</p>`,
    )
    expect(lines.toSorted()).toEqual(ALL_OF_IT)
    await merge()
    expect(await state()).toMatchObject({ matches: ['ended'], calls: ['called_off'] })
    const ended = (await eventsOf(world)).filter(({ action }) => action === 'match.end')
    expect(ended.map(({ detail }) => detail)).toMatchObject([{ because: 'They agreed to it until a day that is past' }])
    const told = await inside(world, (tx) =>
      tx.selectFrom('notice').select('template').distinct().where('template', 'like', 'learner-%').execute(),
    )
    expect(told).toEqual([{ template: 'learner-ended' }])
  })

  it('where consent ended by its date and was taken back after that, it was taken back', async () => {
    const { warning } = await twoRecords(async (world, id) => {
      await agreed(world, id, '2025-08-01T10:00:00Z', null, '2025-09-01')
      await agreed(world, id, '2025-09-02T10:00:00Z', '2025-10-01T10:00:00Z')
    })
    expect((await warning()).note).toContain('took back that we keep their details.')
  })

  it.each([
    ['they agreed again since', ['2025-11-01T10:00:00Z']],
    ['nobody took anything back', []],
  ] as const)('where %s: nothing is said, and all goes on', async (_what, again) => {
    const { warning, merge, state } = await twoRecords(async (world, id, helped) => {
      for (const day of again) {
        await agreed(world, id, '2025-08-01T10:00:00Z', '2025-10-01T10:00:00Z')
        await agreed(world, helped, day)
      }
    })
    expect((await warning()).note).toBe('')
    await merge()
    expect(await state()).toEqual(GOES_ON)
  })

  it('both have died, or both are kept apart: nothing is said that was said before', async () => {
    for (const both of [died, keptApart]) {
      const { warning } = await twoRecords(
        (world, id, helped) => Promise.all([both(world, id), both(world, helped)]),
        'data_lead',
      )
      expect((await warning()).note).toBe('')
    }
  })

  it('with nothing going on, it says so', async () => {
    const world = await newWorld()
    const [one, other] = [await aPerson(world, 'Ann Example'), await aPerson(world, 'Anne Exampel')]
    await died(world, other.id)
    const page = await (await openSite(world)).get(
      await world.as('coordinator'),
      `/people/${one.reference}/merge/${other.reference}`,
    )
    expect(page.body).toContain('Nothing is going on now that would stop')
  })
})
