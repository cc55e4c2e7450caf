import { expect, it } from 'vitest'
import { inside, setUp } from './desk-trial'

it('a worry about a call is one press away: in the list of calls, on the person’s page and on the request’s', async () => {
  const { world, ctx, site, send, person } = await setUp()
  await send({ next: 'ring' })
  const [call] = await inside(world, (tx) => tx.selectFrom('call').select('id').execute())
  const [request] = await inside(world, (tx) => tx.selectFrom('request').select('reference').execute())
  const link = `/${world.slug}/concerns/new?person=${person.reference}&amp;call=${call?.id}`
  for (const path of ['/calls', `/people/${person.reference}`, `/requests/${request?.reference}`])
    expect((await site.get(ctx, path)).body, path).toContain(link)
  const page = await site.get(ctx, link.replace(`/${world.slug}`, '').replace('&amp;', '&'))
  expect(page.body).toContain(`value="${call?.id}"`)
  expect((await site.get(ctx, '/calls?format=csv')).body.split('\n')[0]).not.toContain('Safety')
  const sent = await site.post(ctx, '/concerns/new', {
    words: 'Someone shouted',
    saidAbout: person.reference,
    call: String(call?.id),
  })
  expect(sent.statusCode).toBe(303)
  const [concern] = await inside(world, (tx) =>
    tx.selectFrom('concern').select(['about_type', 'about_id', 'person_id']).execute(),
  )
  expect(concern).toEqual({ about_type: 'call', about_id: call?.id, person_id: person.id })
})

it('whoever counts calls and may raise no concern is offered none', async () => {
  const { world, site, send } = await setUp()
  await send({ next: 'ring' })
  expect((await site.get(await world.as('admin'), '/calls')).statusCode).toBe(403)
  expect((await site.get(await world.as('lead'), '/calls')).body).toContain('/concerns/new?')
})
