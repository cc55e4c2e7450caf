import { expect, it } from 'vitest'
import { aPerson, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { planForm } from './plan'
import { savePlan } from './save-plan'

it('a plan ends after a question, on a page of its own; once it has ended there is nothing to ask', async () => {
  const world = await newWorld()
  const desk = await world.as('helpline')
  const { reference } = await aPerson(world, 'Ann Example')
  got(await savePlan(desk, { ...planForm.parse({ words: 'Ask for her by name' }), reference }))
  const site = await openSite(world)
  const [plan, end] = [`/people/${reference}/safe-contact`, `/people/${reference}/safe-contact/end`]
  const page = (await site.get(desk, plan)).body
  expect(page).toContain(`href="/${world.slug}${end}"`)
  expect(page).not.toContain(`action="/${world.slug}${end}"`)
  const asked = await site.get(desk, end)
  expect([asked.statusCode, asked.body.includes('we may ring, text and write')]).toEqual([200, true])
  expect((await site.get(desk, `/people/${reference}`)).body).toContain('Ask for her by name')
  expect((await site.post(desk, end, {})).statusCode).toBe(303)
  expect((await site.get(desk, `/people/${reference}`)).body).not.toContain('Ask for her by name')
  expect([(await site.get(desk, end)).statusCode, (await site.post(desk, end, {})).statusCode]).toEqual([409, 409])
})

it('what a colleague wrote into it meanwhile is shown before it goes', async () => {
  const world = await newWorld()
  const desk = await world.as('helpline')
  const { reference } = await aPerson(world, 'Ann Example')
  const plan = (words: string) => savePlan(desk, { ...planForm.parse({ words }), reference })
  got(await plan('Ask for her by name'))
  const site = await openSite(world)
  const end = `/people/${reference}/safe-contact/end`
  const seen = /name="seen" value="([^"]*)"/.exec((await site.get(desk, end)).body)?.[1] ?? ''
  got(await plan('Never in the evening'))
  const refused = await site.post(desk, end, { seen })
  expect([refused.statusCode, refused.body.includes('Never in the evening')]).toEqual([409, true])
  expect((await site.get(desk, `/people/${reference}`)).body).toContain('Never in the evening')
})
