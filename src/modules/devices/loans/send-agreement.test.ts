import { extractText } from 'unpdf'
import { afterEach, describe, expect, it } from 'vitest'
import { configureMail, configureProviders } from '#modules/notifications'
import { readConfig } from '#platform/config'
import { seal } from '#platform/sealed'
import { runJobs } from '#test/jobs'
import { openMailServer } from '#test/mail'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { openFakeNotify } from '../../../../test/fake-notify/index'
import { modules } from '../../../app'
import { aPromisedLoan, collecting, value } from '../lending-trial'
import { collectLoan } from './collect-loan'
import { sendAgreement } from './send-agreement'

const KEPT = { demo: true, smtpUrl: undefined, mailFrom: 'x@localhost' } as const
const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  configureMail(KEPT, () => {})
  configureProviders(readConfig({ PUBLIC_URL: 'http://localhost' }))
  await Promise.all(stops.splice(0).map((stop) => stop()))
})

const textOf = async (pdf: ArrayBuffer | Buffer): Promise<string> =>
  (await extractText(new Uint8Array(pdf), { mergePages: true })).text.replace(/\s+/g, ' ')

/** What is only on the signed paper, not in the words that go with it. */
const ON_PAPER = ['Lent to Ann Example', 'Handed over by Test librarian', 'Signed: Ann Example']

const mail = async () => {
  const { state, url, stop } = await openMailServer()
  stops.push(stop)
  configureMail({ demo: false, smtpUrl: url, mailFrom: 'DigiKnow <no-reply@help.example.org>' }, () => {})
  return state
}

/** Someone whom only an email reaches, with a signed loan. */
const borrower = async (world: World) => {
  const loan = await aPromisedLoan(world)
  value(
    await collectLoan(await world.as('librarian'), {
      ...collecting({ strokes: '[[[10,20],[40,60]]]' }),
      reference: loan.reference,
    }),
  )
  const whose = { alliance_id: world.allianceId, person_id: loan.person.id }
  await world.db.transaction(world.system, async (tx) => {
    await tx
      .updateTable('person')
      .set({ ways: ['email'] })
      .where('id', '=', loan.person.id)
      .execute()
    await tx
      .insertInto('person_email')
      .values({ ...whose, address: 'ann@example.org' })
      .execute()
  })
  return loan
}

describe('a copy of the agreement by email', () => {
  it('has the signed paper with it', async () => {
    const [world, state] = [await newWorld(), await mail()]
    const loan = await borrower(world)
    value(await sendAgreement(await world.as('helpline'), { reference: loan.reference }))
    await runJobs(world, modules)
    const copy = state.got.find(({ subject }) => subject?.startsWith('A copy of our agreement'))
    const [paper, ...others] = copy?.attachments ?? []
    expect([copy?.to?.[0]?.address, others]).toEqual(['ann@example.org', []])
    expect(paper).toMatchObject({ filename: `agreement-${loan.reference}.pdf`, mimeType: 'application/pdf' })
    const text = await textOf(paper?.content as ArrayBuffer)
    for (const words of ON_PAPER) expect(text).toContain(words)
  })

  it('is not with any other email', async () => {
    const [world, state] = [await newWorld(), await mail()]
    await borrower(world)
    await runJobs(world, modules)
    expect(state.got.flatMap(({ attachments }) => attachments)).toEqual([])
  })
})

/** Someone who would rather have a text, and has an address. */
const atAddress = async (world: World, more: Record<string, unknown> = {}) => {
  const loan = await borrower(world)
  await world.db.transaction(world.system, async (tx) => {
    const home = { ways: ['text'], address: '12 Longmeadow Road, Edgeley', postcode: 'SK3 8NR' }
    await tx
      .updateTable('person')
      .set({ ...home, ...more })
      .where('id', '=', loan.person.id)
      .execute()
    const number = { alliance_id: world.allianceId, person_id: loan.person.id, number: '+447700900123' }
    await tx.insertInto('person_phone').values(number).execute()
  })
  return loan
}

const setWays = (world: World, ways: Record<string, unknown>) =>
  world.db.transaction(world.system, (tx) =>
    tx
      .insertInto('message_ways')
      .values({ alliance_id: world.allianceId, changed_at: new Date(), ...ways } as never)
      .execute(),
  )

describe('a copy of the agreement by letter', () => {
  it('goes through GOV.UK Notify with the signed paper in its envelope, where a text would carry none', async () => {
    const [world, fake] = [await newWorld(), await openFakeNotify({ settleMs: 1 })]
    stops.push(fake.close)
    configureMail({ demo: false, smtpUrl: undefined, mailFrom: 'x@localhost' }, () => {})
    configureProviders(readConfig({ PUBLIC_URL: 'http://localhost', NOTIFY_URL: fake.url }))
    const service = { notify_key_sealed: seal(fake.keys.live), notify_service: fake.keys.live.slice(5, 41) }
    const templates = { notify_text_template: fake.templates.sms.id, notify_email_template: fake.templates.email.id }
    await setWays(world, { ...service, ...templates, text_by: 'notify', letter_by: 'notify' })
    const loan = await atAddress(world)
    value(await sendAgreement(await world.as('helpline'), { reference: loan.reference }))
    await runJobs(world, modules)
    await fake.office.settled()
    expect(fake.arrived.map(({ kind, status }) => [kind, status])).toEqual([['letter', 'received']])
    const text = await textOf(fake.arrived[0]?.pdf ?? Buffer.alloc(0))
    for (const words of ['12 Longmeadow Road', ...ON_PAPER]) expect(text).toContain(words)
  })

  it('is printed here where nothing else is set up, with the same paper', async () => {
    const world = await newWorld()
    configureMail({ demo: false, smtpUrl: undefined, mailFrom: 'x@localhost' }, () => {})
    const loan = await atAddress(world)
    const me = await world.as('librarian')
    value(await sendAgreement(me, { reference: loan.reference }))
    await runJobs(world, modules)
    const site = await openSite(world)
    const printed = await site.post(me, '/letters/print', {})
    const path = String(printed.headers.location).replace(`/${world.slug}`, '')
    const text = await textOf((await site.get(me, `${path}/letters.pdf`)).rawPayload)
    for (const words of ['12 Longmeadow Road', ...ON_PAPER]) expect(text).toContain(words)
  })

  it('says nothing of who we are where a safe contact plan gives us another name', async () => {
    const world = await newWorld()
    configureMail({ demo: false, smtpUrl: undefined, mailFrom: 'x@localhost' }, () => {})
    const loan = await atAddress(world, { ways: ['letter'] })
    const plan = { our_name: 'Zzbooks', never_write: false, made_at: world.system.clock.now() }
    await world.db.transaction(world.system, (tx) =>
      tx
        .insertInto('safe_contact_plan')
        .values({ alliance_id: world.allianceId, person_id: loan.person.id, ...plan })
        .execute(),
    )
    const me = await world.as('librarian')
    value(await sendAgreement(me, { reference: loan.reference }))
    await runJobs(world, modules)
    const site = await openSite(world)
    const printed = await site.post(me, '/letters/print', {})
    const path = String(printed.headers.location).replace(`/${world.slug}`, '')
    const text = await textOf((await site.get(me, `${path}/letters.pdf`)).rawPayload)
    expect(text).toContain('Zzbooks')
    expect(text).not.toContain('Handed over by')
    expect(text).not.toContain(`Test ${world.slug}`)
  })
})
