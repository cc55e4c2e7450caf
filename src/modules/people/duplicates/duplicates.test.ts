import { describe, expect, it } from 'vitest'
import { aPerson, eventsOf, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { personForm } from '../person'
import { recordPerson } from '../record-person'
import { likelyPeople } from './likely-people'
import { lookForDuplicates } from './look-for-duplicates'
import { offerAgain, putOffPair, tellApart } from './move-pair'
import { addPerson } from './new-person.routes'
import { type PairStatus, pairMoves } from './pair.moves'
import { tidyNames } from './tidy-names'

const ann = { name: 'Margaret Ollerenshaw', phones: '0161 496 0123', postcode: 'SK3 8NR', birthYear: '1947' }
const again = { ...ann, name: 'Margret Ollerenshaw' }

const pairsOf = (world: World) =>
  world.db.transaction(world.system, (tx) =>
    tx
      .selectFrom('person_pair')
      .select(['id', 'first_id', 'second_id', 'status', 'reasons', 'likelihood', 'look_again_on'])
      .execute(),
  )

const record = async (world: World, fields: Record<string, unknown>) =>
  got(await recordPerson(await world.as('helpline'), personForm.parse(fields)))

const aPair = async () => {
  const world = await newWorld()
  const [one, other] = [await record(world, ann), await record(world, again)]
  await lookForDuplicates(world.system)
  const [pair] = await pairsOf(world)
  if (!pair) throw new Error('no pair was found')
  return { world, one, other, pair, coordinator: await world.as('coordinator') }
}

const likely = (world: World, newcomer: { name: string; phones?: string[]; postcode?: string; birthYear?: number }) =>
  world.db.transaction(world.system, (tx) => likelyPeople(tx, world.allianceId, newcomer))

describe('who a newcomer may be', () => {
  it.each([
    ['same phone', { name: 'Somebody Else', phones: ['+441614960123'] }, ['same_phone']],
    ['a name that sounds alike, and the same year', { name: 'Margerit Olerenshaw', birthYear: 1947 }, ['misspelt', 'same_year']],
    ['moved house', { name: 'Margaret Ollerenshaw', birthYear: 1947, postcode: 'WN1 1AA' }, ['same_name', 'same_year', 'moved']],
    ['a short form', { name: 'Peggy Ollerenshaw', postcode: 'SK3 8NR' }, ['nickname', 'same_postcode']],
    ['changed round', { name: 'Ollerenshaw Margaret', birthYear: 1947 }, ['swapped', 'same_year']],
  ])('is known by %s, and the reason is said', async (_why, newcomer, reasons) => {
    const world = await newWorld()
    await record(world, ann)
    const [found] = await likely(world, newcomer)
    expect(found?.name).toBe('Margaret Ollerenshaw')
    expect(found?.reasons).toEqual(reasons)
  })

  it('is nobody we know when only the first name or the postcode is shared', async () => {
    const world = await newWorld()
    await record(world, ann)
    expect(await likely(world, { name: 'Margaret Kowalczyk' })).toEqual([])
    expect(await likely(world, { name: 'Bilal Hussain', postcode: 'SK3 8NR' })).toEqual([])
  })

  it('of another alliance is nobody', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    await record(world, ann)
    expect(await likely(other, { name: ann.name, phones: ['+441614960123'] })).toEqual([])
  })
})

describe('adding a person', () => {
  it('shows who it may be, and why, before anything is saved; their words are kept', async () => {
    const world = await newWorld()
    const known = await record(world, ann)
    const site = await openSite(world)
    const page = await site.post(await world.as('helpline'), '/people/new', again)
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('Is it one of these?')
    expect(page.body).toContain(`value="${known.reference}"`)
    expect(page.body).toContain('Name spelt nearly the same, same year of birth, same phone, same postcode')
    expect(page.body).toContain('value="Margret Ollerenshaw"')
    const people = await world.db.transaction(world.system, (tx) => tx.selectFrom('person').select('id').execute())
    expect(people).toHaveLength(1)
  })

  it('who chooses one of them goes to that record, and none is made', async () => {
    const world = await newWorld()
    const known = await record(world, ann)
    const site = await openSite(world)
    const page = await site.post(await world.as('helpline'), '/people/new', { ...again, person: known.reference })
    expect(page.headers.location).toBe(`/${world.slug}/people/${known.reference}`)
    const people = await world.db.transaction(world.system, (tx) => tx.selectFrom('person').select('id').execute())
    expect(people).toHaveLength(1)
  })

  it('someone new is recorded, and the two are never offered as one again', async () => {
    const world = await newWorld()
    const known = await record(world, ann)
    const made = got(await addPerson(await world.as('helpline'), { ...personForm.parse(again), person: 'new' }))
    await lookForDuplicates(world.system)
    expect(await pairsOf(world)).toMatchObject([{ status: 'apart' }])
    expect(new Set((await pairsOf(world)).flatMap((pair) => [pair.first_id, pair.second_id]))).toEqual(
      new Set([known.id, made.id]),
    )
  })

  it('a person of the other alliance cannot be chosen', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const known = await record(other, ann)
    expect(await addPerson(await world.as('helpline'), { ...personForm.parse(again), person: known.reference })).toMatchObject({
      code: 'not-found',
    })
  })
})

