import { describe, expect, it } from 'vitest'
import { configureMail } from '#modules/notifications'
import { newId } from '#platform/ids'
import { inside, owed, setUp } from '../calls/desk-trial'
import { endStuckCallsOfAll } from './end-stuck-calls'

const TWILIO = { text_by: 'twilio', twilio_account: `AC${'0'.repeat(32)}`, twilio_token_sealed: 'x' }

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

  it.each([
    [
      'a text shows who we are',
      { text_by: 'notify', notify_key_sealed: 'x', notify_text_template: newId() },
      'We know no way to reach them',
    ],
    ['a text from a service of numbers shows who we are', { ...TWILIO, twilio_sender: 'MG1' }, 'We know no way to reach them'],
    ['a text from a plain number does not', { ...TWILIO, twilio_sender: '+447700900999' }, 'See if they answered our letter'],
  ])('where we go by another name and %s, the request says what is left', async (_what, ways, words) => {
    const { world, send, person } = await setUp()
    await send({ next: 'ring', nextOn: '2025-11-05', nextWords: 'The tablet' })
    const own = { alliance_id: world.allianceId }
    const usual = { email_by: 'none', letter_by: 'print', changed_at: new Date() }
    await inside(world, async (tx) => {
      await tx
        .insertInto('safe_contact_plan')
        .values({ ...own, person_id: person.id, our_name: 'Sam', never_text: false, made_at: new Date() })
        .execute()
      await tx
        .insertInto('message_ways')
        .values({ ...own, ...usual, ...ways })
        .execute()
      await tx.updateTable('person').set({ do_not_call: true, address: '' }).execute()
      await tx.updateTable('person_phone').set({ number: '+447700900123' }).execute()
    })
    const from = { smtpUrl: undefined, mailFrom: 'x@localhost' }
    configureMail({ demo: false, ...from }, () => {})
    try {
      await endStuckCallsOfAll(world.system)
    } finally {
      configureMail({ demo: true, ...from }, () => {})
    }
    const { next_action } = await inside(world, (tx) => tx.selectFrom('request').selectAll().executeTakeFirstOrThrow())
    expect(next_action).toContain(words)
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
