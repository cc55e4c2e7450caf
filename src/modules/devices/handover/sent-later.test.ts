import { describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { cookieOf, openSite } from '#test/site'
import { newWorld } from '#test/world'
import { aPromisedLoan, collecting, standing } from '../lending-trial'

describe('a handover sent later', () => {
  it('twice by a phone that was offline is done once; a different one finds a conflict', async () => {
    const world = await newWorld()
    const loan = await aPromisedLoan(world)
    const ctx = await world.as('librarian')
    const site = await openSite(world)
    const cookies = await cookieOf(ctx)
    const send = (payload: Record<string, unknown>) =>
      site.app.inject({
        method: 'POST',
        url: `/${world.slug}/loans/${loan.reference}/handover`,
        cookies,
        headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
        payload,
      })
    const body = {
      ...{ id: newId(), conditionOut: 'good', dueOn: '2025-12-12', signedName: 'Ann Example', agree: 'yes' },
      ...{ kit: [], handedOn: '2025-11-05', where: 'doorstep' },
    }
    const wrong = await send({ ...body, signedName: '' })
    expect([wrong.statusCode, wrong.json()]).toMatchObject([422, { answer: 'wrong', fields: [{ field: 'signedName' }] }])
    const both = await Promise.all([send(body), send(body)])
    expect(both.map((reply) => reply.json().answer).toSorted()).toEqual(['applied', 'same'])
    expect((await send(body)).json()).toEqual({ answer: 'same' })
    const other = await send({ ...body, id: newId() })
    expect([other.statusCode, other.json()]).toMatchObject([
      409,
      { answer: 'conflict', why: 'moved-on', now: { status: 'on_loan', due_on: '2025-12-12' } },
    ])
    expect((await standing(world, loan)).actions).toEqual(['loan.collect', 'loan.promise'])
    const elsewhere = await newWorld()
    const foreign = await (await openSite(elsewhere)).app.inject({
      method: 'POST',
      url: `/${elsewhere.slug}/loans/${loan.reference}/handover`,
      cookies: await cookieOf(await elsewhere.as('librarian')),
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      payload: body,
    })
    expect(foreign.statusCode).toBe(404)
  })

  it('of a day before the device was put by is a conflict, and sent with the right day it is done', async () => {
    const world = await newWorld()
    const loan = await aPromisedLoan(world)
    const then = world.at('2025-11-08T10:00:00Z')
    const [site, cookies] = [await openSite(then), await cookieOf(await then.as('librarian'))]
    const send = (handedOn: string) =>
      site.app.inject({
        method: 'POST',
        url: `/${world.slug}/loans/${loan.reference}/handover`,
        ...{ cookies, headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' } },
        payload: { id: newId(), ...collecting(), strokes: '', agree: 'yes', kit: [], where: 'doorstep', handedOn },
      })
    const early = await send('2025-11-04')
    expect([early.statusCode, early.json()]).toMatchObject([
      409,
      {
        ...{ answer: 'conflict', why: 'before-put-by', now: { status: 'promised' } },
        says: 'It was put by on 5 November 2025. Enter that day or a later one',
      },
    ])
    expect((await standing(world, loan)).loan.signed_at).toBeNull()
    expect((await send('2025-11-06')).json()).toMatchObject({ answer: 'applied' })
    expect((await standing(world, loan)).loan.collected_on).toBe('2025-11-06')
  })
})
