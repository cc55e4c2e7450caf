import { describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { newWorld, type World } from '#test/world'
import { due, goOn, newTrial, noticeTo, plain, someone, type Trial, takeBack, told, written } from './engine-trial'
import { receiveReceipt } from './receive-receipt'

const NIGHT = '2025-11-05T22:00:00Z'
const MORNING = '2025-11-06T08:00:00Z'

describe('taking back what has not gone', () => {
  it('cancels what waits, and what shared a message with it goes without it', async () => {
    const [world, trial] = [await newWorld(), newTrial()]
    const person = await someone(world)
    const [one, other] = [
      noticeTo(person, { template: due }),
      noticeTo(person, { template: due, personalisation: { device: 'SIM' } }),
    ]
    await told(world.system, one, other)
    trial.says.send = () => ({ kind: 'later', why: 'busy' })
    await goOn(world, trial)
    expect((await written(world)).messages).toMatchObject([{ status: 'planned' }])
    expect(await takeBack(world.system, one.about)).toMatchObject({ ok: true, value: 1 })
    trial.says.send = undefined as never
    await goOn(world, trial)
    const { notices, messages, events } = await written(world)
    expect(messages.map(({ status }) => status).toSorted()).toEqual(['cancelled', 'sent'])
    expect(trial.got).toHaveLength(1)
    expect(trial.got[0]?.body).toContain('SIM')
    expect(trial.got[0]?.body).not.toContain('tablet')
    expect(notices.map(({ status }) => status).toSorted()).toEqual(['cancelled', 'told'])
    expect(events).toContain('notice.call-off')
  })

  it('what has gone has gone: nothing is cancelled', async () => {
    const [world, trial] = [await newWorld(), newTrial()]
    const notice = noticeTo(await someone(world))
    await told(world.system, notice)
    await goOn(world, trial)
    expect(await takeBack(world.system, notice.about)).toMatchObject({ ok: true, value: 0 })
    expect((await written(world)).notices).toMatchObject([{ status: 'told' }])
  })

  const afterGone = async (send: Parameters<typeof newTrial>[0] = {}) => {
    const [world, trial] = [await newWorld(), newTrial(send)]
    const notice = noticeTo(await someone(world, { email: 'rita@example.org', ways: ['text', 'email'] }))
    await told(world.system, notice)
    return { world, trial, notice }
  }
  const comesBack = async (world: World, trial: Trial, status: 'permanent_failure' | 'delivered' = 'permanent_failure') => {
    const [message] = (await written(world)).messages
    const receipt = { provider: 'notify', reference: message?.id ?? null, providerId: 'theirs', status }
    await receiveReceipt(world.system, { ...receipt, at: new Date('2025-11-05T10:01:00Z') })
    await goOn(world, trial)
  }

  it('what had gone and did not arrive after all is told no other way', async () => {
    const { world, trial, notice } = await afterGone()
    await goOn(world, trial)
    await takeBack(world.system, notice.about)
    await comesBack(world, trial)
    const { notices, messages } = await written(world)
    expect([notices[0]?.status, messages.map(({ status }) => status)]).toEqual(['told', ['failed']])
    expect(trial.got.map(({ way }) => way)).toEqual(['text'])
  })

  it('what was on its way and did not arrive ends, and is told no other way', async () => {
    const { world, trial, notice } = await afterGone()
    trial.says.send = async () => {
      await takeBack(world.system, notice.about)
      return { kind: 'never', why: 'No such number', badAddress: true }
    }
    await goOn(world, trial)
    const { notices, messages } = await written(world)
    expect([notices[0]?.status, messages.map(({ status }) => status)]).toEqual(['cancelled', ['failed']])
  })

  it('what was on its way and comes back to go again does not', async () => {
    const { world, trial, notice } = await afterGone()
    let asked = 0
    trial.says.send = async () => {
      asked++
      await takeBack(world.system, notice.about)
      return { kind: 'later', why: 'busy' }
    }
    await goOn(world, trial)
    await goOn(world.at('2025-11-05T11:00:00Z'), trial)
    const { notices, messages } = await written(world)
    expect([asked, notices[0]?.status, messages.map(({ status }) => status)]).toEqual([1, 'cancelled', ['cancelled']])
  })

  it('what nobody knows the fate of is for nobody to look at any more', async () => {
    const { world, trial, notice } = await afterGone({ cannotFind: true })
    trial.says.send = () => ({ kind: 'unknown', why: 'no answer' })
    await goOn(world, trial)
    await goOn(world.at('2025-11-05T10:05:00Z'), trial)
    expect((await written(world)).messages).toMatchObject([{ status: 'unsure' }])
    expect(await takeBack(world.system, notice.about)).toMatchObject({ value: 1 })
    const { notices, messages } = await written(world)
    expect([notices[0]?.status, messages[0]?.status]).toEqual(['cancelled', 'cancelled'])
  })

  it('is not another alliance’s to take back', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const notice = noticeTo(await someone(world))
    await told(world.system, notice)
    expect(await takeBack(other.system, notice.about)).toMatchObject({ ok: true, value: 0 })
  })

  it('all of a person’s', async () => {
    const world = await newWorld()
    const person = await someone(world)
    await told(world.system, noticeTo(person), noticeTo(person, { template: plain }))
    expect(await takeBack(world.system, { type: 'person', id: person })).toMatchObject({ ok: true, value: 2 })
  })
})

