import { expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { inside, setUp } from './desk-trial'

/** Where an answer leads, below the alliance's address. */
const below = ({ headers }: { readonly headers: { readonly location?: unknown } }): string =>
  String(headers.location).replace(/^\/[^/]+/, '')

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

it('a worry in the middle of a call keeps the call first, with a script or without, and leads back to it', async () => {
  const { ctx, site, person } = await setUp()
  const [draft, incoming] = [newId(), newId()]
  const typed = {
    person: person.reference,
    incoming,
    notes: 'Her own words',
    needs: 'task',
    next: 'other',
    nextWords: 'The bill',
  }
  const left = await site.post(ctx, `/calls/drafts/${draft}`, { submission: draft, ...typed, worried: 'yes' })
  expect(left.statusCode).toBe(303)
  const path = below(left)
  expect(path).toBe(`/concerns/new?person=${person.reference}&draft=${draft}&incoming=${incoming}`)
  const back = `/calls/new?draft=${draft}&amp;person=${person.reference}&amp;incoming=${incoming}`
  const asked = (await site.get(ctx, path)).body
  expect(asked).toContain(`${person.reference} is Ann Example.`)
  expect(asked).toContain(back)
  // Words that are missing keep the way back too.
  const wrong = await site.post(ctx, path, { words: '', saidAbout: person.reference })
  expect([wrong.statusCode, wrong.body.includes(back)]).toEqual([422, true])
  const told = await site.post(ctx, path, { words: 'Someone shouted', saidAbout: person.reference })
  expect(below(told)).toBe(`/concerns/told?draft=${draft}&person=${person.reference}&incoming=${incoming}`)
  expect((await site.get(ctx, below(told))).body).toContain(back)
  const desk = (await site.get(ctx, back.replaceAll('&amp;', '&'))).body
  for (const words of ['Her own words', 'value="The bill"', `name="incoming" value="${incoming}"`, 'Ann Example'])
    expect(desk).toContain(words)
  expect(desk).toMatch(/name="needs" value="task"[^>]* checked/)
})

it('when the call cannot be kept they come to the form all the same, who to ring first, and to no call that is not there', async () => {
  const { world, ctx, site, person } = await setUp()
  const [draft, incoming] = [newId(), newId()]
  const typed = { submission: draft, person: person.reference, incoming, notes: 'Her own words', worried: 'yes' }
  await site.post(ctx, `/calls/drafts/${draft}`, typed)
  const apart = {
    alliance_id: world.allianceId,
    person_id: person.id,
    why: 'A relative',
    since: new Date('2025-11-05T10:00:00Z'),
  }
  await inside(world, (tx) => tx.insertInto('restricted_person').values(apart).execute())
  for (const id of [draft, newId(), 'nonsense']) {
    const left = await site.post(ctx, `/calls/drafts/${id}`, typed)
    expect([left.statusCode, below(left)], id).toEqual([303, `/concerns/new?person=${person.reference}`])
    const asked = await site.get(ctx, below(left))
    expect([asked.statusCode, asked.body.includes('999'), asked.body.includes('Back to the call')]).toEqual([200, true, false])
    expect(asked.body).not.toContain('Ann Example')
    const told = await site.post(ctx, below(left), { words: 'Someone shouted', saidAbout: person.reference })
    expect(below(told)).toBe('/concerns/told')
  }
  const concerns = await inside(world, (tx) => tx.selectFrom('concern').select('person_id').execute())
  expect(concerns).toEqual([1, 2, 3].map(() => ({ person_id: person.id })))
  // The script, which stays at the desk, is still told that nothing was kept; whoever puts the call aside has their words to copy.
  expect((await site.post(ctx, `/calls/drafts/${draft}`, { ...typed, worried: '' })).statusCode).toBe(404)
  const aside = await site.post(ctx, `/calls/drafts/${draft}`, { ...typed, worried: '', aside: 'yes' })
  expect([aside.statusCode, aside.body.includes('Her own words'), aside.body.includes('Ann Example')]).toEqual([404, true, false])
})

it('a call that is recorded already is no way back either', async () => {
  const { ctx, site, send, person } = await setUp()
  const draft = newId()
  await send({ submission: draft, next: 'ring' })
  const typed = { submission: draft, person: person.reference, worried: 'yes' }
  expect(below(await site.post(ctx, `/calls/drafts/${draft}`, typed))).toBe(`/concerns/new?person=${person.reference}`)
})

it('of a caller nobody knows yet too; a call that is not this worker’s is not kept, and nobody else is shown a way to it', async () => {
  const { world, ctx, site } = await setUp()
  const draft = newId()
  const typed = { submission: draft, name: 'Cal Example', notes: 'His words', worried: 'yes' }
  const left = await site.post(ctx, `/calls/drafts/${draft}`, typed)
  expect(below(left)).toBe(`/concerns/new?draft=${draft}`)
  expect((await site.get(ctx, `/calls/new?draft=${draft}`)).body).toContain('value="Cal Example"')
  expect((await site.get(ctx, '/calls/unfinished')).body).toContain('Cal Example')
  const other = await world.as('coordinator')
  expect(below(await site.post(other, `/calls/drafts/${draft}`, typed))).toBe('/concerns/new')
  for (const query of ['', '?draft=nonsense'])
    expect((await site.get(ctx, `/concerns/new${query}`)).body).not.toContain('Back to the call')
  expect((await site.get(await world.as('champion'), below(left))).body).not.toContain('Back to the call')
})

it('Enter in a field of the call saves the call: it is the first button of its form', async () => {
  const { ctx, site } = await setUp()
  const { body } = await site.get(ctx, '/calls/new')
  const form = body.slice(body.indexOf('id="call-form"'))
  expect(form.indexOf('Save and end call')).toBeLessThan(form.indexOf('name="worried"'))
  expect(body.slice(0, body.indexOf('id="call-form"'))).not.toContain('form="call-form" name="worried"')
  expect(body.match(/name="worried"/g)).toHaveLength(1)
})

it('whoever counts calls and may raise no concern is offered none', async () => {
  const { world, site, send } = await setUp()
  await send({ next: 'ring' })
  expect((await site.get(await world.as('admin'), '/calls')).statusCode).toBe(403)
  expect((await site.get(await world.as('lead'), '/calls')).body).toContain('/concerns/new?')
})
