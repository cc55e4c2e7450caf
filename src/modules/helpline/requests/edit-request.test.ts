import { expect, it } from 'vitest'
import { aRequest } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'

it('mending a word takes nothing on: what nobody has stays nobody’s, and what somebody has is not let go of', async () => {
  const world = await newWorld()
  const ctx = await world.as('helpline')
  const site = await openSite(world)
  const at = `/requests/${(await aRequest(world, 'Ann Example')).reference}`
  expect((await site.get(ctx, `${at}/edit`)).body).toContain('<option value selected>Nobody yet</option>')
  const day = { 'nextActionOn-day': '20', 'nextActionOn-month': '11', 'nextActionOn-year': '2025' }
  const fields = { needs: 'data', owner: '', nextAction: 'Ring Ann', ...day }
  expect((await site.post(ctx, `${at}/edit`, { ...fields, words: 'A word' })).statusCode).toBe(303)
  expect((await site.get(ctx, at)).body).toContain('Nobody yet')
  await site.post(ctx, `${at}/take`, { seenOwner: '' })
  const letGo = await site.post(ctx, `${at}/edit`, { ...fields, words: 'Another' })
  expect([letGo.statusCode, letGo.body.includes('href="#owner"')]).toEqual([409, true])
})
