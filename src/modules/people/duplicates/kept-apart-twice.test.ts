import { describe, expect, it } from 'vitest'
import { aPerson, aRequest, eventsOf, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { liftRestriction, restrictPerson } from '../restricting/restrict-person'
import { lookForDuplicates } from './look-for-duplicates'

const QUILL = { phones: '07700 900123', birthYear: '1947', postcode: 'SK3 8NR' }

/** Someone kept apart, not by the coordinator of these tests, who asked for help anew. */
const asksAgain = async () => {
  const world = await newWorld()
  for (const role of ['safeguarding', 'data_lead', 'coordinator', 'helpline', 'lead'] as const) await world.as(role)
  const hidden = await aRequest(world, 'Hidden Quillbrook', QUILL)
  const data = await world.as('data_lead')
  got(await restrictPerson(data, { reference: hidden.person.reference, why: 'Fled', readers: [], stops: [] }))
  const again = await aRequest(world, 'Hiden Quillbrook', QUILL)
  await lookForDuplicates(world.system)
  return { world, site: await openSite(world), hidden, again, data, coordinator: await world.as('coordinator') }
}

const inside = <T>(world: World, read: Parameters<typeof world.db.transaction<T>>[1]) => world.db.transaction(world.system, read)
const pairOf = (world: World) => inside(world, (tx) => tx.selectFrom('person_pair').selectAll().executeTakeFirstOrThrow())
const noticesOf = (world: World) =>
  inside(world, (tx) => tx.selectFrom('staff_notice').select(['account_id', 'words', 'path']).execute())

describe('someone kept apart asks for help again', () => {
  it('those who may see them are told once, by no name, and find the two side by side, which is written down', async () => {
    const { world, site, hidden, again, data } = await asksAgain()
    await inside(world, (tx) =>
      tx.insertInto('likeness_due').values({ alliance_id: world.allianceId, person_id: again.person.id }).execute(),
    )
    await lookForDuplicates(world.system)
    const guardians = [data, await world.as('safeguarding')]
    const told = await noticesOf(world)
    expect(told.map(({ account_id }) => account_id).toSorted()).toEqual(guardians.map(({ actor }) => actor.accountId).toSorted())
    expect(JSON.stringify(told)).not.toMatch(/Quillbrook|P-\d/)
    for (const ctx of guardians) {
      const page = await site.get(ctx, '/duplicates')
      expect(page.body).toContain(hidden.person.reference)
      expect(page.body).toContain('Kept apart')
    }
    const readings = (await eventsOf(world)).filter(({ action }) => action === 'person.read-restricted')
    expect(readings.map(({ person_id }) => person_id)).toEqual([hidden.person.id, hidden.person.id])
  })

  it('nobody else sees a trace: not on the queue, in its count, on the new record or on its request, and may settle nothing', async () => {
    const { world, site, hidden, again } = await asksAgain()
    const pair = await pairOf(world)
    for (const role of ['coordinator', 'helpline', 'librarian', 'lead'] as const) {
      const ctx = await world.as(role)
      for (const path of [
        '/duplicates',
        `/people/${again.person.reference}`,
        `/requests/${again.reference}`,
        '/for-you',
        '/find?q=Quillbrook',
      ])
        expect((await site.get(ctx, path)).body, `${role} ${path}`).not.toMatch(
          new RegExp(`${hidden.person.reference}|Hidden Quillbrook|1 pair|Kept apart|here twice: `),
        )
      for (const path of [`/duplicates/${pair.id}/apart`, `/people/${hidden.person.reference}/merge/${again.person.reference}`])
        expect([403, 404]).toContain((await site.post(ctx, path, {})).statusCode)
    }
    expect((await pairOf(world)).status).toBe('offered')
  })

  it.each([true, false])(
    'the safeguarding lead makes one record of them, kept apart whichever of the two stays',
    async (oldStays) => {
      const { world, site, hidden, again, coordinator } = await asksAgain()
      const safeguarding = await world.as('safeguarding')
      const two = [hidden.person.reference, again.person.reference]
      const [kept, merged] = oldStays ? two : two.toReversed()
      const sent = await site.post(safeguarding, `/people/${kept}/merge/${merged}`, {})
      expect(sent.headers.location).toBe(`/${world.slug}/people/${kept}`)
      for (const reference of two) {
        expect((await site.get(safeguarding, `/people/${reference}`)).statusCode).toBeLessThan(400)
        expect((await site.get(coordinator, `/people/${reference}`)).statusCode).toBe(404)
      }
      for (const request of [hidden, again]) {
        expect((await site.get(safeguarding, `/requests/${request.reference}`)).statusCode).not.toBe(500)
        expect((await site.get(coordinator, `/requests/${request.reference}`)).statusCode).toBe(404)
      }
      expect((await site.get(coordinator, '/people')).body).not.toContain('Quillbrook')
    },
  )

  it('told apart is written on the page of the one who is kept apart alone', async () => {
    const { world, site, hidden, again, data, coordinator } = await asksAgain()
    expect((await site.post(data, `/duplicates/${(await pairOf(world)).id}/apart`, {})).statusCode).toBe(303)
    expect((await site.get(coordinator, `/people/${again.person.reference}`)).body).not.toContain('Not the same person')
    const theirs = (await site.get(data, `/people/${hidden.person.reference}`)).body
    expect(theirs).toContain('Not the same person as Hiden Quillbrook')
  })

  it('a guardian settles nothing of two who are not kept apart; a coordinator does', async () => {
    const { world, site, data, coordinator } = await asksAgain()
    const [one, other] = [await aPerson(world, 'Margaret Ollerenshaw', QUILL), await aPerson(world, 'Margret Ollerenshaw', QUILL)]
    await lookForDuplicates(world.system)
    const pair = await inside(world, (tx) =>
      tx
        .selectFrom('person_pair')
        .select('id')
        .where('first_id', 'in', [one.id, other.id])
        .where('second_id', 'in', [one.id, other.id])
        .executeTakeFirstOrThrow(),
    )
    const merging = `/people/${one.reference}/merge/${other.reference}`
    for (const path of [`/duplicates/${pair.id}/apart`, `/duplicates/${pair.id}/later`, merging]) {
      const sent = await site.post(data, path, {})
      expect([path, sent.statusCode, sent.body.includes('Please ask a coordinator')]).toEqual([path, 409, true])
    }
    expect((await site.get(data, merging)).statusCode).toBe(409)
    expect((await site.get(data, `/people/${one.reference}`)).body).not.toContain('Margret')
    expect((await site.post(coordinator, merging, {})).statusCode).toBe(303)
    const { id } = await inside(world, (tx) => tx.selectFrom('person_merge').select('id').executeTakeFirstOrThrow())
    for (const answer of [await site.get(data, `/merges/${id}/undo`), await site.post(data, `/merges/${id}/undo`, {})])
      expect(answer.statusCode).toBe(409)
    expect((await site.post(coordinator, `/merges/${id}/undo`, {})).statusCode).toBe(303)
  })

  it('a guardian takes apart what was merged while kept apart, though it is not any more', async () => {
    const { world, site, hidden, again, data } = await asksAgain()
    expect((await site.post(data, `/people/${again.person.reference}/merge/${hidden.person.reference}`, {})).statusCode).toBe(303)
    got(await liftRestriction(data, { reference: again.person.reference }))
    const { id } = await inside(world, (tx) => tx.selectFrom('person_merge').select('id').executeTakeFirstOrThrow())
    expect((await site.post(data, `/merges/${id}/undo`, {})).statusCode).toBe(303)
  })

  it('every page that shows them beside another is written down as a reading', async () => {
    const { world, site, hidden, again, data } = await asksAgain()
    const read = async () => {
      const all = (await eventsOf(world)).filter(({ action }) => action === 'person.read-restricted')
      return all.filter(({ person_id }) => person_id === hidden.person.id).length
    }
    for (const path of [`/people/${again.person.reference}`, `/people/${again.person.reference}/merge?q=Hidden`]) {
      const before = await read()
      expect((await site.get(data, path)).body).toContain('Hidden Quillbrook')
      expect([path, await read()]).toEqual([path, before + 1])
    }
    expect((await site.post(data, `/people/${hidden.person.reference}/merge/${again.person.reference}`, {})).statusCode).toBe(303)
    const { id } = await inside(world, (tx) => tx.selectFrom('person_merge').select('id').executeTakeFirstOrThrow())
    const before = await read()
    expect((await site.get(data, `/merges/${id}/undo`)).statusCode).toBe(200)
    expect(await read()).toBe(before + 1)
  })

  it('pairs of other people are the coordinators’ to look at', async () => {
    const { world, site, data, coordinator } = await asksAgain()
    for (const name of ['Margaret Ollerenshaw', 'Margret Ollerenshaw'])
      await aRequest(world, name, { ...QUILL, phones: '0161 496 0123' })
    await lookForDuplicates(world.system)
    expect((await site.get(coordinator, '/duplicates')).body).toContain('Ollerenshaw')
    expect((await site.get(data, '/duplicates')).body).not.toContain('Ollerenshaw')
  })
})
