import { describe, expect, it } from 'vitest'
import type { Role } from '#platform/access'
import { command } from '#platform/command'
import { houseOf } from '#platform/house'
import { newId } from '#platform/ids'
import { done } from '#platform/outcome'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { goOn, keepApart, MOBILE, newTrial, noticeTo, planFor, someone, staffTold, told, written } from '../engine-trial'
import { postRoundBy } from '../post-round'
import type { Sent } from '../providers/provider'
import { type Email, sendEmail } from '../send-email'

const at = (minutes: number): string => new Date(Date.parse('2025-11-05T10:00:00Z') + minutes * 60_000).toISOString()

const oneWaiting = async (more: Parameters<typeof newTrial>[0] = {}, who: Parameters<typeof someone>[1] = {}) => {
  const [world, trial] = [await newWorld(), newTrial(more)]
  const person = await someone(world, who)
  const [notice] = await told(world.system, noticeTo(person))
  return { world, trial, person, notice }
}
const emailed = command('message.send', async (work, email: Email) => done(await sendEmail(work, email)))
const LATER: Sent = { kind: 'later', why: 'Notify: 500' }
describe('a message that may go later', () => {
  it('is tried again after a longer wait each time, and not before', async () => {
    const { world, trial } = await oneWaiting()
    let asked = 0
    trial.says.send = () => {
      asked++
      return LATER
    }
    await goOn(world, trial)
    await goOn(world.at(at(0.4)), trial)
    expect(asked).toBe(1)
    await goOn(world.at(at(0.5)), trial)
    await goOn(world.at(at(1.4)), trial)
    expect(asked).toBe(2)
    expect((await written(world)).messages).toMatchObject([{ status: 'planned', tries: 2, failure: 'Notify: 500' }])
    trial.says.send = undefined as never
    await goOn(world.at(at(1.5)), trial)
    expect(trial.got).toHaveLength(1)
    expect((await written(world)).messages).toMatchObject([{ status: 'sent', tries: 3, failure: null }])
  })

  it('falls to the next way when enough tries have failed', async () => {
    const { world, trial } = await oneWaiting({}, { email: 'rita@example.org', ways: ['text', 'email'] })
    trial.says.send = ({ way }) => (way === 'text' ? LATER : { kind: 'taken' })
    for (let hours = 0; hours < 9; hours++) await goOn(world.at(at(hours * 60)), trial)
    expect(trial.got).toEqual([])
    await goOn(world.at(at(9 * 60)), trial)
    expect(trial.got).toMatchObject([{ way: 'email' }])
    expect((await written(world)).messages.map(({ status, tries }) => [status, tries]).toSorted()).toEqual([
      ['failed', 10],
      ['sent', 1],
    ])
  })

  it('to staff, who have no other way, is tried for days and then has failed', async () => {
    const [world, trial] = [await newWorld(), newTrial()]
    trial.says.send = () => LATER
    const about = { type: 'account', id: newId() }
    await emailed(world.system, { to: 'desk@example.org', subject: 'Your list', body: 'To do', about })
    await world.db.transaction(world.system, (tx) => tx.updateTable('message').set({ tries: 99 }).execute())
    await postRoundBy(async () => trial.ways)(world.at(at(3)).system, {}, houseOf(trial.modules))
    expect((await written(world)).messages).toMatchObject([{ status: 'failed', tries: 100 }])
  })
})

describe('a message that will never go', () => {
  it('is not tried again; the number is marked, its owner told, and the next way taken at once', async () => {
    const { world, trial, person } = await oneWaiting({}, { email: 'rita@example.org', ways: ['text', 'email'] })
    await world.as('helpline')
    trial.says.send = ({ way }) =>
      way === 'text' ? { kind: 'never', why: 'Not a UK mobile number', badAddress: true } : { kind: 'taken' }
    await goOn(world, trial)
    expect(trial.got).toMatchObject([{ way: 'email', to: 'rita@example.org' }])
    expect(trial.noted.marked).toEqual([{ person, way: 'phone', address: MOBILE, what: 'failed' }])
    const { notices, messages, events } = await written(world)
    expect(messages.map(({ way, status, failure }) => [way, status, failure]).toSorted()).toEqual([
      ['email', 'sent', null],
      ['text', 'failed', 'Not a UK mobile number'],
    ])
    expect(notices).toMatchObject([{ status: 'told' }])
    expect(events.toSorted()).toEqual(['message.fail', 'message.send'])
    const staff = await world.db.transaction(world.system, (tx) => tx.selectFrom('staff_notice').select('words').execute())
    expect(staff[0]?.words).toMatch(/^A message to P-\d+ did not arrive\. Their phone number does not work\.$/)
  })

  const failsApart = async (who: readonly Role[]) => {
    const { world, trial, person } = await oneWaiting()
    await keepApart(world, person)
    await planFor(world, person, { never_text: false })
    for (const role of who) await world.as(role)
    trial.says.send = () => ({ kind: 'never', why: 'Not a UK mobile number', badAddress: true })
    await goOn(world, trial)
    const told = await staffTold(world)
    expect(JSON.stringify(told)).not.toMatch(/P-\d/)
    const news = told.filter(({ words }) => words.includes('did not arrive'))
    return { world, id: (await written(world)).messages[0]?.id, news }
  }

  it('to someone kept apart: only those hear who may see them, and no reference is in it', async () => {
    const { world, id, news } = await failsApart(['helpline', 'coordinator', 'lead', 'safeguarding'])
    const words = 'A message to someone whose record is kept apart did not arrive. Their phone number does not work.'
    expect(news).toEqual([{ name: 'Test safeguarding', words, path: `/messages/${id}` }])
    const site = await openSite(world)
    expect((await site.get(await world.as('safeguarding'), `/messages/${id}`)).statusCode).toBe(200)
    expect((await site.get(await world.as('helpline'), `/messages/${id}`)).statusCode).toBe(404)
    expect((await written(world)).events).toContain('person.read-restricted')
  })

  it('to someone kept apart, where nobody may see them: the lead hears, without a way to them', async () => {
    const { news } = await failsApart(['helpline', 'lead'])
    expect(news).toMatchObject([{ name: 'Test lead', path: '/messages' }])
  })

  it('its words refused rather than the number: nothing is marked', async () => {
    const { world, trial } = await oneWaiting()
    trial.says.send = () => ({ kind: 'never', why: 'Notify: 400 BadRequestError' })
    await goOn(world, trial)
    expect(trial.noted.marked).toEqual([])
    expect((await written(world)).notices).toMatchObject([{ status: 'to_call' }])
  })
})

