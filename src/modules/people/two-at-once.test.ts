import { expect, it } from 'vitest'
import { atOnce } from '#test/at-once'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { personForm } from './person'
import { recordPerson } from './record-person'

const hidden = (body: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? ''

const opened = async () => {
  const world = await newWorld()
  const made = await recordPerson(await world.as('helpline'), personForm.parse({ name: 'Ann Example', postcode: 'SK3 8NR' }))
  if (!made.ok) throw new Error(made.says)
  const site = await openSite(world)
  const ctx = await world.as('helpline')
  const path = `/people/${made.value.reference}/correct`
  const page = await site.get(ctx, path)
  const fields = { name: 'Ann Example', postcode: 'SK3 8NR', language: 'en', reachBy: 'call' }
  return { world, site, ctx, path, fields, seen: hidden(page.body, 'seen'), submission: hidden(page.body, 'submission') }
}

it('two people put one record right: the second sees what the first changed, and keeps their own words', async () => {
  const { site, ctx, path, fields, seen, world } = await opened()
  const first = await site.post(ctx, path, { ...fields, seen, supportNeeds: 'Large print' })
  expect(first.statusCode).toBe(303)
  const second = await site.post(await world.as('coordinator'), path, {
    ...fields,
    seen,
    knownAs: 'Annie',
    supportNeeds: 'Hearing loop',
  })
  expect(second.statusCode).toBe(409)
  expect(second.body).toContain('It now says “Large print”')
  expect(second.body).toContain('value="Annie"')
  expect(second.body).toContain('value="Hearing loop"')
  const again = await site.post(await world.as('coordinator'), path, {
    ...fields,
    seen: hidden(second.body, 'seen'),
    supportNeeds: 'Large print, hearing loop',
  })
  expect(again.statusCode).toBe(303)
})

it('two who save at the very same moment: one is saved, the other sees what changed and keeps what they typed', async () => {
  const { site, ctx, path, fields, seen, world } = await opened()
  const other = await world.as('coordinator')
  const answers = await atOnce(world, 'person', [
    () => site.post(ctx, path, { ...fields, seen, supportNeeds: 'Large print' }),
    () => site.post(other, path, { ...fields, seen, supportNeeds: 'Hearing loop' }),
  ])
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 409])
  const [first, second] = answers[0]?.statusCode === 303 ? ['Large print', 'Hearing loop'] : ['Hearing loop', 'Large print']
  const page = answers.find(({ statusCode }) => statusCode === 409)?.body ?? ''
  expect(page).toContain(`It now says “${first}”`)
  expect(page).toContain(`value="${second}"`)
  expect((await site.get(ctx, path)).body).toContain(`value="${first}"`)
})

it('one form sent twice at the very same moment is saved once, and both are told so', async () => {
  const { site, ctx, path, fields, seen, submission, world } = await opened()
  const send = () => site.post(ctx, path, { ...fields, seen, submission, knownAs: 'Annie' })
  const answers = await atOnce(world, 'person', [send, send])
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303])
})

it('the same form pressed twice is no one else’s change', async () => {
  const { site, ctx, path, fields, seen, submission } = await opened()
  const form = { ...fields, seen, submission, phones: '0161 496 0123', knownAs: 'Annie' }
  expect((await site.post(ctx, path, form)).statusCode).toBe(303)
  expect((await site.post(ctx, path, form)).statusCode).toBe(303)
})
