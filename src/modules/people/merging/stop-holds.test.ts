import { describe, expect, it } from 'vitest'
import { markWay } from '#modules/reach'
import { aPerson, got } from '#test/helping'
import { newWorld } from '#test/world'
import { correctPerson } from '../correct-person'
import { detailsForm } from '../details'
import { planForm } from '../safe-contact/plan'
import { endPlan, savePlan } from '../safe-contact/save-plan'
import { mergePeople } from './merge-people'
import { unmergePeople } from './unmerge-people'

const NUMBER = '+447700900123'
const LATER = '2025-11-05T12:00:00Z'

/** Two records of one person, each with the numbers it has of its own. */
const two = async (numbers: { readonly ann?: string; readonly anne?: string }) => {
  const world = await newWorld()
  const ann = await aPerson(world, 'Ann Example', { phones: numbers.ann ?? '' })
  const anne = await aPerson(world, 'Anne Example', { phones: numbers.anne ?? '' })
  const coordinator = await world.as('coordinator')
  const later = await world.at(LATER).as('coordinator')
  const read = (person: string) =>
    world.db.transaction(world.system, async (tx) => {
      const phones = tx.selectFrom('person_phone').select(['number', 'texts_stopped_at']).where('person_id', '=', person)
      const kept = tx.selectFrom('stopped_number').select('number').where('person_id', '=', person)
      return {
        phones: (await phones.execute()).map(({ number, texts_stopped_at }) => [number, texts_stopped_at === null]),
        kept: (await kept.execute()).map(({ number }) => number),
      }
    })
  return {
    world,
    ann,
    anne,
    /** STOP said from the number of a plan, and the plan taken away. */
    stopAndEnd: async ({ id, reference }: { id: string; reference: string }) => {
      got(await savePlan(coordinator, { ...planForm.parse({ safeNumber: NUMBER }), reference }))
      got(await markWay(world.system, { person: id, way: 'phone', address: NUMBER, what: 'stopped' }))
      got(await endPlan(coordinator, { reference }))
    },
    /** What is heard of the number while the two are one. */
    mark: async ({ id }: { id: string }, what: 'stopped' | 'works') =>
      got(await markWay(world.at(LATER).system, { person: id, way: 'phone', address: NUMBER, what })),
    numbers: async ({ reference }: { reference: string }, phones: string) =>
      got(await correctPerson(later, { ...detailsForm.parse({ name: 'Ann Example', phones }), reference })),
    plan: async ({ reference }: { reference: string }, safeNumber: string | null) =>
      safeNumber === null
        ? got(await endPlan(later, { reference }))
        : got(await savePlan(later, { ...planForm.parse({ safeNumber }), reference })),
    merge: async () =>
      got(await mergePeople(coordinator, { kept: ann.reference, merged: anne.reference, choices: {}, stops: [] })),
    unmerge: async ({ id }: { id: string }) => got(await unmergePeople(later, { id, stops: [] })),
    both: async () => ({ ann: await read(ann.id), anne: await read(anne.id) }),
  }
}

const STOPPED = [[NUMBER, false]]
const TAKES_TEXTS = [[NUMBER, true]]
const NOTHING = { phones: [], kept: [] }

describe('STOP that was heard from a number which went with its plan', () => {
  it('holds where the record that stays has the number, and an un-merge puts both back', async () => {
    const all = await two({ ann: NUMBER })
    await all.stopAndEnd(all.anne)
    const before = await all.both()
    expect(before).toEqual({ ann: { phones: TAKES_TEXTS, kept: [] }, anne: { phones: [], kept: [NUMBER] } })
    const merged = await all.merge()
    expect(await all.both()).toEqual({ ann: { phones: STOPPED, kept: [] }, anne: NOTHING })
    await all.unmerge(merged)
    expect(await all.both()).toEqual(before)
  })

  it('holds for the number that the other record brings, and an un-merge puts both back', async () => {
    const all = await two({ anne: NUMBER })
    await all.stopAndEnd(all.ann)
    const before = await all.both()
    const merged = await all.merge()
    expect(await all.both()).toEqual({ ann: { phones: STOPPED, kept: [] }, anne: NOTHING })
    await all.unmerge(merged)
    expect(await all.both()).toEqual(before)
  })

  it('holds when the record that stays gets the number later, and goes back where it was heard', async () => {
    const all = await two({})
    await all.stopAndEnd(all.anne)
    const merged = await all.merge()
    expect(await all.both()).toEqual({ ann: { phones: [], kept: [NUMBER] }, anne: NOTHING })
    await all.numbers(all.ann, NUMBER)
    expect((await all.both()).ann).toEqual({ phones: STOPPED, kept: [] })
    await all.unmerge(merged)
    expect(await all.both()).toEqual({ ann: { phones: STOPPED, kept: [] }, anne: { phones: [], kept: [NUMBER] } })
  })

  it('heard under both, it is kept once, and twice again after an un-merge', async () => {
    const all = await two({})
    await all.stopAndEnd(all.ann)
    await all.stopAndEnd(all.anne)
    const before = await all.both()
    const merged = await all.merge()
    expect(await all.both()).toEqual({ ann: { phones: [], kept: [NUMBER] }, anne: NOTHING })
    await all.unmerge(merged)
    expect(await all.both()).toEqual(before)
  })
})

