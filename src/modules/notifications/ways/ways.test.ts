import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { readConfig } from '#platform/config'
import { newId } from '#platform/ids'
import { openSeal, unseal } from '#platform/sealed'
import { runJobs } from '#test/jobs'
import { openSite, type Site } from '#test/site'
import { newWorld, type World } from '#test/world'
import { type FakeNotify, KEYS, openFakeNotify, TEMPLATES } from '../../../../test/fake-notify/index'
import { ACCOUNT, NUMBER, openFakeTwilio, TOKEN } from '../../../../test/fake-twilio/index'
import { notifications } from '../index'
import { configureMail } from '../post-office'
import { configureProviders } from '../providers/addresses'
import { readWays } from '../providers/ways'

const LIVE = { PUBLIC_URL: 'http://localhost' }
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  configureProviders(readConfig(LIVE))
  configureMail({ demo: true, smtpUrl: undefined, mailFrom: 'x@localhost' }, () => {})
  await Promise.all(closing.splice(0).map((close) => close()))
})

const FORM = {
  ...{ textBy: 'notify', emailBy: 'notify', letterBy: 'notify', notifyKey: KEYS.live },
  ...{ notifyTextTemplate: TEMPLATES.sms.id, notifyEmailTemplate: ` ${TEMPLATES.email.id.toUpperCase()} ` },
  ...{ notifyTextSender: '', notifyReplyTo: '', notifyPostage: 'second', notifyPerMinute: '3000' },
  ...{ twilioAccount: '', twilioToken: '', twilioSender: '', twilioPerMinute: '600' },
  ...{ quietFrom: '21:00', quietUntil: '07:30', quietRestDays: '', dailyCap: '500' },
}

interface Town {
  readonly world: World
  readonly site: Site
  readonly fake: FakeNotify
}

/** A program outside the demonstration, whose providers are fakes on this machine. */
const open = async (): Promise<Town> => {
  const [world, fake, twilio] = [await newWorld(), await openFakeNotify({ settleMs: 1 }), await openFakeTwilio()]
  closing.push(fake.close, twilio.close)
  configureProviders(readConfig({ ...LIVE, NOTIFY_URL: `${fake.url}/`, TWILIO_URL: twilio.url }))
  configureMail({ demo: false, smtpUrl: undefined, mailFrom: 'x@localhost' }, () => {})
  return { world, site: await openSite(world), fake }
}

const save = async ({ world, site }: Town, more: Record<string, string> = {}) =>
  site.post(await world.as('admin'), '/ways/change', { ...FORM, ...more })

const row = (world: World) =>
  world.db.transaction(world.system, (tx) =>
    tx.selectFrom('message_ways').selectAll().where('alliance_id', '=', world.allianceId).executeTakeFirst(),
  )

const all = async (world: World): Promise<string> => {
  const { rows } = await world.db.transaction(world.system, (tx) => sql`select detail::text from event`.execute(tx))
  return JSON.stringify(rows)
}

