import { expect, it } from 'vitest'
import { command } from '#platform/command'
import { done } from '#platform/outcome'
import { aPerson, aRequest, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { forgetAtHelpline } from './forget'

const forget = command('person.erase', async (work, id: string) => {
  await forgetAtHelpline(work, id)
  return done(null)
})

it('whoever asked for somebody else is named in nothing of theirs, and what is theirs stays', async () => {
  const world = await newWorld()
  const [asked, plain, grace] = [
    await aRequest(world, 'Ann Example'),
    await aRequest(world, 'Bob Example'),
    await aPerson(world, 'Grace'),
  ]
  const consent = {
    alliance_id: world.allianceId,
    person_id: asked.person.id,
    purpose: 'hold',
    how: 'online',
    given_on: '2025-11-05',
  }
  await world.db.transaction(world.system, async (tx) => {
    const request = { asker_id: grace.id, asker_standing: 'relative', agreed: 'said_so', next_action: 'Ring Grace back' }
    await tx.updateTable('request').set(request).where('id', '=', asked.id).execute()
    const named = [{ ...consent, id: crypto.randomUUID(), on_behalf: 'Grace, their relative' }]
    const others = { ...consent, id: crypto.randomUUID(), how: 'spoken', on_behalf: 'Ellen Hart' }
    await tx
      .insertInto('consent')
      .values([...named, others])
      .execute()
  })
  got(await forget(world.system, grace.id))
  got(await forget(world.system, grace.id))
  const { requests, consents } = await world.db.transaction(world.system, async (tx) => ({
    requests: await tx.selectFrom('request').select(['id', 'next_action', 'words']).orderBy('id').execute(),
    consents: await tx.selectFrom('consent').select('on_behalf').orderBy('how').execute(),
  }))
  expect(JSON.stringify([requests, consents])).not.toContain('Grace')
  expect(requests.find(({ id }) => id === plain.id)?.next_action).toBe('Find a champion')
  expect(requests.every(({ words }) => words !== '')).toBe(true)
  expect(consents.map(({ on_behalf }) => on_behalf)).toEqual(['', 'Ellen Hart'])
})

it('erased, nobody is found by their number in a call that rang or is not finished; others and their calls stay', async () => {
  const world = await newWorld()
  const [ann, bob] = [await aPerson(world, 'Ann Example', { phones: '0161 496 0123' }), await aPerson(world, 'Bob Example')]
  const [site, desk, data] = [await openSite(world), await world.as('helpline'), await world.as('data_lead')]
  const drafts = {
    theirs: { name: 'Ann Example', phones: '0161 496 0123', notes: 'Ann wants a tablet' },
    ringsForBob: { person: bob.reference, callerName: 'Ann Example', callerPhones: '0161-496-0123', notes: 'He wants a tablet' },
    another: { name: 'Cy Example', phones: '0161 496 0199, nonsense', notes: 'Cy wants a tablet' },
  }
  for (const fields of Object.values(drafts))
    expect((await site.post(desk, `/calls/drafts/${crypto.randomUUID()}`, { turn: '1', ...fields })).statusCode).toBe(200)
  const call = { alliance_id: world.allianceId, provider: 'hook', status: 'ended', rang_at: world.system.clock.now() }
  const rang = ['+441614960123', '+441614960199'].map((from_number) => {
    const id = crypto.randomUUID()
    return { ...call, id, provider_id: id, from_number }
  })
  await world.db.transaction(world.system, (tx) => tx.insertInto('incoming_call').values(rang).execute())
  const sure = { why: 'They asked us to', typed: ann.reference, sure: 'yes' }
  expect((await site.post(data, `/people/${ann.reference}/erase`, sure)).statusCode).toBe(303)
  const left = await world.db.transaction(world.system, async (tx) => ({
    drafts: await tx.selectFrom('call_draft').select(['person_id', 'fields']).orderBy('person_id').execute(),
    rang: await tx.selectFrom('incoming_call').select('from_number').orderBy('from_number').execute(),
  }))
  expect(left.rang).toEqual([{ from_number: '+441614960199' }, { from_number: null }])
  expect(JSON.stringify(left)).not.toMatch(/Ann|496.?0123/)
  expect(
    left.drafts.toSorted((one, other) => Number(other.person_id === bob.id) - Number(one.person_id === bob.id)),
  ).toMatchObject([
    { person_id: bob.id, fields: { notes: 'He wants a tablet' } },
    { person_id: null, fields: drafts.another },
  ])
})
