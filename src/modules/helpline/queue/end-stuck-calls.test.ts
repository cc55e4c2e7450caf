import { describe, expect, it } from 'vitest'
import { inside, owed, setUp } from '../calls/desk-trial'
import { endStuckCallsOfAll } from './end-stuck-calls'

describe('writing instead of ringing', () => {
  it('two calls given up on one day are one letter', async () => {
    const { world, ctx, send, person } = await setUp()
    await send({ next: 'ring' })
    await send({ next: 'ring', nextWords: 'Another thing', request: 'new' })
    const backs = (await owed(world)).map(({ id }) => id)
    expect(backs).toHaveLength(2)
    await inside(world, (tx) => tx.updateTable('call_back').set({ due_from: ctx.clock.now() }).execute())
    await send({ direction: 'out', result: 'wrong_number', next: 'queue', callBacks: backs })
    expect((await owed(world)).map(({ status }) => status)).toEqual(['gave_up', 'gave_up'])
    const notices = await inside(world, (tx) => tx.selectFrom('notice').select(['template', 'person_id']).execute())
    expect(notices).toEqual([{ template: 'could-not-reach', person_id: person.id }])
  })

  it('we write once to someone we cannot ring, and their request waits to hear', async () => {
    const { world, send, person } = await setUp()
    await send({ next: 'ring', nextOn: '2025-11-05', nextWords: 'The tablet' })
    await inside(world, (tx) => tx.updateTable('person').set({ do_not_call: true }).execute())
    for (const day of ['05', '06']) await endStuckCallsOfAll(world.at(`2025-11-${day}T10:00:00Z`).system)
    expect(await owed(world)).toMatchObject([{ status: 'gave_up', tries: 0 }])
    const notices = await inside(world, (tx) => tx.selectFrom('notice').select(['template', 'person_id']).execute())
    expect(notices).toEqual([{ template: 'cannot-ring', person_id: person.id }])
    expect(await inside(world, (tx) => tx.selectFrom('request').selectAll().executeTakeFirstOrThrow())).toMatchObject({
      next_action: 'See if they answered our letter. The tablet',
    })
  })

  it.each([
    ['no address', {}, 'We know no way to reach them: find one, or close this. The tablet', '2025-11-05'],
    ['a mobile that takes texts', { number: '+447700900123' }, 'See if they answered our letter. The tablet', '2025-11-15'],
  ])('the request of someone we cannot ring, with %s, says what is left', async (_what, phone, next_action, next_action_on) => {
    const { world, send } = await setUp()
    await send({ next: 'ring', nextOn: '2025-11-05', nextWords: 'The tablet' })
    await inside(world, async (tx) => {
      await tx.updateTable('person').set({ do_not_call: true, address: '' }).execute()
      if ('number' in phone) await tx.updateTable('person_phone').set(phone).execute()
    })
    await endStuckCallsOfAll(world.system)
    expect(await inside(world, (tx) => tx.selectFrom('request').selectAll().executeTakeFirstOrThrow())).toMatchObject({
      ...{ next_action, next_action_on },
    })
  })

  it('where we go by another name, neither ours nor our number is in it', async () => {
    const { world, send, person } = await setUp()
    await inside(world, (tx) => tx.updateTable('alliance').set({ helpline_number: '+441614960100' }).execute())
    await send({ next: 'ring', nextOn: '2025-11-05', nextWords: 'The tablet' })
    const plan = { alliance_id: world.allianceId, person_id: person.id, our_name: 'Sam', made_at: new Date() }
    await inside(world, async (tx) => {
      await tx.insertInto('safe_contact_plan').values(plan).execute()
      await tx.updateTable('person').set({ do_not_call: true }).execute()
    })
    await endStuckCallsOfAll(world.system)
    const notice = await inside(world, (tx) => tx.selectFrom('notice').select('personalisation').executeTakeFirstOrThrow())
    expect(notice.personalisation).toMatchObject({ alliance: 'Sam', helpline: 'the number you have for us' })
  })
})