describe('the queue', () => {
  it('is filled soon after a person is recorded, with reasons, and only once however often one looks', async () => {
    const { world, pair, one, other } = await aPair()
    expect(pair).toMatchObject({ status: 'offered', reasons: ['misspelt', 'same_year', 'same_phone', 'same_postcode'] })
    expect([pair.first_id, pair.second_id].sort()).toEqual([one.id, other.id].sort())
    expect(await lookForDuplicates(world.system)).toBe(0)
    expect(await pairsOf(world)).toHaveLength(1)
  })

  it('shows both side by side, to a coordinator alone, and no address', async () => {
    const { world, one, other, coordinator } = await aPair()
    const site = await openSite(world)
    const page = await site.get(coordinator, '/duplicates')
    for (const words of [one.reference, other.reference, 'same phone', `/people/`, 'Make one record', 'Not the same person'])
      expect(page.body).toContain(words)
    expect((await site.get(await world.as('helpline'), '/duplicates')).statusCode).toBe(403)
    expect((await site.get(await (await newWorld()).as('coordinator'), '/duplicates')).body).not.toContain(one.reference)
  })

  it('a record put right so that they are no longer alike leaves it', async () => {
    const { world, other } = await aPair()
    await world.db.transaction(world.system, async (tx) => {
      await tx
        .updateTable('person')
        .set({ name: 'Brian Smith', birth_year: 1990, postcode: 'WN1 1AA' })
        .where('id', '=', other.id)
        .execute()
      await tx.insertInto('likeness_due').values({ alliance_id: world.allianceId, person_id: other.id }).execute()
    })
    await lookForDuplicates(world.system)
    expect(await pairsOf(world)).toEqual([])
  })

  it('who was told apart stays so when the record becomes part of a third', async () => {
    const { world, one, other, pair, coordinator } = await aPair()
    got(await tellApart(coordinator, { id: pair.id }))
    const third = await record(world, { name: 'Marge Ollerenshaw', birthYear: '1947' })
    const site = await openSite(world)
    expect((await site.post(coordinator, `/people/${third.reference}/merge/${other.reference}`, {})).statusCode).toBe(303)
    await lookForDuplicates(world.system)
    const offered = (await pairsOf(world)).filter(({ status }) => status === 'offered')
    expect(offered.filter((found) => [found.first_id, found.second_id].includes(one.id))).toEqual([])
  })

  it('told apart, put off and offered again are remembered and said in the journal', async () => {
    const { world, pair, coordinator } = await aPair()
    got(await putOffPair(coordinator, { id: pair.id }))
    expect(await pairsOf(world)).toMatchObject([{ status: 'later', look_again_on: '2025-11-19' }])
    const site = await openSite(world)
    expect((await site.get(coordinator, '/duplicates')).body).toContain('Nobody seems to be here twice')
    expect((await site.get(coordinator, '/duplicates?show=later')).body).toContain('Ollerenshaw')
    got(await tellApart(coordinator, { id: pair.id }))
    got(await offerAgain(coordinator, { id: pair.id }))
    expect((await eventsOf(world)).map(({ action }) => action).filter((action) => /apart|off|again/.test(action))).toHaveLength(3)
  })

  const commands = { putOff: putOffPair, tellApart, offerAgain }
  const statuses: readonly PairStatus[] = ['offered', 'later', 'apart', 'merged']
  const closed = Object.entries(commands).flatMap(([name, act]) =>
    statuses
      .filter((status) => !(pairMoves[name as keyof typeof commands].from as readonly string[]).includes(status))
      .map((status) => [name, status, act] as const),
  )
  it.each(closed)('%s: not when %s', async (_name, status, act) => {
    const { world, pair, coordinator } = await aPair()
    await world.db.transaction(world.system, (tx) =>
      tx
        .updateTable('person_pair')
        .set({ status, look_again_on: status === 'later' ? '2025-12-01' : null })
        .where('id', '=', pair.id)
        .execute(),
    )
    expect(await act(coordinator, { id: pair.id })).toMatchObject({ code: 'moved-on' })
    expect((await pairsOf(world))[0]?.status).toBe(status)
  })

  it('not by the helpline, and not of the other alliance', async () => {
    const { world, pair } = await aPair()
    expect(await tellApart(await world.as('helpline'), { id: pair.id })).toMatchObject({ code: 'forbidden' })
    expect(await tellApart(await (await newWorld()).as('coordinator'), { id: pair.id })).toMatchObject({ code: 'not-found' })
  })
})

it('words of names nobody bears any more are forgotten', async () => {
  const world = await newWorld()
  const person = await aPerson(world, 'Zebedee Example')
  const words = () =>
    world.db.transaction(world.system, (tx) => tx.selectFrom('name_near').select('word').distinct().orderBy('word').execute())
  expect(await words()).toEqual([{ word: 'example' }, { word: 'zebedee' }])
  await world.db.transaction(world.system, (tx) => tx.deleteFrom('person_token').where('person_id', '=', person.id).execute())
  await tidyNames(world.system)
  expect(await words()).toEqual([])
})
