import { describe, expect, it } from 'vitest'
import { personForm, recordPerson } from '#modules/people'
import { newId } from '#platform/ids'
import { got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { recordRequest } from '../requests/record-request'
import { inside } from './desk-trial'

const typed = {
  ...{ name: 'Wendy Exampel', phones: '0161 496 0187', postcode: 'SK1 1AA', safeContact: 'Not after five' },
  ...{
    notes: 'Her tablet is full',
    needs: 'data',
    next: 'other',
    nextOn: '2025-11-07',
    nextWords: 'Post the card',
    minutes: '3',
  },
}

/** Wendy is known and has asked before; a worker types her as somebody new, and the desk asks whether it is her. */
const setUp = async () => {
  const world = await newWorld()
  const desk = await world.as('helpline')
  const wendy = got(await recordPerson(desk, personForm.parse({ name: 'Wendy Example', phones: '0161 496 0187' })))
  const ring = { person: wendy.id, why: 'The card for her tablet' }
  const asked = { personId: wendy.id, source: 'call' as const, words: '', needs: ['data' as const], barriers: [], ring }
  const request = got(await recordRequest(desk, { ...asked, nextAction: 'Ring her', nextActionOn: '2025-11-06' }))
  const site = await openSite(world)
  const submission = newId()
  const send = (fields: Record<string, string>) => site.post(desk, '/calls/new', { submission, ...typed, ...fields })
  const maybe = (await send({})).body
  /** The desk's own page says that it asked; the choice goes with that. */
  const marker = Object.fromEntries(
    [...maybe.matchAll(/<input type="hidden" name="(\w+)" value="(\w+)" form="call-form"/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  ) as Record<string, string>
  const yes = (fields: Record<string, string> = {}) => send({ person: wendy.reference, ...marker, ...fields })
  const counts = () =>
    inside(world, async (tx) => ({
      people: (await tx.selectFrom('person').select('id').execute()).length,
      requests: (await tx.selectFrom('request').select('id').execute()).length,
      calls: (await tx.selectFrom('call').select('id').execute()).length,
    }))
  const follow = async (answer: { headers: Record<string, unknown> }) =>
    (await site.get(desk, String(answer.headers.location).slice(`/${world.slug}`.length))).body
  return { world, desk, site, wendy, request, send, yes, counts, follow, maybe, submission }
}

describe('“Yes, it is Wendy”', () => {
  it('shows what is open for her and what we promised, with all that was typed, and saves nothing yet', async () => {
    const { yes, counts, follow, request, wendy, maybe } = await setUp()
    expect(maybe).toContain('You see what is open for them before the call is saved.')
    const answer = await yes()
    expect(answer.statusCode).toBe(303)
    expect(await counts()).toEqual({ people: 1, requests: 1, calls: 0 })
    const body = await follow(answer)
    expect(body).toContain('On the line: Wendy Example')
    expect(body).toContain('This call is not saved yet')
    expect(body).toContain('We owe them a call')
    expect(body).toContain('The card for her tablet')
    expect(body).toMatch(new RegExp(`name="request".*<option value="${request.reference}" selected`, 's'))
    expect(body).toContain(`name="person" value="${wendy.reference}"`)
    for (const kept of ['Her tablet is full', 'value="Post the card"', 'value="SK1 1AA"', 'value="Not after five"'])
      expect(body).toContain(kept)
    expect(body).toMatch(/name="phones"[^>]*value="0161 496 0187"/)
    expect(body).toMatch(/name="needs" value="data"[^>]* checked/)
    expect(body).toMatch(/name="next" value="other"[^>]* checked/)
    expect(body).not.toContain('chosenNow')
  })

  it('saved from there, it goes on with the request she has, and what she said is added to what we know', async () => {
    const { world, desk, site, yes, send, counts, request, wendy } = await setUp()
    await yes()
    const saved = await send({ person: wendy.reference, request: request.reference })
    expect(saved.headers.location).toContain(`/requests/${request.reference}`)
    expect(await counts()).toEqual({ people: 1, requests: 1, calls: 1 })
    expect((await site.get(desk, `/people/${wendy.reference}`)).body).toContain('Not after five')
    expect(await inside(world, (tx) => tx.selectFrom('call_draft').select('id').execute())).toEqual([])
    // Pressed once more, such as from the page before: the same answer, and nothing new.
    expect((await yes()).headers.location).toBe(saved.headers.location)
    expect(await counts()).toEqual({ people: 1, requests: 1, calls: 1 })
  })

  it('gone back to once it is saved, the address begins a new call, and does not say that this one is not saved', async () => {
    const { desk, site, world, yes, send, wendy, submission } = await setUp()
    const address = String((await yes()).headers.location).slice(`/${world.slug}`.length)
    expect((await site.get(desk, address)).body).toContain(`name="submission" value="${submission}"`)
    expect((await send({ person: wendy.reference, request: 'new' })).statusCode).toBe(303)
    const { body } = await site.get(desk, address)
    expect(body).toContain('On the line: Wendy Example')
    expect(body).not.toContain('This call is not saved yet')
    expect(body).not.toContain(submission)
  })

  it('with something still to put right, the page that says so is hers already, and saves', async () => {
    const { yes, send, counts, request, wendy } = await setUp()
    const wrong = await yes({ minutes: 'ten' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('On the line: Wendy Example')
    expect(wrong.body).toContain(`value="${request.reference}"`)
    expect(wrong.body).not.toContain('chosenNow')
    expect((await send({ person: wendy.reference, request: request.reference })).statusCode).toBe(303)
    expect(await counts()).toEqual({ people: 1, requests: 1, calls: 1 })
  })

  it('“No, add a new person” saves at once', async () => {
    const { yes, counts } = await setUp()
    expect((await yes({ person: 'new' })).headers.location).toContain('/requests/R-')
    expect(await counts()).toEqual({ people: 2, requests: 2, calls: 1 })
  })

  it('whoever is nobody is refused, and nothing is written', async () => {
    const { yes, counts } = await setUp()
    expect((await yes({ person: 'P-999999' })).statusCode).toBe(404)
    expect(await counts()).toEqual({ people: 1, requests: 1, calls: 0 })
  })

  it('chosen and not saved yet, the call is kept as it is typed, and can be put aside, whatever was chosen', async () => {
    const { desk, site, follow, submission, wendy } = await setUp()
    for (const person of [wendy.reference, 'new']) {
      const kept = { ...typed, person, chosenNow: 'yes' }
      expect((await site.post(desk, `/calls/drafts/${submission}`, { ...kept, turn: '1' })).statusCode).toBe(200)
      const aside = await site.post(desk, `/calls/drafts/${submission}`, { ...kept, aside: 'yes' })
      expect(aside.statusCode).toBe(303)
      expect(await follow(aside)).toContain(person === 'new' ? 'Wendy Exampel' : 'Wendy Example')
    }
  })
})
