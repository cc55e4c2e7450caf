import { describe, expect, it } from 'vitest'
import { openSite } from '#test/site'
import { inside, owed, setUp } from './desk-trial'

/** Somebody we said we would ring on the 6th; the desk at the moment they are rung. */
const promised = async (plan?: { readonly day: string; readonly from: string; readonly until: string }) => {
  const { world, send, person } = await setUp()
  if (plan)
    await inside(world, (tx) =>
      tx
        .insertInto('safe_contact_plan')
        .values({
          ...{ alliance_id: world.allianceId, person_id: person.id, made_at: world.system.clock.now() },
          safe_windows: JSON.stringify([plan]),
        })
        .execute(),
    )
  expect((await send({ next: 'ring', ringOn: '2025-11-06', nextWords: 'The tablet' })).statusCode).toBe(303)
  const [ring] = await owed(world)
  const request = () =>
    inside(world, (tx) =>
      tx.selectFrom('request').select(['reference', 'next_action', 'next_action_on', 'status']).executeTakeFirstOrThrow(),
    )
  const { reference } = await request()
  /** Rings them at a moment, about that request. */
  const rung = async (moment: string, result: string, fields: Record<string, string> = {}) => {
    const then = world.at(moment)
    const [site, ctx] = [await openSite(then), await then.as('helpline')]
    const call = {
      person: person.reference,
      request: reference,
      direction: 'out',
      result,
      callBacks: String(ring?.id),
      next: 'queue',
    }
    const answer = await site.post(ctx, '/calls/new', { ...call, ...fields })
    expect(answer.statusCode, answer.body).toBe(303)
    return { ctx, site }
  }
  return { world, rung, request, reference, person }
}

const setStep = async ({ world }: Awaited<ReturnType<typeof promised>>, step: Record<string, string>) =>
  inside(world, (tx) => tx.updateTable('request').set(step).execute())

describe('a ring that nobody answered', () => {
  it('takes the next step of its request with it: neither is late, and the timeline says so', async () => {
    const all = await promised()
    const { ctx, site } = await all.rung('2025-11-06T10:00:00Z', 'no_answer')
    expect(await owed(all.world)).toMatchObject([{ status: 'waiting', due_from: new Date('2025-11-07T12:00:00Z') }])
    expect(await all.request()).toMatchObject({ next_action: 'Ring them back: The tablet', next_action_on: '2025-11-07' })
    const page = await site.get(ctx, `/people/${all.person.reference}`)
    expect(page.body).toContain(`Next step of ${all.reference} set for 7 November 2025`)
  })

  it('stands within their safe hours, a week later where only that is safe, and so does the step', async () => {
    const all = await promised({ day: 'thursday', from: '10:00', until: '12:00' })
    await all.rung('2025-11-06T10:30:00Z', 'no_answer')
    const [from, until] = ['2025-11-13T10:00:00Z', '2025-11-13T12:00:00Z'].map((time) => new Date(time))
    expect(await owed(all.world)).toMatchObject([{ due_from: from, due_until: until, tries: 1 }])
    expect(await all.request()).toMatchObject({ next_action_on: '2025-11-13' })
  })

  it.each([
    ['asked to ring again', 'call_again', '2025-11-06T11:00:00Z', '2025-11-07'],
    ['needing a language line late in the day', 'language_line', '2025-11-06T19:50:00Z', '2025-11-07'],
    ['needing one by day, it is rung again that day', 'language_line', '2025-11-06T11:00:00Z', '2025-11-06'],
  ])('so does one put off: %s', async (_what, result, moment, on) => {
    const all = await promised()
    await all.rung(moment, result)
    expect((await owed(all.world))[0]?.due_from.toISOString().slice(0, 10)).toBe(on)
    expect(await all.request()).toMatchObject({ next_action_on: on })
  })

  it('rung some days late, the step that was late with it goes with it', async () => {
    const all = await promised()
    await all.rung('2025-11-11T10:00:00Z', 'voicemail')
    expect(await all.request()).toMatchObject({ next_action_on: '2025-11-12' })
  })

  it('leaves a step for another day, and one that this very call planned', async () => {
    const all = await promised()
    await setStep(all, { next_action: 'Post the form', next_action_on: '2025-11-05' })
    await all.rung('2025-11-06T10:00:00Z', 'no_answer')
    expect(await all.request()).toMatchObject({ next_action: 'Post the form', next_action_on: '2025-11-05' })
    await all.rung('2025-11-07T13:00:00Z', 'no_answer', { next: 'other', nextOn: '2025-11-07', nextWords: 'Send a letter' })
    expect(await all.request()).toMatchObject({ next_action: 'Send a letter', next_action_on: '2025-11-07' })
  })

  it.each(['Post the SIM card', 'Ring Age Example on 0161 496 0100: they have no email', 'Bring them the form'])(
    'leaves what is no ring to them, though it is for that very day: %s',
    async (step) => {
      const all = await promised()
      await setStep(all, { next_action: step })
      await all.rung('2025-11-06T10:00:00Z', 'no_answer')
      expect((await owed(all.world))[0]?.due_from).toEqual(new Date('2025-11-07T12:00:00Z'))
      expect(await all.request()).toMatchObject({ next_action: step, next_action_on: '2025-11-06' })
    },
  )

  it.each([
    'Ring them back',
    'Ring them: Age Example referred them',
    'Ring whoever asked: does the person agree?',
    'Ring back whoever asked: Which afternoon?',
    'Ask whether they agree that we help. Ring them back: The tablet',
    'ring them after lunch',
  ])('takes a ring with it, as it is written at the desk, by a form or by hand: %s', async (step) => {
    const all = await promised()
    await setStep(all, { next_action: step })
    await all.rung('2025-11-06T10:00:00Z', 'no_answer')
    expect(await all.request()).toMatchObject({ next_action: step, next_action_on: '2025-11-07' })
  })

  it('given up, what is left to do stands', async () => {
    const all = await promised()
    await all.rung('2025-11-06T10:00:00Z', 'no_answer')
    await all.rung('2025-11-07T13:00:00Z', 'no_answer')
    await all.rung('2025-11-10T17:00:00Z', 'no_answer')
    expect(await owed(all.world)).toMatchObject([{ status: 'gave_up' }])
    expect((await all.request()).next_action).toContain('See if they answered our letter')
  })
})
