import { describe, expect, it } from 'vitest'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { findPeople } from './finding/find-people'
import { personForm } from './person'
import { recordPerson } from './record-person'

const siobhan = personForm.parse({ name: 'Siobhán O’Neill', phones: '0161 496/0123', postcode: 'sk38nr' })

describe('recording a person', () => {
  it('keeps the phone as E.164 and the postcode in its usual form, and says so in the journal', async () => {
    const world = await newWorld()
    const made = await recordPerson(await world.as('helpline'), siobhan)
    if (!made.ok) throw new Error(made.says)
    const rows = await world.db.transaction({ allianceId: world.allianceId }, async (tx) => ({
      person: await tx.selectFrom('person').selectAll().executeTakeFirstOrThrow(),
      phones: await tx.selectFrom('person_phone').select('number').execute(),
      event: await tx.selectFrom('event').selectAll().executeTakeFirstOrThrow(),
    }))
    expect(rows.person).toMatchObject({ reference: made.value.reference, postcode: 'SK3 8NR', created_on: '2025-11-05' })
    expect(rows.phones).toEqual([{ number: '+441614960123' }])
    expect(rows.event).toMatchObject({ action: 'person.record', person_id: made.value.id, actor: 'account' })
  })

  it('a champion may not, and nothing is written', async () => {
    const world = await newWorld()
    expect(await recordPerson(await world.as('champion'), siobhan)).toMatchObject({ ok: false, code: 'forbidden', status: 403 })
    const people = await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx.selectFrom('person').select('id').execute(),
    )
    expect(people).toEqual([])
  })

  it.each([
    'siobhan',
    'SIOBHAN ONEILL',
    'oneill',
    'siobann',
    '0161 496 0123',
    '+44 161 4960123',
    '01614960123',
    'SK3 8NR',
    'sk38nr',
  ])('is found by %s', async (typed) => {
    const world = await newWorld()
    await recordPerson(await world.as('helpline'), siobhan)
    const found = await world.db.transaction({ allianceId: world.allianceId }, (tx) => findPeople(tx, world.allianceId, typed))
    expect(found.map(({ name }) => name)).toEqual(['Siobhán O’Neill'])
  })

  it('an address with a place in the list that cannot be is answered 400, not as a fault of ours', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const after = Buffer.from(JSON.stringify(['no day', crypto.randomUUID()])).toString('base64url')
    const answer = await site.get(await world.as('helpline'), `/people?sort=created_on.asc&after=${after}`)
    expect(answer.statusCode).toBe(400)
  })

  it('the other alliance cannot find or open the person', async () => {
    const [mine, other] = [await newWorld(), await newWorld()]
    const made = await recordPerson(await mine.as('helpline'), siobhan)
    if (!made.ok) throw new Error(made.says)
    const site = await openSite(other)
    const page = await site.get(await other.as('helpline'), `/people/${made.value.reference}`)
    expect(page.statusCode).toBe(404)
    expect(page.body).not.toContain('Siobh')
  })

  it('the form sent without a name comes back with the rest kept', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const page = await site.post(await world.as('helpline'), '/people/new', {
      name: '',
      phones: 'not a number',
      postcode: 'SK3 8NR',
    })
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('<title>Error: Add a person')
    expect(page.body).toContain('href="#name"')
    expect(page.body).toContain('not a number')
    expect(page.body).toContain('SK3 8NR')
  })

  it('the same form sent 20 times at once makes one person', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const ctx = await world.as('helpline')
    const submission = crypto.randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => site.post(ctx, '/people/new', { submission, name: 'Ann Example' })),
    )
    expect(new Set(answers.map((answer) => answer.headers.location)).size).toBe(1)
    const people = await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx.selectFrom('person').select('id').execute(),
    )
    expect(people).toHaveLength(1)
  })
})
