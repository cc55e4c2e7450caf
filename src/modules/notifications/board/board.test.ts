import { beforeEach, describe, expect, it } from 'vitest'
import { type Ctx, command } from '#platform/command'
import { houseOf } from '#platform/house'
import { newId } from '#platform/ids'
import { done } from '#platform/outcome'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { goOn, newTrial, noticeTo, type Someone, someone, type Trial, told, written } from '../engine-trial'
import { type MessageStatus, messageMoves } from '../message.moves'
import { type NoticeStatus, noticeMoves } from '../notice.moves'
import { sendEmail } from '../send-email'
import { saveWords } from '../templates/save-words'
import { callInsteadOfMessage, callInsteadOfNotice } from './call-instead'
import { leaveNotice, tryNoticeAgain } from './decide-notice'
import { leaveMessage } from './leave-message'
import { sayItWent } from './say-it-went'
import { sendAgain } from './send-again'
import { readWaysNow } from './ways-now'
import { masked } from './words'

let world: World
let trial: Trial
let desk: Ctx
beforeEach(async () => {
  world = await newWorld()
  trial = newTrial({ cannotFind: true })
  desk = await world.as('helpline')
})

const templates = () => houseOf(trial.modules).templates
const NO_WAY: Someone = { ways: ['email'], phones: [] }

/** A message of which nobody knows whether it went; gives its id. */
const unsure = async (more: Someone = {}): Promise<string> => {
  await told(world.system, noticeTo(await someone(world, more)))
  trial.says.send = () => ({ kind: 'unknown', why: 'No answer in time' })
  await goOn(world, trial)
  trial.says.send = () => ({ kind: 'taken' })
  world = world.at('2025-11-05T10:05:00Z')
  desk = await world.as('helpline')
  await goOn(world, trial)
  const [message] = (await written(world)).messages
  expect(message?.status).toBe('unsure')
  return String(message?.id)
}
/** Something that could not be told; gives its id. */
const stuck = async (): Promise<string> => {
  const [notice] = await told(world.system, noticeTo(await someone(world, NO_WAY)))
  await goOn(world, trial)
  return String(notice)
}
const setMessage = (id: string, changes: Record<string, unknown>) =>
  world.db.transaction(world.system, (tx) => tx.updateTable('message').set(changes).where('id', '=', id).execute())
const setNotice = (id: string, changes: Record<string, unknown>) =>
  world.db.transaction(world.system, (tx) => tx.updateTable('notice').set(changes).where('id', '=', id).execute())

const decide = {
  went: (ctx: Ctx, message: string) => sayItWent(ctx, { message }),
  again: (ctx: Ctx, message: string) => sendAgain(ctx, { message }),
  call: (ctx: Ctx, message: string) => callInsteadOfMessage(ctx, { message, templates: templates() }),
  leave: (ctx: Ctx, message: string) => leaveMessage(ctx, { message }),
}
const decideNotice = {
  again: (ctx: Ctx, notice: string) => tryNoticeAgain(ctx, { notice }),
  call: (ctx: Ctx, notice: string) => callInsteadOfNotice(ctx, { notice, templates: templates() }),
  leave: (ctx: Ctx, notice: string) => leaveNotice(ctx, { notice }),
}

describe('a message of which nobody knows whether it went', () => {
  it('went: what it carries is told, and it is not sent again', async () => {
    expect(await sayItWent(desk, { message: await unsure() })).toMatchObject({ ok: true })
    await goOn(world, trial)
    const { messages, notices, events } = await written(world)
    expect([messages.map(({ status }) => status), notices.map(({ status }) => status)]).toEqual([['sent'], ['told']])
    expect(trial.got).toEqual([])
    expect(events).toContain('message.went')
  })

  it('did not go: it goes now, once', async () => {
    const message = await unsure()
    const pressed = await Promise.all(Array.from({ length: 8 }, () => sendAgain(desk, { message })))
    expect(pressed.filter(({ ok }) => ok)).toHaveLength(1)
    await goOn(world, trial)
    expect(trial.got.map(({ id }) => id)).toEqual([message])
    expect((await written(world)).notices).toMatchObject([{ status: 'told' }])
  })

  it('is told by phone instead, in the words for a call', async () => {
    const message = await unsure()
    expect(await decide.call(desk, message)).toMatchObject({ ok: true })
    const { messages, notices, calls } = await written(world)
    expect([messages[0]?.status, notices[0]?.status]).toEqual(['cancelled', 'to_call'])
    expect(calls).toMatchObject([{ why: 'Your tablet is due back', script: 'Ask them to bring back the tablet.' }])
    await goOn(world, trial)
    expect(trial.got).toEqual([])
  })

  it('is left', async () => {
    expect(await leaveMessage(desk, { message: await unsure() })).toMatchObject({ ok: true })
    await goOn(world, trial)
    const { messages, notices, calls } = await written(world)
    expect([messages[0]?.status, notices[0]?.status, calls.length, trial.got.length]).toEqual(['cancelled', 'cancelled', 0, 0])
  })

  it('cannot become a call to someone who must not be rung, and then nothing changes', async () => {
    const message = await unsure()
    const { messages } = await written(world)
    await world.db.transaction(world.system, (tx) =>
      tx.updateTable('person').set({ do_not_call: true }).where('id', '=', String(messages[0]?.person_id)).execute(),
    )
    expect(await decide.call(desk, message)).toMatchObject({ ok: false, code: 'no-call' })
    expect((await written(world)).messages[0]?.status).toBe('unsure')
  })
})

