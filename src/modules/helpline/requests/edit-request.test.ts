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
  expect((await site.get(ctx, at)).body).toContain('Test helpline, until someone takes it')
  await site.post(ctx, `${at}/take`, { seenOwner: '' })
  const letGo = await site.post(ctx, `${at}/edit`, { ...fields, words: 'Another' })
  expect([letGo.statusCode, letGo.body.includes('href="#owner"')]).toEqual([409, true])
})

it('a word in a late request is put right without planning it anew; another day gone by is refused, and nothing typed is lost', async () => {
  const world = await newWorld()
  const request = await aRequest(world, 'Ann Example')
  const { next_action_on: on } = await world.db.transaction(world.system, (tx) =>
    tx.selectFrom('request').select('next_action_on').executeTakeFirstOrThrow(),
  )
  const late = world.at('2026-01-20T10:00:00Z')
  const [site, ctx] = [await openSite(late), await late.as('helpline')]
  const send = (words: string, nextActionOn: string) => {
    const [year = '', month = '', day = ''] = nextActionOn.split('-')
    const typed = { 'nextActionOn-day': day, 'nextActionOn-month': month, 'nextActionOn-year': year }
    return site.post(ctx, `/requests/${request.reference}/edit`, {
      needs: 'data',
      owner: '',
      nextAction: 'Ring Ann',
      words,
      ...typed,
    })
  }
  expect((await send('A card for her tablet', String(on))).statusCode).toBe(303)
  const refused = await send('Kept words', '2026-01-19')
  expect([refused.statusCode, refused.body.includes('Kept words')]).toEqual([409, true])
  expect(refused.body).toContain('Choose today or a later day')
  expect((await site.get(ctx, `/requests/${request.reference}`)).body).toContain('A card for her tablet')
})
