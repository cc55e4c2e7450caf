import { afterEach, expect, it } from 'vitest'
import { command } from '#platform/command'
import { readConfig } from '#platform/config'
import { newId } from '#platform/ids'
import { done } from '#platform/outcome'
import { seal } from '#platform/sealed'
import { runJobs } from '#test/jobs'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { type FakeNotify, openFakeNotify } from '../../../../test/fake-notify/index'
import { modules } from '../../../app'
import { notify } from '../notify'
import { configureMail } from '../post-office'
import { configureProviders } from '../providers/addresses'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  configureProviders(readConfig({ PUBLIC_URL: 'http://localhost' }))
  configureMail({ demo: true, smtpUrl: undefined, mailFrom: 'x@localhost' }, () => {})
  await Promise.all(closing.splice(0).map((close) => close()))
})

const TOKEN = 'a-token-we-made-up'

const setWays = (world: World, { keys, templates }: FakeNotify) =>
  world.db.transaction(world.system, (tx) =>
    tx
      .insertInto('message_ways')
      .values({
        ...{ alliance_id: world.allianceId, text_by: 'notify', email_by: 'notify', changed_at: new Date() },
        ...{ notify_key_sealed: seal(keys.live), notify_service: keys.live.slice(5, 41), notify_token_sealed: seal(TOKEN) },
        ...{ notify_text_template: templates.sms.id, notify_email_template: templates.email.id },
      })
      .execute(),
  )

/** The whole program, listening, and a fake Notify that tells it what became of things. */
const open = async () => {
  const [world, fake] = [await newWorld(), await openFakeNotify({ settleMs: 1, retryMs: 20 })]
  const { app } = await openSite(world)
  const base = `${await app.listen({ port: 0, host: '127.0.0.1' })}/${world.slug}/hooks/notify`
  closing.push(fake.close, () => app.close())
  configureMail({ demo: false, smtpUrl: undefined, mailFrom: 'x@localhost' }, () => {})
  configureProviders(readConfig({ PUBLIC_URL: 'http://localhost', NOTIFY_URL: fake.url }))
  await setWays(world, fake)
  const listeners = { receipts: { url: `${base}/receipts`, token: TOKEN }, texts: { url: `${base}/texts`, token: TOKEN } }
  fake.office.set({ ...listeners, manner: 'unordered' })
  return { world, fake }
}

const personWith = async (world: World, number: string): Promise<string> => {
  const id = newId()
  const theirs = { alliance_id: world.allianceId, person_id: id }
  await world.db.transaction(world.system, async (tx) => {
    const person = { alliance_id: world.allianceId, id, name: 'Jo Example', ways: ['text', 'email'], created_on: '2025-01-01' }
    await tx.insertInto('person').values(person).execute()
    await tx
      .insertInto('person_phone')
      .values({ ...theirs, number })
      .execute()
    await tx
      .insertInto('person_email')
      .values({ ...theirs, address: 'jo@example.org' })
      .execute()
  })
  return id
}

const template = modules.flatMap(({ templates }) => templates ?? []).find(({ name }) => name === 'loan-due-soon')

const remind = command('message.send', async (work, to: string) => {
  if (!template) throw new Error('no reminder')
  const personalisation = { device: 'tablet', due: '12 December 2025' }
  await notify(work, { to, about: { type: 'person', id: to }, template, personalisation, cause: `remind ${to}` })
  return done(null)
})

const messagesOf = (world: World, person: string) =>
  world.db.transaction(world.system, (tx) =>
    tx
      .selectFrom('message')
      .select(['way', 'status', 'provider'])
      .where('person_id', '=', person)
      .orderBy('way', 'desc')
      .execute(),
  )

it('a reminder goes out by Notify, and arrives, though Notify says so out of order', async () => {
  const { world, fake } = await open()
  const person = await personWith(world, '+447700900123')
  await remind(world.system, person)
  await runJobs(world, modules)
  await fake.office.settled()
  expect(fake.arrived).toMatchObject([{ to: '447700900123', body: expect.stringContaining('12 December 2025') }])
  expect(fake.office.answers.map(({ status }) => status)).toEqual([200, 200])
  expect(await messagesOf(world, person)).toEqual([{ way: 'text', status: 'delivered', provider: 'notify' }])
})

it('a number that does not work is known from then on, and the reminder goes by email instead', async () => {
  const { world, fake } = await open()
  fake.office.set({ manner: 'twice' })
  const person = await personWith(world, '+447700900002')
  await remind(world.system, person)
  await runJobs(world, modules)
  await fake.office.settled()
  await runJobs(world, modules)
  await fake.office.settled()
  expect(await messagesOf(world, person)).toEqual([
    { way: 'text', status: 'failed', provider: 'notify' },
    { way: 'email', status: 'delivered', provider: 'notify' },
  ])
  const phone = await world.db.transaction(world.system, (tx) =>
    tx.selectFrom('person_phone').select('failed_at').where('person_id', '=', person).executeTakeFirst(),
  )
  expect(phone?.failed_at).toBeInstanceOf(Date)
})

it('a text that someone sends in is kept, told twice or not, and somebody looks at it', async () => {
  const { world, fake } = await open()
  const person = await personWith(world, '+447700900123')
  fake.office.receive('07700 900123', 'Which library is it?', true)
  await fake.office.settled()
  await runJobs(world, modules)
  const texts = await world.db.transaction(world.system, (tx) =>
    tx.selectFrom('inbound_text').select(['words', 'status', 'person_id']).execute(),
  )
  expect(texts).toEqual([{ words: 'Which library is it?', status: 'to_look_at', person_id: person }])
})