describe('between the queue and the sending', () => {
  const ends: readonly [string, object, string][] = [
    ['has died', { has_died: true }, 'We do not write to them any more'],
    ['was erased', { erased_at: new Date() }, 'We do not write to them any more'],
  ]
  const waiting = async () => {
    const [world, trial] = [await newWorld(), newTrial()]
    const person = await someone(world)
    await told(world.system, noticeTo(person))
    trial.says.send = () => ({ kind: 'later', why: 'busy' })
    await goOn(world, trial)
    trial.says.send = undefined as never
    return { world, trial, person, soon: world.at('2025-11-05T10:05:00Z') }
  }

  it.each(ends)('a person who %s is not sent anything', async (_says, change, because) => {
    const { world, trial, person, soon } = await waiting()
    await world.db.transaction(world.system, (tx) => tx.updateTable('person').set(change).where('id', '=', person).execute())
    await goOn(soon, trial)
    expect(trial.got).toEqual([])
    const { notices, messages } = await written(world)
    expect([notices[0]?.status, notices[0]?.because, messages[0]?.status]).toEqual(['cancelled', because, 'cancelled'])
  })

  it('one who took back consent is not', async () => {
    const { world, trial, person, soon } = await waiting()
    await world.db.transaction(world.system, (tx) =>
      tx
        .insertInto('consent')
        .values({
          ...{
            alliance_id: world.allianceId,
            id: newId(),
            person_id: person,
            purpose: 'hold',
            given_on: '2025-01-01',
            how: 'spoken',
          },
          ...{ withdrawn_at: new Date(), withdrawn_how: 'spoken' },
        })
        .execute(),
    )
    await goOn(soon, trial)
    expect(trial.got).toEqual([])
    expect((await written(world)).notices).toMatchObject([{ status: 'cancelled' }])
  })

  it('a number that is theirs no more gets nothing: it goes to the one they have', async () => {
    const { world, trial, person, soon } = await waiting()
    await world.db.transaction(world.system, (tx) =>
      tx.updateTable('person_phone').set({ number: '+447700900456' }).where('person_id', '=', person).execute(),
    )
    await goOn(soon, trial)
    expect(trial.got).toMatchObject([{ to: '+447700900456' }])
    expect((await written(world)).messages.map(({ status }) => status)).toEqual(['cancelled', 'sent'])
  })

  it('quiet hours began: it goes in the morning', async () => {
    const { trial, world } = await waiting()
    await goOn(world.at(NIGHT), trial)
    expect(trial.got).toEqual([])
    await goOn(world.at(MORNING), trial)
    expect(trial.got).toHaveLength(1)
  })
})