describe('something that could not be told', () => {
  it('is tried again when their details are right', async () => {
    const notice = await stuck()
    const { notices } = await written(world)
    expect(notices[0]?.status).toBe('could_not_tell')
    await world.db.transaction(world.system, (tx) =>
      tx
        .insertInto('person_email')
        .values({ alliance_id: world.allianceId, person_id: String(notices[0]?.person_id), address: 'rita@example.org' })
        .execute(),
    )
    expect(await tryNoticeAgain(desk, { notice })).toMatchObject({ ok: true })
    await goOn(world, trial)
    expect(trial.got).toMatchObject([{ way: 'email', to: 'rita@example.org' }])
    expect((await written(world)).notices).toMatchObject([{ status: 'told' }])
  })

  it('is left, and stays off the board', async () => {
    const notice = await stuck()
    const site = await openSite(world)
    expect((await site.get(desk, '/messages')).body).toContain('1 thing for someone to look at')
    expect(await leaveNotice(desk, { notice })).toMatchObject({ ok: true })
    expect((await site.get(desk, '/messages')).body).toContain('Nothing is stuck')
    expect((await written(world)).notices).toMatchObject([{ status: 'cancelled', because: 'Somebody decided not to send it' }])
  })

  it('cannot be rung without a number', async () => {
    expect(await decideNotice.call(desk, await stuck())).toMatchObject({ ok: false, code: 'no-call' })
    expect((await written(world)).notices[0]?.status).toBe('could_not_tell')
  })
})

describe('what may not be decided', () => {
  const may = {
    went: messageMoves.believe.from,
    again: messageMoves.tryAgain.from.filter((status) => status !== 'failed'),
    call: messageMoves.cancel.from,
    leave: messageMoves.cancel.from,
  } satisfies Record<keyof typeof decide, readonly MessageStatus[]>
  const statuses = [...new Set(Object.values(messageMoves).flatMap(({ from, to }) => [...from, to]))]
  it.each(Object.keys(decide) as (keyof typeof decide)[])('%s, of a message in any other status', async (what) => {
    const message = await unsure()
    for (const status of statuses.filter((one) => !(may[what] as readonly string[]).includes(one))) {
      await setMessage(message, { status, ...(status === 'failed' ? { failed_at: new Date(), sent_at: null } : {}) })
      expect([status, await decide[what](desk, message)]).toMatchObject([status, { ok: false, code: 'moved-on' }])
      expect((await written(world)).messages[0]?.status).toBe(status)
    }
  })

  const mayNotice = {
    again: noticeMoves.tryAgain.from,
    call: ['waiting', 'could_not_tell'],
    leave: ['waiting', 'could_not_tell'],
  } as const
  const noticeStatuses = [...new Set(Object.values(noticeMoves).flatMap(({ from, to }) => [...from, to]))] as NoticeStatus[]
  it.each(Object.keys(decideNotice) as (keyof typeof decideNotice)[])('%s, of a notice in any other status', async (what) => {
    const notice = await stuck()
    for (const status of noticeStatuses.filter((one) => !(mayNotice[what] as readonly string[]).includes(one))) {
      await setNotice(notice, { status })
      expect([status, await decideNotice[what](desk, notice)]).toMatchObject([status, { ok: false, code: 'moved-on' }])
    }
  })

  it('by another alliance, by a role that may not, or of what there is not', async () => {
    const [message, notice] = [await unsure(), newId()]
    const theirs = await (await newWorld()).as('helpline')
    for (const what of Object.values(decide)) {
      for (const [ctx, id] of [
        [theirs, message],
        [desk, newId()],
        [desk, 'x'],
      ] as const)
        expect(await what(ctx, id)).toMatchObject({ ok: false, status: 404 })
      expect(await what(await world.as('lead'), message)).toMatchObject({ ok: false, status: 403 })
    }
    for (const what of Object.values(decideNotice)) expect(await what(desk, notice)).toMatchObject({ ok: false, status: 404 })
  })

  it('sending a secret again, or what failed a person and went another way', async () => {
    const message = await unsure()
    await setMessage(message, { send_before: new Date('2025-11-05T10:10:00Z') })
    expect(await sendAgain(desk, { message })).toMatchObject({ ok: false, code: 'secret-gone' })
    await setMessage(message, { send_before: null, status: 'failed', failed_at: new Date() })
    expect(await sendAgain(desk, { message })).toMatchObject({ ok: false, code: 'moved-on' })
    await setMessage(message, { person_id: null })
    expect(await sendAgain(desk, { message })).toMatchObject({ ok: true })
  })
})