describe('how an alliance sends', () => {
  it('until it is set up: nothing by text, emails by the mail server there is, letters printed here', async () => {
    const { world } = await open()
    expect(await readWays(world.system)).toMatchObject({ text: null, email: null, letter: { kind: 'print' } })
    configureMail({ demo: false, smtpUrl: 'smtp://127.0.0.1:1', mailFrom: 'x@localhost' }, () => {})
    expect(await readWays(world.system)).toMatchObject({ email: { kind: 'smtp' } })
  })

  it('is set by an administrator, keys sealed, shown nowhere and in no journal', async () => {
    const town = await open()
    const answer = await save(town)
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/${town.world.slug}/ways`])
    const held = await row(town.world)
    expect(held).toMatchObject({
      text_by: 'notify',
      notify_email_template: TEMPLATES.email.id,
      quiet_rest_days: false,
      daily_cap: 500,
    })
    expect(unseal(held?.notify_key_sealed ?? '')).toBe(KEYS.live)
    const secret = KEYS.live.slice(-36)
    const admin = await town.world.as('admin')
    for (const path of ['/ways', '/ways/change']) expect((await town.site.get(admin, path)).body).not.toContain(secret)
    expect(JSON.stringify(held)).not.toContain(secret)
    expect(await all(town.world)).toContain('"newKeys\\": [\\"GOV.UK Notify\\"]')
    expect(await all(town.world)).not.toContain(secret)
    expect(await readWays(town.world.system)).toMatchObject({
      text: { kind: 'notify', key: `notify ${KEYS.live.slice(5, 41)}`, perMinute: 3000 },
      email: { kind: 'notify' },
      letter: { kind: 'notify' },
      quiet: { from: '21:00', until: '07:30', restDays: false },
      dailyCap: 500,
    })
  })

  it('keeps its key when the box is left empty, and its token for callbacks', async () => {
    const town = await open()
    await save(town)
    const before = await row(town.world)
    await save(town, { notifyKey: '', dailyCap: '10' })
    const after = await row(town.world)
    expect(after).toMatchObject({ daily_cap: 10, notify_key_sealed: before?.notify_key_sealed })
    expect(after?.notify_token_sealed).toBe(before?.notify_token_sealed)
  })

  it.each([
    [{ notifyKey: '' }, 409, 'Enter the API key from GOV.UK Notify', 'notifyKey'],
    [{ notifyKey: 'half a key' }, 409, 'Copy the whole API key', 'notifyKey'],
    [{ notifyTextTemplate: '' }, 422, 'Enter the ID of the text template', 'notifyTextTemplate'],
    [{ notifyEmailTemplate: 'the email one' }, 422, 'Copy the template’s ID', 'notifyEmailTemplate'],
    [{ textBy: 'pigeon' }, 422, 'Choose who carries your texts', 'textBy'],
    [{ textBy: 'twilio', twilioAccount: ACCOUNT }, 422, 'Enter the number your texts come from', 'twilioSender'],
    [{ textBy: 'twilio', twilioAccount: ACCOUNT, twilioSender: NUMBER }, 409, 'Enter the auth token from Twilio', 'twilioToken'],
    [{ twilioAccount: 'AC1' }, 422, 'Copy the Account SID', 'twilioAccount'],
    [{ quietFrom: '25:00' }, 422, 'Enter when it gets quiet', 'quietFrom'],
    [{ dailyCap: '-1' }, 422, 'Enter the most messages in one day', 'dailyCap'],
    [{ notifyPerMinute: '0' }, 422, 'Enter how many a minute', 'notifyPerMinute'],
  ])('%o is named, the rest is kept as it was typed', async (wrong, status, says, field) => {
    const town = await open()
    const answer = await save(town, wrong as Record<string, string>)
    expect([answer.statusCode, answer.body.includes(says), answer.body.includes(`href="#${field}"`)]).toEqual([
      status,
      true,
      true,
    ])
    expect(answer.body).toContain('value="07:30"')
    expect(await row(town.world)).toBeUndefined()
  })

  it('holds everything while its keys cannot be read, and loses nothing', async () => {
    const town = await open()
    await save(town)
    openSeal({ secretKey: 'another key, of thirty-two characters and more', dataDir: '' })
    const { text } = await readWays(town.world.system)
    const sent = await text?.send({} as never)
    expect(sent).toMatchObject({ kind: 'later', holdUntil: expect.any(Date) })
    expect((await town.site.get(await town.world.as('admin'), '/ways')).statusCode).toBe(200)
  })

  it('leaves no machine in a demonstration but for a fake on the same one', async () => {
    const town = await open()
    await save(town)
    configureMail({ demo: true, smtpUrl: undefined, mailFrom: 'x@localhost' }, () => {})
    configureProviders(readConfig({ NOTIFY_URL: 'https://api.notifications.service.gov.uk' }))
    expect(await readWays(town.world.system)).toMatchObject({
      text: { kind: 'outbox' },
      email: { kind: 'outbox' },
      letter: { kind: 'outbox' },
    })
    configureProviders(readConfig({ NOTIFY_URL: town.fake.url }))
    expect(await readWays(town.world.system)).toMatchObject({ text: { kind: 'notify' } })
  })

  it('is one alliance’s own', async () => {
    const [town, other] = [await open(), await newWorld()]
    await save(town)
    expect(await readWays(other.system)).toMatchObject({ text: null })
  })
})

describe('testing a way', () => {
  it('sends the administrator a text and an email, and says what came of it', async () => {
    const town = await open()
    await save(town)
    const admin = await town.world.as('admin')
    expect((await town.site.post(admin, '/ways/try-text', { phone: '07700 900123' })).statusCode).toBe(303)
    expect((await town.site.post(admin, '/ways/try-email', {})).statusCode).toBe(303)
    expect((await town.site.get(admin, '/ways')).body).toContain('no answer yet')
    await runJobs(town.world, [notifications])
    expect(
      town.fake.arrived
        .map(({ kind, to }) => [kind, to])
        .toSorted()
        .toReversed(),
    ).toEqual([
      ['sms', '447700900123'],
      ['email', `${admin.actor.accountId}@example.org`],
    ])
    expect((await town.site.get(admin, '/ways')).body).toContain('it was taken')
    town.fake.breaks('faults')
    await town.site.post(admin, '/ways/try-text', { phone: '07700 900123' })
    await runJobs(town.world, [notifications])
    expect((await town.site.get(admin, '/ways')).body).toContain('there was no answer')
    expect(town.fake.arrived).toHaveLength(2)
  })

  it('is done once, however often the button is pressed', async () => {
    const town = await open()
    await save(town)
    const admin = await town.world.as('admin')
    const fields = { phone: '07700 900123', submission: newId() }
    const answers = await Promise.all(Array.from({ length: 5 }, () => town.site.post(admin, '/ways/try-text', fields)))
    await runJobs(town.world, [notifications])
    expect([answers.map(({ statusCode }) => statusCode), town.fake.arrived.length]).toEqual([[303, 303, 303, 303, 303], 1])
  })

  it('goes by Twilio where that is who carries texts', async () => {
    const town = await open()
    const more = {
      textBy: 'twilio',
      emailBy: 'none',
      letterBy: 'print',
      twilioAccount: ACCOUNT,
      twilioToken: TOKEN,
      twilioSender: NUMBER,
    }
    expect((await save(town, more)).statusCode).toBe(303)
    const admin = await town.world.as('admin')
    await town.site.post(admin, '/ways/try-text', { phone: '07700 900123' })
    await runJobs(town.world, [notifications])
    const page = (await town.site.get(admin, '/ways')).body
    expect(page).toContain('it was taken')
    expect(page).toContain('/hooks/twilio/texts')
    expect(page).not.toContain(TOKEN)
  })

  it('asks for a number that is one, and says plainly when there is nothing to test', async () => {
    const town = await open()
    const admin = await town.world.as('admin')
    const wrong = await town.site.post(admin, '/ways/try-text', { phone: 'mine' })
    expect([wrong.statusCode, wrong.body.includes('Enter your mobile number')]).toEqual([422, true])
    const off = await town.site.post(admin, '/ways/try-text', { phone: '07700 900123' })
    expect([off.statusCode, off.body.includes('You send no texts')]).toEqual([409, true])
    configureMail({ demo: true, smtpUrl: undefined, mailFrom: 'x@localhost' }, () => {})
    const demo = await town.site.post(admin, '/ways/try-email', {})
    expect([demo.statusCode, demo.body.includes('nothing leaves')]).toEqual([409, true])
  })
})

describe('the token for what Notify tells us', () => {
  it('is shown to an administrator, and a new one replaces it', async () => {
    const town = await open()
    const admin = await town.world.as('admin')
    expect((await town.site.post(admin, '/ways/new-token', {})).statusCode).toBe(404)
    await save(town)
    const before = unseal((await row(town.world))?.notify_token_sealed ?? '')
    expect((await town.site.get(admin, '/ways')).body).toContain(before)
    await town.site.post(admin, '/ways/new-token', {})
    const page = (await town.site.get(admin, '/ways')).body
    expect([page.includes(before), page.includes(unseal((await row(town.world))?.notify_token_sealed ?? ''))]).toEqual([
      false,
      true,
    ])
  })
})
