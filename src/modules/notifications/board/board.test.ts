import { beforeEach, describe, expect, it } from 'vitest'
import { command } from '#platform/command'
import { houseOf } from '#platform/house'
import { newId } from '#platform/ids'
import { done } from '#platform/outcome'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { goOn, noticeTo, someone, told } from '../engine-trial'
import { sendEmail } from '../send-email'
import { saveWords } from '../templates/save-words'
import { type Desk, openDesk, setMessage, stuck, templates, unsure } from './board-trial'
import { leaveMessage } from './leave-message'
import { readWaysNow } from './ways-now'
import { masked } from './words'

let at: Desk
beforeEach(async () => {
  at = await openDesk()
})

describe('the board', () => {
  it('lists by status, way, what and person, with no address and no words, and as a spreadsheet too', async () => {
    const person = await someone(at.world, { email: 'rita@example.org', ways: ['email'] })
    await told(at.world.system, noticeTo(person))
    await told(at.world.system, noticeTo(await someone(at.world)))
    await goOn(at.world, at.trial)
    const site = await openSite(at.world)
    const { reference } = await at.world.db.transaction(at.world.system, (tx) =>
      tx.selectFrom('person').select('reference').where('id', '=', person).executeTakeFirstOrThrow(),
    )
    const page = await site.get(at.desk, '/messages')
    const csv = await site.get(at.desk, '/messages?format=csv')
    for (const { body } of [page, csv]) {
      expect(body).toContain(reference)
      expect(body).not.toMatch(/rita@example|07700|7700900123|due back|Rita Example/)
    }
    const count = async (query: string) =>
      (await site.get(at.desk, `/messages?${query}`)).body.match(/\/messages\/[0-9a-f-]{36}"/g)?.length ?? 0
    expect(await count('status=sent')).toBe(2)
    expect(await count('status=failed')).toBe(0)
    expect(await count('way=text')).toBe(1)
    expect(await count(`person=${reference.toLowerCase()}`)).toBe(1)
    expect(await count('what=test-plain')).toBe(2)
    expect(await count('what=nothing')).toBe(0)
    expect((await site.get(await at.world.as('lead'), '/messages')).body).not.toContain(`/people/${reference}`)
    const other = await (await newWorld()).as('helpline')
    expect((await (await openSite(at.world)).get(other, '/messages')).statusCode).toBe(303)
  })

  it('says first what is stuck: unsure, late, and what could not be told', async () => {
    await unsure(at)
    await stuck(at)
    await told(at.world.at('2025-11-05T08:30:00Z').system, noticeTo(await someone(at.world)))
    const { body } = await (await openSite(at.world)).get(at.desk, '/messages?status=stuck')
    expect(body).toContain('3 things for someone to look at')
    expect(body).toContain('Someone needs to look')
    expect(body).toContain('We know no way to reach them')
  })

  it('shows a message: whose, which words and version, what came of it, and what may be done', async () => {
    const lead = await at.world.as('lead')
    const words = { ...templates(at).get('test-plain')?.words }
    const template = templates(at).get('test-plain')
    if (!template) throw new Error('the at.trial has this template')
    await saveWords(lead, { template, language: 'en', words: { ...template.words, text: 'Bring the ((device)).' } })
    const message = await unsure(at)
    const site = await openSite(at.world)
    const { body } = await site.get(at.desk, `/messages/${message}`)
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
    const pressed = await site.post(at.desk, `/messages/${message}/went`, {})
    expect([pressed.statusCode, pressed.headers.location]).toEqual([303, `/${at.world.slug}/messages/${message}`])
    expect((await site.get(at.desk, `/messages/${message}`)).body).not.toContain('Send it again')
    expect((await site.get(at.desk, `/messages/${newId()}`)).statusCode).toBe(404)
    expect(words.call).toBeDefined()
  })

  it('shows an email to an account that waits, and lists it when it is late', async () => {
    const account = { type: 'account', id: newId() }
    const write = command('person.record', async (work, _input: null) =>
      done(await sendEmail(work, { to: 'ann@example.org', subject: 'An invitation', body: 'Come in', about: account })),
    )
    const made = await write(at.world.system, null)
    const message = made.ok ? made.value : ''
    const site = await openSite(at.world)
    const { body } = await site.get(at.desk, `/messages/${message}`)
    for (const text of ['An account', 'a…@example.org', 'Come in', 'Do not send it']) expect(body).toContain(text)
    expect(body).not.toContain('Ring them instead')
    expect((await site.get(at.desk, '/messages')).body).toContain('Nothing is stuck')
    const later = at.world.at('2025-11-05T10:20:00Z')
    const late = (await (await openSite(later)).get(await later.as('helpline'), '/messages?status=stuck')).body
    for (const words of ['1 thing for someone', '1 email should have gone by now', `/messages/${message}`])
      expect(late).toContain(words)
    expect(await leaveMessage(at.desk, { message })).toMatchObject({ ok: true })
  })

  it('never shows the words of a secret', async () => {
    const message = await unsure(at)
    await setMessage(at, message, { send_before: new Date(), body: 'Your code is 123456' })
    expect((await (await openSite(at.world)).get(at.desk, `/messages/${message}`)).body).not.toContain('123456')
  })

  it('shows a notice with what may be done, and does it', async () => {
    const notice = await stuck(at)
    const site = await openSite(at.world)
    const { body } = await site.get(at.desk, `/messages/notices/${notice}`)
    for (const text of ['No way to tell them', 'Try again', 'Leave it', 'put it right on their record'])
      expect(body).toContain(text)
    const left = await site.post(at.desk, `/messages/notices/${notice}/leave`, {})
    expect([left.statusCode, left.headers.location]).toEqual([303, `/${at.world.slug}/messages/notices/${notice}`])
    expect((await site.post(at.desk, `/messages/notices/${notice}/leave`, {})).statusCode).toBe(409)
    expect((await site.get(at.desk, '/messages/notices/x')).statusCode).toBe(404)
  })

  it('shows a text whole, and the number only when nobody has it', async () => {
    const id = newId()
    const words = `Who is this? ${'long '.repeat(2000)}end`
    await at.world.db.transaction(at.world.system, (tx) =>
      tx
        .insertInto('inbound_text')
        .values({
          ...{ alliance_id: at.world.allianceId, id, provider: 'notify', provider_id: id, from_number: '+447700900999', words },
          ...{ status: 'nobody', sent_at: new Date(), received_at: new Date(), came_of_it: 'We had asked them nothing' },
        })
        .execute(),
    )
    const site = await openSite(at.world)
    const list = await site.get(at.desk, '/messages/texts')
    expect(list.body).toContain(`/messages/texts/${id}`)
    for (const { body } of [list, await site.get(at.desk, '/messages/texts?format=csv')])
      expect(body).not.toMatch(/Who is this|900999/)
    const { body } = await site.get(at.desk, `/messages/texts/${id}`)
    expect([body.includes('07700 900999'), body.includes('end</p>')]).toEqual([true, true])
    expect((await site.get(at.desk, '/messages/texts/x')).statusCode).toBe(404)
    expect((await site.get(await at.world.as('lead'), `/messages/texts/${id}`)).statusCode).toBe(403)
  })
})

describe('how we send', () => {
  it('says what is on, what is down and until when, and how much of the day has gone', async () => {
    const now = await readWaysNow(at.desk, houseOf(at.trial.modules))
    expect(now.ways.map(({ way }) => way)).toEqual(['text', 'email', 'letter'])
    expect(now.sentToday).toBe(0)
    const page = await (await openSite(at.world, { demo: true })).get(at.desk, '/messages')
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
