import { describe, expect, it } from 'vitest'
import { inside, owed, setUp } from './desk-trial'

describe('ringing for somebody else', () => {
  const bea = { callerName: 'Bea Example', callerPhones: '0161 496 0999', standing: 'relative' }

  it('two people: the one it is about, and the one who rang, with their standing and the consent', async () => {
    const { world, send, person, ctx, site } = await setUp()
    expect((await send({ ...bea, agreed: 'said_so', next: 'ring' })).statusCode).toBe(303)
    const people = await inside(world, (tx) =>
      tx.selectFrom('person').select(['id', 'name', 'reference']).orderBy('reference').execute(),
    )
    expect(people.map(({ name }) => name)).toEqual(['Ann Example', 'Bea Example'])
    const [call] = await inside(world, (tx) => tx.selectFrom('call').selectAll().execute())
    expect(call).toMatchObject({ person_id: person.id, caller_id: people[1]?.id, standing: 'relative', agreed: 'said_so' })
    const theirs = await site.get(ctx, `/people/${people[1]?.reference}`)
    expect(theirs.body).toContain('Bea Example (a relative) rang for Ann Example')
    const hers = await site.get(ctx, `/people/${person.reference}`)
    expect(hers.body).toContain('Bea Example (a relative) rang for Ann Example')
  })

  it('who rings again for them is the same person, not a new one', async () => {
    const { world, send } = await setUp()
    await send({ ...bea, agreed: 'is_there', next: 'ring' })
    await send({ ...bea, callerName: 'bea example', agreed: 'is_there', next: 'sorted', request: 'new' })
    expect(await inside(world, (tx) => tx.selectFrom('person').select('id').execute())).toHaveLength(2)
  })

  it('not agreed yet: we ring to ask them first, and say so', async () => {
    const { world, send } = await setUp()
    await send({ ...bea, agreed: 'not_yet', next: 'ring' })
    expect((await owed(world))[0]?.why).toContain('Ask whether they agree that we help')
  })
})