describe('a message nobody knows the fate of', () => {
  const lost = async (more: Parameters<typeof newTrial>[0] = {}) => {
    const made = await oneWaiting(more)
    made.trial.says.send = () => ({ kind: 'unknown', why: 'no answer' })
    await goOn(made.world, made.trial)
    made.trial.says.send = undefined as never
    expect((await written(made.world)).messages).toMatchObject([{ status: 'sending' }])
    await goOn(made.world.at(at(0.7)), made.trial)
    expect(made.trial.got).toEqual([])
    return { ...made, later: made.world.at(at(0.8)) }
  }

  it('is looked for by our reference: they had it, and it is not sent again', async () => {
    const { world, trial, later } = await lost()
    const looked: string[] = []
    trial.says.find = ({ id }) => {
      looked.push(id)
      return { kind: 'taken', providerId: 'theirs' }
    }
    await goOn(later, trial)
    const { messages, notices } = await written(world)
    expect(looked).toEqual([messages[0]?.id])
    expect(messages).toMatchObject([{ status: 'sent', provider_id: 'theirs' }])
    expect(notices).toMatchObject([{ status: 'told' }])
    expect(trial.got).toEqual([])
  })

  it('they never had it: it is sent', async () => {
    const { world, trial, later } = await lost()
    await goOn(later, trial)
    expect(trial.got).toHaveLength(1)
    expect((await written(world)).messages).toMatchObject([{ status: 'sent', tries: 2 }])
  })

  it('they do not answer that either: it is asked again later, and never sent blindly', async () => {
    const { world, trial, later } = await lost()
    trial.says.find = () => ({ kind: 'later', why: 'down' })
    await goOn(later, trial)
    expect((await written(world)).messages).toMatchObject([{ status: 'sending' }])
    trial.says.find = () => ({ kind: 'send-again' })
    await goOn(world.at(at(2)), trial)
    expect(trial.got).toHaveLength(1)
  })

  it('a provider that cannot be asked: a person has to look, and it is not sent again by itself', async () => {
    const { world, trial, later } = await lost({ cannotFind: true })
    await world.as('helpline')
    await goOn(later, trial)
    await goOn(world.at(at(60)), trial)
    expect(trial.got).toEqual([])
    const { messages, notices, events } = await written(world)
    expect([messages[0]?.status, notices[0]?.status, events]).toEqual(['unsure', 'on_its_way', ['message.unsure']])
  })

  it('a program that ended between their yes and our record: the same', async () => {
    const { world, trial } = await oneWaiting()
    trial.says.send = async (message) => {
      trial.got.push(message)
      throw new Error('the program ended')
    }
    await goOn(world, trial)
    trial.says.send = undefined as never
    trial.says.find = ({ id }) => (trial.got.some((had) => had.id === id) ? { kind: 'taken' } : { kind: 'send-again' })
    await goOn(world.at(at(1)), trial)
    expect(trial.got).toHaveLength(1)
    expect((await written(world)).messages).toMatchObject([{ status: 'sent', tries: 1 }])
  })
})

describe('a message to someone kept apart', () => {
  it('goes by their plan, and is looked for like any other', async () => {
    const { world, trial, person } = await oneWaiting()
    await keepApart(world, person)
    await planFor(world, person, { never_text: false })
    trial.says.send = () => ({ kind: 'unknown', why: 'no answer' })
    await goOn(world, trial)
    expect((await written(world)).messages).toMatchObject([{ status: 'sending' }])
    trial.says.send = undefined as never
    await goOn(world.at(at(1)), trial)
    expect((await written(world)).messages).toMatchObject([{ status: 'sent', tries: 2 }])
  })
})

describe('the daily cap', () => {
  it('holds the rest back until tomorrow', async () => {
    const [world, trial] = [await newWorld(), newTrial({ dailyCap: 3 })]
    const people = await Promise.all(Array.from({ length: 5 }, () => someone(world)))
    await told(world.system, ...people.map((person) => noticeTo(person)))
    await goOn(world, trial)
    expect(trial.got).toHaveLength(3)
    await goOn(world.at('2025-11-05T19:00:00Z'), trial)
    expect(trial.got).toHaveLength(3)
    await goOn(world.at('2025-11-06T09:00:00Z'), trial)
    expect(trial.got).toHaveLength(5)
  })
})

describe('a way the alliance has stopped using', () => {
  it('what waited for it goes another way', async () => {
    const { world, trial } = await oneWaiting({}, { email: 'rita@example.org', ways: ['text', 'email'] })
    trial.says.send = () => LATER
    await goOn(world, trial)
    trial.says.send = undefined as never
    await goOn(world.at(at(1)), { ...trial, ways: { ...trial.ways, text: null } })
    expect(trial.got).toMatchObject([{ way: 'email' }])
  })
})