describe('an un-merge after more was heard of the number', () => {
  it('is not stopped by the same STOP that was kept again when a plan went', async () => {
    const all = await two({})
    await all.stopAndEnd(all.ann)
    await all.plan(all.anne, NUMBER)
    const merged = await all.merge()
    await all.plan(all.ann, '07700 900199')
    expect((await all.both()).ann.kept).toEqual([NUMBER])
    await all.unmerge(merged)
    expect(await all.both()).toMatchObject({ ann: { kept: [NUMBER] }, anne: { phones: TAKES_TEXTS, kept: [] } })
  })

  it.each([
    ['the record that stays', { anne: NUMBER }, ['ann']],
    ['the other record', { ann: NUMBER }, ['anne']],
    ['both, which share a number that came since', {}, ['ann', 'anne']],
  ] as const)('brings no STOP back that was heard under %s, once the number works', async (_whose, numbers, stopped) => {
    const all = await two(numbers)
    for (const whose of stopped) await all.stopAndEnd(all[whose])
    const merged = await all.merge()
    await all.numbers(all.ann, NUMBER)
    expect((await all.both()).ann.phones).toEqual(STOPPED)
    await all.mark(all.ann, 'works')
    await all.unmerge(merged)
    const { ann, anne } = await all.both()
    expect([...ann.kept, ...anne.kept]).toEqual([])
    expect([...ann.phones, ...anne.phones]).toEqual(TAKES_TEXTS)
  })

  it('brings it back where STOP was said again after that', async () => {
    const all = await two({ anne: NUMBER })
    await all.stopAndEnd(all.ann)
    const merged = await all.merge()
    await all.mark(all.ann, 'works')
    await all.mark(all.ann, 'stopped')
    await all.unmerge(merged)
    expect((await all.both()).ann.kept).toEqual([NUMBER])
  })
})

describe('STOP said while two records were one', () => {
  it('holds for both where both had the number', async () => {
    const all = await two({ ann: NUMBER, anne: NUMBER })
    const merged = await all.merge()
    await all.mark(all.ann, 'stopped')
    await all.unmerge(merged)
    expect(await all.both()).toEqual({ ann: { phones: STOPPED, kept: [] }, anne: { phones: STOPPED, kept: [] } })
  })

  it('holds where the plan of the number went since, and comes back with the record it was made for', async () => {
    const all = await two({})
    await all.plan(all.anne, NUMBER)
    const merged = await all.merge()
    await all.mark(all.ann, 'stopped')
    await all.plan(all.ann, null)
    await all.unmerge(merged)
    expect((await all.both()).anne.phones).toEqual(STOPPED)
  })

  it('what was stopped before one became part of the other goes back to the one that stopped it', async () => {
    const all = await two({ ann: NUMBER, anne: NUMBER })
    got(
      await markWay(all.world.at('2025-11-04T10:00:00Z').system, {
        person: all.anne.id,
        way: 'phone',
        address: NUMBER,
        what: 'stopped',
      }),
    )
    const merged = await all.merge()
    expect((await all.both()).ann.phones).toEqual(STOPPED)
    await all.unmerge(merged)
    expect(await all.both()).toEqual({ ann: { phones: TAKES_TEXTS, kept: [] }, anne: { phones: STOPPED, kept: [] } })
  })

  it('another alliance with the same number hears nothing of it', async () => {
    const [one, other] = [await two({ ann: NUMBER, anne: NUMBER }), await two({ ann: NUMBER, anne: NUMBER })]
    const [merged, theirs] = [await one.merge(), await other.merge()]
    await one.mark(one.ann, 'stopped')
    await one.unmerge(merged)
    await other.unmerge(theirs)
    expect(await other.both()).toEqual({ ann: { phones: TAKES_TEXTS, kept: [] }, anne: { phones: TAKES_TEXTS, kept: [] } })
  })
})