describe('the board', () => {
  it('lists by status, way, what and person, with no address and no words, and as a spreadsheet too', async () => {
    const person = await someone(world, { email: 'rita@example.org', ways: ['email'] })
    await told(world.system, noticeTo(person))
    await told(world.system, noticeTo(await someone(world)))
    await goOn(world, trial)
    const site = await openSite(world)
    const { reference } = await world.db.transaction(world.system, (tx) =>
      tx.selectFrom('person').select('reference').where('id', '=', person).executeTakeFirstOrThrow(),
    )
    const page = await site.get(desk, '/messages')
    const csv = await site.get(desk, '/messages?format=csv')
    for (const { body } of [page, csv]) {
      expect(body).toContain(reference)
      expect(body).not.toMatch(/rita@example|07700|7700900123|due back|Rita Example/)
    }
    const count = async (query: string) =>
      (await site.get(desk, `/messages?${query}`)).body.match(/\/messages\/[0-9a-f-]{36}"/g)?.length ?? 0
    expect(await count('status=sent')).toBe(2)
    expect(await count('status=failed')).toBe(0)
    expect(await count('way=text')).toBe(1)
    expect(await count(`person=${reference.toLowerCase()}`)).toBe(1)
    expect(await count('what=test-plain')).toBe(2)
    expect(await count('what=nothing')).toBe(0)
    expect((await site.get(await world.as('lead'), '/messages')).body).not.toContain(`/people/${reference}`)
    const other = await (await newWorld()).as('helpline')
    expect((await (await openSite(world)).get(other, '/messages')).statusCode).toBe(303)
  })

  it('says first what is stuck: unsure, late, and what could not be told', async () => {
    await unsure()
    await stuck()
    await told(world.at('2025-11-05T08:30:00Z').system, noticeTo(await someone(world)))
    const { body } = await (await openSite(world)).get(desk, '/messages?status=stuck')
    expect(body).toContain('3 things for someone to look at')
    expect(body).toContain('Someone needs to look')
    expect(body).toContain('We know no way to reach them')
  })

  it('shows a message: whose, which words and version, what came of it, and what may be done', async () => {
    const lead = await world.as('lead')
    const words = { ...templates().get('test-plain')?.words }
    const template = templates().get('test-plain')
    if (!template) throw new Error('the trial has this template')
    await saveWords(lead, { template, language: 'en', words: { ...template.words, text: 'Bring the ((device)).' } })
    const message = await unsure()
    const site = await openSite(world)
    const { body } = await site.get(desk, `/messages/${message}`)
    for (const text of [
      'Bring the tablet.',
      'version 1 in English',
      'Their number that ends 123',
      'Send it again',
      message,
      'cannot be asked whether it went',
    ])
      expect(body).toContain(text)
    expect(body).not.toContain('07700 900123')
    expect((await site.get(lead, `/messages/${message}`)).body).not.toContain('Send it again')
    const pressed = await site.post(desk, `/messages/${message}/went`, {})
    expect([pressed.statusCode, pressed.headers.location]).toEqual([303, `/${world.slug}/messages/${message}`])
    expect((await site.get(desk, `/messages/${message}`)).body).not.toContain('Send it again')
    expect((await site.get(desk, `/messages/${newId()}`)).statusCode).toBe(404)
    expect(words.call).toBeDefined()
  })

  it('shows an email to an account that waits, and lists it when it is late', async () => {
    const account = { type: 'account', id: newId() }
    const write = command('person.record', async (work, _input: null) =>
      done(await sendEmail(work, { to: 'ann@example.org', subject: 'An invitation', body: 'Come in', about: account })),
    )
    const made = await write(world.system, null)
    const message = made.ok ? made.value : ''
    const site = await openSite(world)
    const { body } = await site.get(desk, `/messages/${message}`)
    for (const text of ['An account', 'a…@example.org', 'Come in', 'Do not send it']) expect(body).toContain(text)
    expect(body).not.toContain('Ring them instead')
    expect((await site.get(desk, '/messages')).body).toContain('Nothing is stuck')
    const later = await world.at('2025-11-05T10:20:00Z').as('helpline')
    expect((await (await openSite(world.at('2025-11-05T10:20:00Z'))).get(later, '/messages')).body).toContain(
      '1 thing for someone',
    )
    expect(await leaveMessage(desk, { message })).toMatchObject({ ok: true })
  })

  it('never shows the words of a secret', async () => {
    const message = await unsure()
    await setMessage(message, { send_before: new Date(), body: 'Your code is 123456' })
    expect((await (await openSite(world)).get(desk, `/messages/${message}`)).body).not.toContain('123456')
  })

  it('shows a notice with what may be done, and does it', async () => {
    const notice = await stuck()
    const site = await openSite(world)
    const { body } = await site.get(desk, `/messages/notices/${notice}`)
    for (const text of ['No way to tell them', 'Try again', 'Leave it', 'put it right on their record'])
      expect(body).toContain(text)
    const left = await site.post(desk, `/messages/notices/${notice}/leave`, {})
    expect([left.statusCode, left.headers.location]).toEqual([303, `/${world.slug}/messages/notices/${notice}`])
    expect((await site.post(desk, `/messages/notices/${notice}/leave`, {})).statusCode).toBe(409)
    expect((await site.get(desk, '/messages/notices/x')).statusCode).toBe(404)
  })

  it('shows a text whole, and the number only when nobody has it', async () => {
    const id = newId()
    const words = `Who is this? ${'long '.repeat(2000)}end`
    await world.db.transaction(world.system, (tx) =>
      tx
        .insertInto('inbound_text')
        .values({
          ...{ alliance_id: world.allianceId, id, provider: 'notify', provider_id: id, from_number: '+447700900999', words },
          ...{ status: 'nobody', sent_at: new Date(), received_at: new Date(), came_of_it: 'We had asked them nothing' },
        })
        .execute(),
    )
    const site = await openSite(world)
    const list = await site.get(desk, '/messages/texts')
    expect(list.body).toContain(`/messages/texts/${id}`)
    for (const { body } of [list, await site.get(desk, '/messages/texts?format=csv')])
      expect(body).not.toMatch(/Who is this|900999/)
    const { body } = await site.get(desk, `/messages/texts/${id}`)
    expect([body.includes('07700 900999'), body.includes('end</p>')]).toEqual([true, true])
    expect((await site.get(desk, '/messages/texts/x')).statusCode).toBe(404)
    expect((await site.get(await world.as('lead'), `/messages/texts/${id}`)).statusCode).toBe(403)
  })
})

describe('how we send', () => {
  it('says what is on, what is down and until when, and how much of the day has gone', async () => {
    const now = await readWaysNow(desk, houseOf(trial.modules))
    expect(now.ways.map(({ way }) => way)).toEqual(['text', 'email', 'letter'])
    expect(now.sentToday).toBe(0)
    const page = await (await openSite(world, { demo: true })).get(desk, '/messages')
    expect(page.body).toContain('How we send')
    expect(page.body).toContain('0 of at most 10,000 sent today.')
  })
})

describe('an address is shown only so far as to tell it from another', () => {
  it.each([
    ['text', '+447700900123', 'Their number that ends 123'],
    ['email', 'rita@example.org', 'r…@example.org'],
    ['letter', '1 High Street\nSK1 1AA', 'Their postal address'],
  ])('%s', (way, address, shown) => expect(masked(way, address)).toBe(shown))
})
