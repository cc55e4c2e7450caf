import { expect, it } from 'vitest'
import { aPerson, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { planForm } from '../safe-contact/plan'
import { savePlan } from '../safe-contact/save-plan'
import { inside, personOf } from './merging-trial'

const ONE = planForm.parse({ words: 'Ask for Marge', safeNumber: '0161 496 0999', neverText: 'yes', neverWrite: 'yes' })
const OTHER = {
  ...planForm.parse({ words: 'Ask for Marge', voicemailOk: 'yes', ourName: 'the library', safeEmail: 'safe@example.org' }),
  windows: [{ day: 'friday', from: '14:00', until: '16:00' }],
}

const bothPlanned = async (other: typeof ONE = OTHER) => {
  const world = await newWorld()
  const [kept, merged] = [await aPerson(world, 'Ann Example'), await aPerson(world, 'Anne Example')]
  const coordinator = await world.as('coordinator')
  got(await savePlan(coordinator, { ...ONE, reference: kept.reference }))
  got(await savePlan(coordinator, { ...other, reference: merged.reference }))
  const site = await openSite(world)
  const at = `/people/${kept.reference}/merge/${merged.reference}`
  const plans = () =>
    inside(world, (tx) => tx.selectFrom('safe_contact_plan').selectAll().where('person_id', '=', kept.id).execute())
  return { world, kept, merged, coordinator, site, at, plans }
}

it('two plans that differ are shown whole, and none is chosen until somebody chooses', async () => {
  const { world, merged, coordinator, site, at, plans } = await bothPlanned()
  const { body } = await site.get(coordinator, at)
  for (const words of ['Ring only 0161 496 0999', 'Never leave a voicemail', 'Never send a text', 'Never write'])
    expect(body).toContain(words)
  for (const words of [
    'Ring only Friday 2pm to 4pm',
    'Say you are from the library',
    'Email only safe@example.org',
    'A voicemail is safe',
  ])
    expect(body).toContain(words)
  expect(body).not.toMatch(/name="safe_contact_plan"[^>]*checked/)
  const unchosen = await site.post(coordinator, at, { name: 'merged' })
  expect([unchosen.statusCode, unchosen.body.includes('href="#safe_contact_plan"')]).toEqual([409, true])
  expect(unchosen.body).toMatch(/name="name"[^>]*value="merged"[^>]*checked/)
  expect((await site.post(coordinator, at, { safe_contact_plan: 'red' })).statusCode).toBe(422)
  expect((await personOf(world, merged.id)).merged_into).toBeNull()
  expect((await site.post(coordinator, at, { safe_contact_plan: 'merged' })).statusCode).toBe(303)
  expect(await plans()).toMatchObject([{ our_name: 'the library', safe_number: null, never_text: false, voicemail_ok: true }])
})

it('two plans that say the same ask nothing', async () => {
  const { coordinator, site, at, plans } = await bothPlanned(ONE)
  expect((await site.get(coordinator, at)).body).not.toContain('safe_contact_plan')
  expect((await site.post(coordinator, at, {})).statusCode).toBe(303)
  expect(await plans()).toMatchObject([{ safe_number: '+441614960999', never_text: true }])
})
