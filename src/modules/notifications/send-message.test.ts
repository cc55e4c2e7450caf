import { afterEach, describe, expect, it } from 'vitest'
import { command } from '#platform/command'
import { houseOf } from '#platform/house'
import { done, refuse } from '#platform/outcome'
import { runJobs } from '#test/jobs'
import { openMailServer } from '#test/mail'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { notifications } from './index'
import { configureMail, mailWorks } from './post-office'
import { sendEmail } from './send-email'
import { sendMessage } from './send-message'

const HOUSE = houseOf([notifications])

let stop: (() => Promise<void>) | undefined
afterEach(async () => {
  configureMail({ demo: true, smtpUrl: undefined, mailFrom: 'x@localhost' }, () => {})
  await stop?.()
  stop = undefined
})

const open = async () => {
  const server = await openMailServer()
  stop = server.stop
  configureMail({ demo: false, smtpUrl: server.url, mailFrom: 'DigiKnow <no-reply@help.example.org>' }, () => {})
  return server.state
}

const BEFORE = new Date('2025-11-05T10:10:00Z')
const write = command('sign-in.ask', async (work, input: { secret?: boolean; refused?: boolean }) => {
  const about = { type: 'account', id: work.allianceId }
  const email = { to: 'max@example.org', subject: 'Your code – ünïcode', body: 'Dear Max\n\nIt is 123456.', about }
  const id = await sendEmail(work, { ...email, ...(input.secret && { before: BEFORE }) })
  return input.refused ? refuse('moved-on') : done(id)
})

const written = async (world: World, input: { secret?: boolean } = {}): Promise<string> => {
  const made = await write(world.system, input)
  if (!made.ok) throw new Error(made.says)
  return made.value
}

const row = (world: World) =>
  world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx.selectFrom('message').select(['id', 'sent_at', 'failed_at', 'failure', 'body']).executeTakeFirst(),
  )

describe('an email', () => {
  it('goes out by the mail server, its own id as Message-ID, and stays written', async () => {
    const [state, world] = [await open(), await newWorld()]
    const id = await written(world)
    await runJobs(world, [notifications])
    expect(state.got).toHaveLength(1)
    expect(state.got[0]).toMatchObject({
      messageId: `<${id}@help.example.org>`,
      subject: 'Your code – ünïcode',
      from: { name: 'DigiKnow', address: 'no-reply@help.example.org' },
      to: [{ address: 'max@example.org' }],
    })
    expect(state.got[0]?.text?.trim()).toBe('Dear Max\n\nIt is 123456.')
    expect(await row(world)).toMatchObject({
      sent_at: new Date('2025-11-05T10:00:00Z'),
      failed_at: null,
      body: 'Dear Max\n\nIt is 123456.',
    })
  })

  it('was never written when the change it belongs to was refused', async () => {
    const [state, world] = [await open(), await newWorld()]
    await write(world.system, { refused: true })
    await runJobs(world, [notifications])
    expect([state.got, await row(world)]).toEqual([[], undefined])
  })

  it('goes out once, however often and however many at once its job runs', async () => {
    const [state, world] = [await open(), await newWorld()]
    const message = await written(world)
    await Promise.all(Array.from({ length: 10 }, () => sendMessage(world.system, { message }, HOUSE)))
    await sendMessage(world.system, { message }, HOUSE)
    expect(state.got).toHaveLength(1)
  })

  it('is not another alliance’s to send', async () => {
    const [state, world, other] = [await open(), await newWorld(), await newWorld()]
    const message = await written(world)
    await sendMessage(other.system, { message }, HOUSE)
    expect(state.got).toEqual([])
  })

  it('that holds a secret is forgotten once it has gone', async () => {
    const [state, world] = [await open(), await newWorld()]
    await written(world, { secret: true })
    await runJobs(world, [notifications])
    expect(state.got[0]?.text).toContain('123456')
    expect((await row(world))?.body).toBe('')
  })

  it('is not sent when it is too late to be of use', async () => {
    const [state, world] = [await open(), await newWorld()]
    await written(world, { secret: true })
    await runJobs(world.at('2025-11-05T10:10:00Z'), [notifications])
    expect(state.got).toEqual([])
    expect(await row(world)).toMatchObject({ sent_at: null, failure: 'Too late to be of use', body: '' })
  })

  it('is tried again after a failure that may pass, and its error names no address', async () => {
    const [state, world] = [await open(), await newWorld()]
    const message = await written(world)
    for (const at of ['address', 'words'] as const) {
      state.fails = { at, code: 451 }
      const tried = await sendMessage(world.system, { message }, HOUSE).then(
        () => 'sent',
        (error: Error) => error.message,
      )
      expect(tried).toMatch(/^The mail server did not take it: E\w+ 451/)
      expect(tried).not.toContain('max@')
      expect(await row(world)).toMatchObject({ sent_at: null, failed_at: null })
    }
    state.fails = null
    await sendMessage(world.system, { message }, HOUSE)
    expect(state.got).toHaveLength(1)
    expect(await row(world)).toMatchObject({ failure: null, sent_at: expect.any(Date) })
  })

  it('is tried again while the mail server is away', async () => {
    const [, world] = [await open(), await newWorld()]
    const message = await written(world)
    await stop?.()
    stop = undefined
    await expect(sendMessage(world.system, { message }, HOUSE)).rejects.toThrow('ESOCKET')
    expect(await row(world)).toMatchObject({ sent_at: null, failed_at: null })
  })

  it.each(['address', 'words'] as const)('is given up when the server refuses the %s for good', async (at) => {
    const [state, world] = [await open(), await newWorld()]
    const message = await written(world)
    state.fails = { at, code: 550 }
    await sendMessage(world.system, { message }, HOUSE)
    expect(await row(world)).toMatchObject({
      sent_at: null,
      failed_at: expect.any(Date),
      failure: expect.stringContaining('550'),
    })
    state.fails = null
    await sendMessage(world.system, { message }, HOUSE)
    expect(state.got).toEqual([])
  })

  it('goes nowhere when email is not set up, and start says what to do instead', async () => {
    const world = await newWorld()
    const said: string[] = []
    configureMail({ demo: false, smtpUrl: undefined, mailFrom: 'x@localhost' }, (line) => said.push(line))
    expect(mailWorks()).toBe(false)
    expect(said.join(' ')).toContain('digiknow user link')
    await written(world)
    await runJobs(world, [notifications])
    expect(await row(world)).toMatchObject({ sent_at: null, failure: 'Email is not set up' })
  })
})

describe('the outbox of a demonstration', () => {
  it('shows what would have been sent, newest first, to this alliance alone', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    await written(world, { secret: true })
    await runJobs(world, [notifications])
    const page = await (await openSite(world, { demo: true })).get(world.public, '/demo/outbox')
    expect(page.body).toContain('It is 123456.')
    const theirs = await (await openSite(other, { demo: true })).get(other.public, '/demo/outbox')
    expect([theirs.statusCode, theirs.body.includes('123456')]).toEqual([200, false])
  })

  it('does not exist anywhere else', async () => {
    const world = await newWorld()
    await written(world)
    const page = await (await openSite(world)).get(world.public, '/demo/outbox')
    expect([page.statusCode, page.body.includes('123456')]).toEqual([404, false])
  })
})
