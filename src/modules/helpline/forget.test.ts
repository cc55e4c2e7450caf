import { expect, it } from 'vitest'
import { command } from '#platform/command'
import { done } from '#platform/outcome'
import { aPerson, aRequest, got } from '#test/helping'
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
