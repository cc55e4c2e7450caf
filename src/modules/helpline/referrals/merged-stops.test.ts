import { describe, expect, it } from 'vitest'
import { askForCallBack } from '#modules/callbacks'
import { command } from '#platform/command'
import { done } from '#platform/outcome'
import { aMatch, aPerson, eventsOf, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { readyToRefer } from './referral-trial'

const inside = <T>(world: World, read: Parameters<typeof world.db.transaction<T>>[1]) => world.db.transaction(world.system, read)

const oweCall = command('call-back.ask', async (work, person: string) => {
  await askForCallBack(work, { person, about: { type: 'person', id: person }, why: 'How is it going?', cause: 'test' })
  return done(null)
})

const state = (world: World) =>
  inside(world, async (tx) => ({
    referrals: (await tx.selectFrom('referral').select('status').execute()).map(({ status }) => status),
    requests: (await tx.selectFrom('request').select('next_action').execute()).map(({ next_action }) => next_action),
    calls: (await tx.selectFrom('call_back').select('status').execute()).map(({ status }) => status),
    stopped: await tx.selectFrom('message').select('body').where('subject', 'like', '%is stopped').execute(),
  }))

const died = (world: World, id: string) =>
  inside(world, (tx) => tx.updateTable('person').set({ has_died: true }).where('id', '=', id).execute())

const keepApart = (world: World, id: string) =>
  inside(world, (tx) =>
    tx
      .insertInto('restricted_person')
      .values({ alliance_id: world.allianceId, person_id: id, why: 'Fled', since: new Date() })
      .execute(),
  )

/** Someone a partner was asked to help and we owe a call, and a second record that says more of them. */
const twoRecords = async (says: (world: World, id: string) => Promise<unknown>) => {
  const all = await readyToRefer()
  const { world, desk, site, person, send } = all
  expect((await send()).statusCode).toBe(303)
  got(await oweCall(desk, person.id))
  const other = await aPerson(world, 'Anne Exampel')
  await says(world, other.id)
  const guardian = await world.as('data_lead')
  const merge = async (kept: string, merged: string) =>
    expect((await site.post(guardian, `/people/${kept}/merge/${merged}`, {})).statusCode).toBe(303)
  return { ...all, other, guardian, merge }
}

const both = { died: (world: World, id: string) => Promise.all([died(world, id), keepApart(world, id)]) }

describe('two become one, and one of them has died', () => {
  it.each(['the record that goes', 'the record that stays'])('%s: what went on for the other stops', async (which) => {
    const { world, person, other, merge } = await twoRecords(both.died)
    const [kept, merged] = which === 'the record that goes' ? [person, other] : [other, person]
    await merge(kept.reference, merged.reference)
    const { referrals, requests, calls, stopped } = await state(world)
    expect([referrals, calls, stopped.length]).toEqual([['stopped'], ['called_off'], 1])
    expect(requests).toEqual(['We were told that they have died. Close this'])
    expect((await eventsOf(world)).map(({ action }) => action)).toContain('referral.stop')
  })

  it('taken apart, nobody is told to close the request of the one who lives', async () => {
    const { world, site, person, other, guardian, merge } = await twoRecords(both.died)
    await merge(person.reference, other.reference)
    const { id } = await inside(world, (tx) => tx.selectFrom('person_merge').select('id').executeTakeFirstOrThrow())
    expect((await site.post(guardian, `/merges/${id}/undo`, {})).statusCode).toBe(303)
    expect((await state(world)).requests).toEqual(['They are alive: it was a mistake. Ask what they still need'])
  })

  it('nobody goes on helping them as their champion', async () => {
    const world = await newWorld()
    const { request } = await aMatch(world)
    const other = await aPerson(world, 'Anne Exampel')
    await died(world, other.id)
    const site = await openSite(world)
    const at = `/people/${request.person.reference}/merge/${other.reference}`
    expect((await site.post(await world.as('coordinator'), at, {})).statusCode).toBe(303)
    const matches = await inside(world, (tx) => tx.selectFrom('match').select('status').execute())
    expect(matches).toEqual([{ status: 'ended' }])
    const told = await inside(world, (tx) => tx.selectFrom('notice').select('template').execute())
    expect(told).toContainEqual({ template: 'learner-died' })
  })
})

describe('two become one, and one of them is kept apart', () => {
  it('partners who were asked about the other are told to stop; who may see them goes on ringing', async () => {
    const { world, person, other, merge } = await twoRecords(keepApart)
    await merge(person.reference, other.reference)
    const { referrals, requests, calls, stopped } = await state(world)
    expect([referrals, calls, stopped.length]).toEqual([['stopped'], ['waiting'], 1])
    expect(requests).toEqual(['Stopped with Age Example. Find another way, or close'])
  })

  it('both are: nothing stops that went on with it known', async () => {
    const { world, person, other, merge } = await twoRecords(keepApart)
    await keepApart(world, person.id)
    await merge(person.reference, other.reference)
    expect((await state(world)).referrals).toEqual(['sent'])
  })
})
