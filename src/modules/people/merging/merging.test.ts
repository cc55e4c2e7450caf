import { describe, expect, it } from 'vitest'
import { aPerson, eventsOf, got } from '#test/helping'
import { newWorld } from '#test/world'
import { mergePeople } from './merge-people'
import { everything, found, inside, merge, personOf, twoOfEverything, unmerge } from './merging-trial'
import { unmergePeople } from './unmerge-people'

describe('the record that stays', () => {
  it('keeps its own words, takes what was chosen and what it lacked, and is found by both references', async () => {
    const world = await newWorld()
    const kept = await aPerson(world, 'Ann Example', { postcode: 'SK3 8NR', phones: '0161 496 0123' })
    const merged = await aPerson(world, 'Anne Exampel', { postcode: 'WN1 1AA', birthYear: '1947', phones: '07700 900456' })
    got(await merge(world, kept.reference, merged.reference, { home: 'merged' }))
    expect(await personOf(world, kept.id)).toMatchObject({ name: 'Ann Example', postcode: 'WN1 1AA', birth_year: 1947 })
    for (const typed of ['07700 900456', '0161 496 0123', merged.reference, kept.reference, 'WN1 1AA'])
      expect([typed, await found(world, typed)]).toEqual([typed, [kept.reference]])
    expect(await found(world, 'Exampel')).toEqual([kept.reference])
  })

  it('the journal says it of both, names nobody, and one event stands for all', async () => {
    const world = await newWorld()
    const [kept, merged] = [await aPerson(world, 'Ann Example'), await aPerson(world, 'Anne Example')]
    const done = got(await merge(world, kept.reference, merged.reference))
    got(await unmerge(world.at('2025-11-05T11:00:00Z'), done.id))
    const events = (await eventsOf(world)).filter(({ action }) => action.startsWith('person.') && action.endsWith('merge'))
    expect(events).toMatchObject([
      { action: 'person.merge', person_id: kept.id, detail: { merged: merged.reference, into: kept.reference } },
      { action: 'person.unmerge', person_id: kept.id, detail: { merged: merged.reference, from: kept.reference } },
    ])
    expect(JSON.stringify(events)).not.toContain('Example')
  })
})

describe('taken apart', () => {
  it('what happened since stays with the kept record, and a number taken off meanwhile is back on the other', async () => {
    const world = await newWorld()
    const kept = await aPerson(world, 'Ann Example', { phones: '0161 496 0123' })
    const merged = await aPerson(world, 'Anne Example', { phones: '07700 900456' })
    const done = got(await merge(world, kept.reference, merged.reference))
    await inside(world, async (tx) => {
      await tx.deleteFrom('person_phone').where('number', '=', '+447700900456').execute()
      await tx
        .insertInto('person_phone')
        .values({ alliance_id: world.allianceId, person_id: kept.id, number: '+447700900789' })
        .execute()
      await tx.updateTable('person').set({ name: 'Ann Newname' }).where('id', '=', kept.id).execute()
    })
    got(await unmerge(world, done.id))
    const phones = await inside(world, (tx) =>
      tx.selectFrom('person_phone').select(['person_id', 'number']).orderBy('number').execute(),
    )
    expect(phones).toEqual([
      { person_id: kept.id, number: '+441614960123' },
      { person_id: merged.id, number: '+447700900456' },
      { person_id: kept.id, number: '+447700900789' },
    ])
    expect(await personOf(world, kept.id)).toMatchObject({ name: 'Ann Newname' })
    expect(await found(world, merged.reference)).toEqual([merged.reference])
  })

  it('in the order they were merged, the last first', async () => {
    const world = await newWorld()
    const [one, two, three] = [
      await aPerson(world, 'Ann One'),
      await aPerson(world, 'Ann Two'),
      await aPerson(world, 'Ann Three'),
    ]
    const before = await everything(world)
    const first = got(await merge(world, two.reference, one.reference))
    const second = got(await merge(world.at('2025-11-05T11:00:00Z'), three.reference, two.reference))
    expect(await personOf(world, one.id)).toMatchObject({ merged_into: three.id })
    expect(await unmerge(world, first.id)).toMatchObject({ code: 'later-merge' })
    got(await unmerge(world, second.id))
    expect(await personOf(world, one.id)).toMatchObject({ merged_into: two.id })
    got(await unmerge(world, first.id))
    expect(await everything(world)).toEqual(before)
  })

  it('not after 30 days, not twice, not by a helpline worker, not from the other alliance', async () => {
    const world = await newWorld()
    const [kept, merged] = [await aPerson(world, 'Ann Example'), await aPerson(world, 'Anne Example')]
    const done = got(await merge(world, kept.reference, merged.reference))
    expect(await unmerge(world.at('2025-12-06T11:00:00Z'), done.id)).toMatchObject({ code: 'too-late' })
    expect(await unmergePeople(await world.as('helpline'), { id: done.id, stops: [] })).toMatchObject({ code: 'forbidden' })
    expect(await unmerge(await newWorld(), done.id)).toMatchObject({ code: 'not-found' })
    expect(await unmerge(world, 'not an id')).toMatchObject({ code: 'not-found' })
    got(await unmerge(world, done.id))
    expect(await unmerge(world, done.id)).toMatchObject({ code: 'moved-on' })
  })

  it('not when someone else took the place they shared, until there is room', async () => {
    const { world, ids, refs, theirs } = await twoOfEverything()
    const done = got(await mergePeople(world.system, { kept: refs.person, merged: theirs.reference, choices: {}, stops: [] }))
    await inside(world, (tx) => tx.updateTable('session').set({ places: 1, booked: 1 }).where('id', '=', ids.group).execute())
    expect(await unmergePeople(world.system, { id: done.id, stops: [] })).toMatchObject({ code: 'place-taken' })
  })
})

