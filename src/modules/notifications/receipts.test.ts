import { describe, expect, it } from 'vitest'
import type { Ctx } from '#platform/command'
import { houseOf } from '#platform/house'
import { newId } from '#platform/ids'
import { newWorld, type World } from '#test/world'
import { due, goOn, MOBILE, newTrial, noticeTo, someone, type Trial, told, written } from './engine-trial'
import { askLettersBy } from './letters/ask-letters'
import { type MessageStatus, messageMoves } from './message.moves'
import { RECEIPT_STATUSES, type ReceiptStatus, receiveReceipt } from './receive-receipt'

const AT = new Date('2025-11-05T10:01:00Z')
const receipt = (reference: string | null, status: ReceiptStatus, providerId = 'theirs') => ({
  ...{ provider: 'notify', reference, providerId, status, at: AT },
})

const sent = async (who: Parameters<typeof someone>[1] = { email: 'rita@example.org', ways: ['text', 'email'] }) => {
  const [world, trial] = [await newWorld(), newTrial()]
  const person = await someone(world, who)
  await told(world.system, noticeTo(person))
  await goOn(world, trial)
  return { world, trial, person, id: trial.got[0]?.id ?? '' }
}
const settled = async (world: World, trial: Trial) => {
  await goOn(world, trial)
  return written(world)
}

describe('a letter that another prints', () => {
  const posted = async () => {
    const made = await sent({ ways: ['letter'], address: '1 Test Road' })
    const ask = () => askLettersBy(async () => made.trial.ways)(made.world.system, {}, houseOf(made.trial.modules))
    return { ...made, ask }
  }

  it('that is never printed is told another way', async () => {
    const { world, trial, ask } = await posted()
    expect(trial.got).toMatchObject([{ way: 'letter' }])
    await ask()
    expect((await written(world)).messages).toMatchObject([{ status: 'sent' }])
    trial.says.became = () => 'failed'
    await ask()
    const { messages, notices } = await settled(world, trial)
    expect(messages.map(({ way, status }) => `${way} ${status}`)).toEqual(['text sent', 'letter failed'])
    expect(notices).toMatchObject([{ status: 'told' }])
    // The address was not at fault
    expect(trial.noted.marked).toEqual([])
  })

  it('that is printed has gone, and is not asked after again; nor one of long ago', async () => {
    const { world, trial, ask } = await posted()
    let asked = 0
    trial.says.became = () => {
      asked++
      return 'gone'
    }
    const longAgo = world.at('2025-11-12T10:00:00Z').system
    await askLettersBy(async () => trial.ways)(longAgo, {}, houseOf(trial.modules))
    expect(asked).toBe(0)
    await ask()
    await ask()
    expect([asked, (await settled(world, trial)).messages[0]?.status]).toEqual([1, 'sent'])
  })
})

