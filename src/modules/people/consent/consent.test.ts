import { expect, it } from 'vitest'
import { readReach } from '#modules/reach'
import { command } from '#platform/command'
import type { ConsentWithdrawn } from '#platform/module'
import { done } from '#platform/outcome'
import { aPerson, eventsOf, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { mergePeople } from '../merging/merge-people'
import { unmergePeople } from '../merging/unmerge-people'
import { consentForm } from './consent'
import { consentNow } from './consent.queries'
import { giveConsent, writeConsent } from './give-consent'
import { withdrawConsent } from './withdraw-consent'

const spoken = { purpose: 'hold', partner: null, how: 'spoken', givenOn: '2025-11-04', onBehalf: '', endsOn: null } as const

const given = async () => {
  const world = await newWorld()
  const person = await aPerson(world, 'Ann Example')
  const helpline = await world.as('helpline')
  const ask = { reference: person.reference }
  got(await giveConsent(helpline, { ...spoken, ...ask }))
  const row = await world.db.transaction(world.system, (tx) => tx.selectFrom('consent').select('id').executeTakeFirstOrThrow())
  const now = (purpose: 'hold' | 'share', today = '2025-11-05') =>
    world.db.transaction(world.system, (tx) => consentNow(tx, world.allianceId, { personId: person.id, purpose, today }))
  return { world, person, helpline, ask, id: row.id, now }
}

it('is given, stands, is taken back once, and may be given again', async () => {
  const { helpline, ask, id, now } = await given()
  expect([await now('hold'), await now('share')]).toEqual(['given', 'none'])
  expect(await giveConsent(helpline, { ...spoken, ...ask })).toMatchObject({ code: 'agreed-already', field: 'purpose' })
  const back = { id, how: 'spoken', why: '', stops: [] } as const
  got(await withdrawConsent(helpline, back))
  expect(await withdrawConsent(helpline, back)).toMatchObject({ code: 'moved-on' })
  expect(await now('hold')).toBe('taken-back')
  got(await giveConsent(helpline, { ...spoken, ...ask }))
  expect(await now('hold')).toBe('given')
})

it('taken back, it is taken back however often it was said: by forms of theirs, and in a record made one with theirs', async () => {
  const { world, helpline, person, id, now } = await given()
  const twin = await aPerson(world, 'Anne Example')
  const agrees = command('public.ask-for-help', async (work, personId: string) => {
    await writeConsent(work, { personId, purpose: 'hold', how: 'online', onBehalf: '' })
    return done(null)
  })
  got(await agrees(world.public, person.id))
  got(await agrees(world.public, twin.id))
  const both = { kept: person.reference, merged: twin.reference, choices: {}, stops: [] }
  got(await mergePeople(await world.as('coordinator'), both))
  got(await withdrawConsent(helpline, { id, how: 'spoken', why: '', stops: [] }))
  expect(await now('hold')).toBe('taken-back')
  const reach = await world.db.transaction(world.system, (tx) => readReach(tx, world.allianceId, person.id))
  expect(reach?.holds_consent).toBe(false)
  got(await agrees(world.public, person.id))
  expect(await now('hold')).toBe('given')
})

it('taken back in one record before the two were one, it is not agreed to again by what the other said earlier', async () => {
  const { world, helpline, person, id, now } = await given()
  const twin = await aPerson(world, 'Anne Example')
  got(await giveConsent(helpline, { ...spoken, reference: twin.reference }))
  got(await withdrawConsent(await world.at('2025-11-05T11:00:00Z').as('helpline'), { id, how: 'spoken', why: '', stops: [] }))
  const coordinator = await world.at('2025-11-05T12:00:00Z').as('coordinator')
  const merged = got(await mergePeople(coordinator, { kept: person.reference, merged: twin.reference, choices: {}, stops: [] }))
  expect(await now('hold')).toBe('taken-back')
  got(await unmergePeople(coordinator, { id: merged.id, stops: [] }))
  const theirs = { personId: twin.id, purpose: 'hold' as const, today: '2025-11-05' }
  expect(await world.db.transaction(world.system, (tx) => consentNow(tx, world.allianceId, theirs))).toBe('given')
})

it('ends by itself on its last day', async () => {
  const { helpline, ask, now, id } = await given()
  got(await withdrawConsent(helpline, { id, how: 'spoken', why: '', stops: [] }))
  got(await giveConsent(helpline, { ...spoken, endsOn: '2025-11-30', ...ask }))
  expect([await now('hold', '2025-11-30'), await now('hold', '2025-12-01')]).toEqual(['given', 'taken-back'])
})

it('taking it back stops what each module says must stop, in the same transaction', async () => {
  const { world, helpline, id, person } = await given()
  const stop: ConsentWithdrawn = async (_work, withdrawn) => [
    { about: { type: 'person', id: withdrawn.person }, detail: { purpose: withdrawn.purpose } },
  ]
  got(await withdrawConsent(helpline, { id, how: 'writing', why: 'Moved away', stops: [stop] }))
  const events = (await eventsOf(world)).filter(({ action }) => action === 'consent.withdraw')
  expect(events).toMatchObject([
    { about_type: 'consent', person_id: person.id },
    { about_type: 'person', detail: { purpose: 'hold' } },
  ])
  const fails: ConsentWithdrawn = () => Promise.reject(new Error('cannot stop'))
  const again = await given()
  await expect(withdrawConsent(again.helpline, { id: again.id, how: 'writing', why: '', stops: [fails] })).rejects.toThrow(
    'cannot stop',
  )
  expect(await again.now('hold')).toBe('given')
})

it('a day to come, a partner nobody knows, another role and the other alliance are refused', async () => {
  const { world, helpline, ask, id } = await given()
  expect(await giveConsent(helpline, { ...spoken, givenOn: '2025-11-06', ...ask })).toMatchObject({ field: 'givenOn' })
  const share = { ...spoken, purpose: 'share', partner: crypto.randomUUID(), ...ask } as const
  expect(await giveConsent(helpline, share)).toMatchObject({ code: 'no-partner', field: 'partner' })
  expect(consentForm.safeParse({ purpose: 'share', how: 'spoken', givenOn: '2025-11-04' }).error?.issues[0]?.path).toEqual([
    'partner',
  ])
  expect(await giveConsent(await world.as('champion'), { ...spoken, ...ask })).toMatchObject({ code: 'forbidden' })
  const other = await (await newWorld()).as('helpline')
  expect(await giveConsent(other, { ...spoken, ...ask })).toMatchObject({ code: 'not-found' })
  expect(await withdrawConsent(other, { id, how: 'spoken', why: '', stops: [] })).toMatchObject({ code: 'moved-on' })
})

it('stands on the person’s page with who was told, and the page to take it back stops it', async () => {
  const { world, helpline, person, id, now } = await given()
  const site = await openSite(world)
  const page = await site.get(helpline, `/people/${person.reference}`)
  expect(page.body).toContain('spoken on 4 November 2025, to Test helpline')
  expect((await site.post(helpline, `/consents/${id}/withdraw`, {})).statusCode).toBe(422)
  expect((await site.post(helpline, `/consents/${id}/withdraw`, { how: 'spoken' })).statusCode).toBe(303)
  expect(await now('hold')).toBe('taken-back')
  const after = await site.get(helpline, `/people/${person.reference}`)
  expect(after.body).toContain('Do not get in touch')
})
