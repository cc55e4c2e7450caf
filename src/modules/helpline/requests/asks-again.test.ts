import { describe, expect, it } from 'vitest'
import { askForCallBack } from '#modules/callbacks'
import { giveConsent } from '#modules/people'
import { command } from '#platform/command'
import { done } from '#platform/outcome'
import { got } from '#test/helping'
import { recordRequest } from './record-request'
import { asked, inside, requestOf } from './who-asks-trial'

const STOP = 'They asked us to stop: no calls and no messages. Close this'
const AGAIN = 'They do agree that we keep in touch. Ask what they need now'
const HOLD = { purpose: 'hold', partner: null, how: 'spoken', givenOn: '2025-11-01', onBehalf: '', endsOn: null } as const

const promise = command('call-back.ask', async (work, { person, request }: { person: string; request: string }) => {
  await askForCallBack(work, { person, about: { type: 'request', id: request }, why: 'We said so', cause: `again ${request}` })
  return done(null)
})

/** Someone with an open request took consent back, and asks again by a form, where they agree. */
const tookBackAndAsks = async () => {
  const all = await asked()
  const { world, desk, person, site, reference } = all
  const earlier = { words: '', needs: ['data' as const], barriers: [], nextAction: 'Ring', nextActionOn: '2025-11-06' }
  const old = got(await recordRequest(desk, { ...earlier, personId: person.id, source: 'desk' }))
  got(await giveConsent(desk, { ...HOLD, reference: person.reference }))
  const consent = await inside(world, (tx) =>
    tx.selectFrom('consent').select('id').where('person_id', '=', person.id).executeTakeFirstOrThrow(),
  )
  expect((await site.post(desk, `/consents/${consent.id}/withdraw`, { how: 'spoken' })).statusCode).toBe(303)
  const form = await requestOf(world, reference)
  const newcomer = await inside(world, (tx) =>
    tx.selectFrom('person').select('reference').where('id', '=', form.person_id).executeTakeFirstOrThrow(),
  )
  const later = world.at('2025-11-05T11:00:00Z')
  got(await giveConsent(await later.as('helpline'), { ...HOLD, givenOn: '2025-11-05', reference: newcomer.reference }))
  const says = (request: string) =>
    inside(world, async (tx) => {
      const query = tx.selectFrom('request').select('next_action').where('reference', '=', request)
      return (await query.executeTakeFirstOrThrow()).next_action
    })
  const apart = async () => {
    const { id } = await inside(world, (tx) => tx.selectFrom('person_merge').select('id').executeTakeFirstOrThrow())
    expect((await site.post(await world.as('coordinator'), `/merges/${id}/undo`, {})).statusCode).toBe(303)
  }
  return { ...all, old, form, says, apart }
}

describe('who took consent back asks again by a form and is recognised', () => {
  it('their older requests do not go on saying that they asked us to stop', async () => {
    const { person, look, old, says } = await tookBackAndAsks()
    expect(await says(old.reference)).toBe(STOP)
    expect((await look(person.reference)).statusCode).toBe(303)
    expect(await says(old.reference)).toBe(AGAIN)
  })

  it('it was somebody else: taken apart, their requests say stop again, and a ring promised meanwhile is called off', async () => {
    const { world, person, reference, look, old, form, says, apart } = await tookBackAndAsks()
    expect((await look(person.reference)).statusCode).toBe(303)
    const desk = await world.at('2025-11-05T12:00:00Z').as('helpline')
    for (const request of [old.id, form.id]) got(await promise(desk, { person: person.id, request }))
    await apart()
    expect([await says(old.reference), await says(reference)]).toEqual([STOP, 'Ring them'])
    const calls = await inside(world, (tx) => tx.selectFrom('call_back').select(['about_id', 'status']).execute())
    expect(calls.find(({ about_id }) => about_id === old.id)?.status).toBe('called_off')
    expect(calls.find(({ about_id }) => about_id === form.id)?.status).toBe('waiting')
  })

  it('of someone who has died nothing says to ask them what they need', async () => {
    const { world, person, look, old, says } = await tookBackAndAsks()
    await inside(world, (tx) => tx.updateTable('person').set({ has_died: true }).where('id', '=', person.id).execute())
    await look(person.reference)
    expect(await says(old.reference)).not.toBe(AGAIN)
  })
})