describe('a merge is refused', () => {
  it('of a record with itself, of nobody, by the helpline, and from the other alliance', async () => {
    const world = await newWorld()
    const [kept, merged] = [await aPerson(world, 'Ann Example'), await aPerson(world, 'Anne Example')]
    expect(await merge(world, kept.reference, kept.reference)).toMatchObject({ code: 'same-record' })
    expect(await merge(world, kept.reference, 'P-999999')).toMatchObject({ code: 'not-found' })
    expect(await merge(await newWorld(), kept.reference, merged.reference)).toMatchObject({ code: 'not-found' })
    const input = { kept: kept.reference, merged: merged.reference, choices: {}, stops: [] }
    expect(await mergePeople(await world.as('helpline'), input)).toMatchObject({ code: 'forbidden' })
    expect((await eventsOf(world)).map(({ action }) => action)).not.toContain('person.merge')
  })

  it('pressed eight times at once, either way round, it is done once', async () => {
    const world = await newWorld()
    const [kept, merged] = [await aPerson(world, 'Ann Example'), await aPerson(world, 'Anne Example')]
    const ways = [[kept, merged] as const, [merged, kept] as const]
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_none, at) => {
        const [one, other] = ways[at % 2] ?? [kept, merged]
        return merge(world, one.reference, other.reference)
      }),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.filter((answer) => !answer.ok && answer.code === 'moved-on')).toHaveLength(7)
  })

  it('a person written about while two records become one loses nothing', async () => {
    const world = await newWorld()
    const [kept, merged] = [await aPerson(world, 'Ann Example'), await aPerson(world, 'Anne Example')]
    const write = (at: number) =>
      inside(world, (tx) =>
        tx
          .insertInto('person_phone')
          .values({ alliance_id: world.allianceId, person_id: merged.id, number: `+4477009004${10 + at}` })
          .execute(),
      )
    await Promise.all([...Array.from({ length: 10 }, (_none, at) => write(at)), merge(world, kept.reference, merged.reference)])
    const left = await inside(world, (tx) => tx.selectFrom('person_phone').select('person_id').execute())
    expect([left.length, left.filter(({ person_id }) => person_id === kept.id).length]).toEqual([10, 10])
  })
})