describe('what a provider says of a message', () => {
  it('delivered: it says so, once, on the journal', async () => {
    const { world, trial, id } = await sent()
    for (let turn = 0; turn < 3; turn++) await receiveReceipt(world.system, receipt(id, 'delivered'))
    const { messages, events, notices } = await settled(world, trial)
    expect(messages).toMatchObject([{ status: 'delivered', delivered_at: AT }])
    expect(notices).toMatchObject([{ status: 'told' }])
    expect(events).toEqual(['message.receipt', 'message.send'])
  })

  it('is found by the provider’s own id where it does not tell our reference back', async () => {
    const { world, trial } = await sent()
    const theirs = (await written(world)).messages[0]?.provider_id ?? ''
    expect(await receiveReceipt(world.system, receipt(null, 'delivered', theirs))).toMatchObject({
      ok: true,
      value: { known: true },
    })
    expect((await settled(world, trial)).messages).toMatchObject([{ status: 'delivered' }])
  })

  it.each(RECEIPT_STATUSES)('%s of a message nobody knows changes nothing', async (status) => {
    const world = await newWorld()
    for (const reference of [null, 'x', newId()]) {
      expect(await receiveReceipt(world.system, receipt(reference, status))).toMatchObject({ ok: true, value: { known: false } })
    }
    expect((await written(world)).events).toEqual([])
  })

  it('of another alliance’s message changes nothing', async () => {
    const [{ world, id }, other] = [await sent(), await newWorld()]
    expect(await receiveReceipt(other.system, receipt(id, 'permanent_failure'))).toMatchObject({
      ok: true,
      value: { known: false },
    })
    expect((await written(world)).messages).toMatchObject([{ status: 'sent' }])
  })

  it('may come only from the system, which has proved the sender', async () => {
    const { world, id } = await sent()
    expect(await receiveReceipt(world.public, receipt(id, 'delivered'))).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await receiveReceipt(await world.as('admin'), receipt(id, 'delivered'))).toMatchObject({
      ok: false,
      code: 'forbidden',
    })
  })

  const inHand = (world: World, person: string, { actor }: Ctx, openedAt = AT) =>
    world.db.transaction(world.system, (tx) =>
      tx
        .insertInto('request')
        .values({
          ...{ alliance_id: world.allianceId, id: newId(), person_id: person, status: 'in_hand', source: 'call' },
          ...{ owner_id: actor.accountId, next_action: 'Ring', next_action_on: '2025-11-06' },
          ...{ opened_at: openedAt, opened_on: '2025-11-05' },
        })
        .execute(),
    )
  const leaves = (world: World, { actor }: Ctx) =>
    world.db.transaction(world.system, (tx) =>
      tx.updateTable('account').set({ closed_at: AT }).where('id', '=', String(actor.accountId)).execute(),
    )
  const staffTold = async (world: World) =>
    (await world.db.transaction(world.system, (tx) => tx.selectFrom('staff_notice').select('account_id').execute())).map(
      ({ account_id }) => account_id,
    )

  it('never arrives there, and whoever had the request has left: the helpline is told, or who has an older one', async () => {
    for (const older of [false, true]) {
      const { world, trial, person, id } = await sent()
      const [gone, helpline, stays] = [await world.as('coordinator'), await world.as('helpline'), await world.as('librarian')]
      if (older) await inHand(world, person, stays)
      await inHand(world, person, gone, new Date(AT.getTime() + 60_000))
      await leaves(world, gone)
      await receiveReceipt(world.system, receipt(id, 'permanent_failure'))
      await settled(world, trial)
      expect(await staffTold(world)).toEqual([(older ? stays : helpline).actor.accountId])
    }
  })

  it('never arrives there: the number is marked, whoever owns the request is told, and it goes the next way', async () => {
    const { world, trial, person, id } = await sent()
    const helpline = await world.as('helpline')
    await inHand(world, person, helpline)
    await world.as('helpline', 'coordinator')
    await receiveReceipt(world.system, receipt(id, 'permanent_failure'))
    const { messages, notices } = await settled(world, trial)
    expect(trial.noted.marked).toEqual([{ person, way: 'phone', address: MOBILE, what: 'failed' }])
    expect(messages.map(({ way, status }) => [way, status])).toEqual([
      ['text', 'failed'],
      ['email', 'sent'],
    ])
    expect(notices).toMatchObject([{ status: 'told' }])
    expect(await staffTold(world)).toEqual([helpline.actor.accountId])
  })

  it.each(['temporary_failure', 'technical_failure'] as const)(
    '%s: nothing is marked, and it goes the next way',
    async (status) => {
      const { world, trial, id } = await sent()
      await receiveReceipt(world.system, receipt(id, status))
      await settled(world, trial)
      expect(trial.noted.marked).toEqual([])
      expect(trial.got.map(({ way }) => way)).toEqual(['text', 'email'])
    },
  )

  it('failed with nothing else left: a call', async () => {
    const { world, trial, id } = await sent({ phones: [MOBILE, '+441614960123'] })
    await receiveReceipt(world.system, receipt(id, 'permanent_failure'))
    const { notices, calls } = await settled(world, trial)
    expect([notices[0]?.status, calls.length]).toEqual(['to_call', 1])
  })

  it('out of order: delivered and then “sending”, or a failure after it, is still delivered', async () => {
    const { world, trial, id } = await sent()
    for (const status of ['delivered', 'sending', 'temporary_failure', 'permanent_failure'] as const) {
      await receiveReceipt(world.system, receipt(id, status))
    }
    const { messages } = await settled(world, trial)
    expect(messages).toMatchObject([{ status: 'delivered', failed_at: null }])
    expect([trial.got.length, trial.noted.marked]).toEqual([1, []])
  })

  it('delivered after it had failed: what was planned instead does not go', async () => {
    const { world, trial, id } = await sent()
    trial.says.send = () => ({ kind: 'later', why: 'busy' })
    await receiveReceipt(world.system, receipt(id, 'temporary_failure'))
    await goOn(world, trial)
    trial.says.send = undefined as never
    await receiveReceipt(world.system, receipt(id, 'delivered'))
    const { messages, notices } = await settled(world.at('2025-11-05T10:30:00Z'), trial)
    expect(messages.map(({ way, status }) => [way, status])).toEqual([
      ['text', 'delivered'],
      ['email', 'cancelled'],
    ])
    expect([notices[0]?.status, trial.got.length]).toEqual(['told', 1])
  })

  it('before we had written that it went: that is proof enough', async () => {
    const [world, trial] = [await newWorld(), newTrial({ cannotFind: true })]
    await told(world.system, noticeTo(await someone(world)))
    trial.says.send = () => ({ kind: 'unknown', why: 'no answer' })
    await goOn(world, trial)
    const [message] = (await written(world)).messages
    await receiveReceipt(world.system, receipt(message?.id ?? '', 'sending'))
    const { messages, notices } = await settled(world.at('2025-11-05T10:30:00Z'), trial)
    expect([messages[0]?.status, notices[0]?.status]).toEqual(['sent', 'told'])
  })

  it('what was answered already is not told again', async () => {
    const [world, trial] = [await newWorld(), newTrial()]
    await told(world.system, noticeTo(await someone(world, { email: 'x@example.org' }), { template: due }))
    await goOn(world, trial)
    await world.db.transaction(world.system, (tx) => tx.updateTable('notice').set({ answered_at: AT }).execute())
    await receiveReceipt(world.system, receipt(trial.got[0]?.id ?? '', 'temporary_failure'))
    await settled(world, trial)
    expect(trial.got).toHaveLength(1)
  })
})

describe('every status a receipt may not change', () => {
  const statuses = [
    'planned',
    'sending',
    'sent',
    'delivered',
    'unsure',
    'failed',
    'cancelled',
  ] as const satisfies readonly MessageStatus[]
  const moveOf = { delivered: messageMoves.deliver, permanent_failure: messageMoves.fail, sending: messageMoves.send } as const
  const cases = Object.entries(moveOf).flatMap(([status, { from, to }]) =>
    statuses
      .filter((one) => !(from as readonly string[]).includes(one) && one !== to)
      .map((one) => [status as keyof typeof moveOf, one] as const),
  )
  it.each(cases)('%s leaves one that is %s', async (status, was) => {
    const { world, id } = await sent()
    await world.db.transaction(world.system, (tx) => tx.updateTable('message').set({ status: was }).execute())
    await receiveReceipt(world.system, receipt(id, status))
    expect((await written(world)).messages).toMatchObject([{ status: was }])
  })
})
