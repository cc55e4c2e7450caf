import { describe, expect, it } from 'vitest'
import { type Ctx, command } from '#platform/command'
import { newId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { configureMail } from '../post-office'
import { readAllNotices, readNotice } from './read-notices'
import { setDigest } from './set-digest'
import { type StaffNotice, tellStaff } from './tell-staff'
import { tidyNotices } from './tidy-notices'
import { writeDigest, writeDigests } from './write-digest'

const tell = command('account.invite', async (work, { refused, ...notice }: StaffNotice & { refused?: boolean }) => {
  const told = await tellStaff(work, notice)
  return refused ? refuse('no', 'No') : done(told)
})
const about = { type: 'account', id: newId() }
const notice = (to: StaffNotice['to'], more: Partial<StaffNotice> = {}): StaffNotice => ({
  to,
  about,
  words: 'Text from a number nobody has',
  path: '/messages',
  ...more,
})
const told = async (world: World, given: StaffNotice & { refused?: boolean }): Promise<number> => {
  const outcome = await tell(world.system, given)
  return outcome.ok ? outcome.value : 0
}
const noticesOf = ({ db, allianceId }: World) =>
  db.transaction({ allianceId }, (tx) => tx.selectFrom('staff_notice').selectAll().orderBy('id').execute())
const emailsOf = ({ db, allianceId }: World) =>
  db.transaction({ allianceId }, (tx) => tx.selectFrom('message').select(['address', 'subject', 'body']).execute())
const id = (ctx: Ctx): string => ctx.actor.accountId ?? ''

const close = (world: World, ctx: Ctx) =>
  world.db.transaction(world.system, (tx) =>
    tx.updateTable('account').set({ closed_at: new Date() }).where('id', '=', id(ctx)).execute(),
  )

describe('telling those who work here', () => {
  it('tells everyone who has a role, and nobody else', async () => {
    const world = await newWorld()
    const [one, both] = [await world.as('helpline'), await world.as('helpline', 'lead')]
    await world.as('admin')
    await (await newWorld()).as('helpline')
    expect(await told(world, notice({ role: 'helpline' }))).toBe(2)
    const rows = await noticesOf(world)
    expect(rows.map((row) => row.account_id).toSorted()).toEqual([id(one), id(both)].toSorted())
    expect(rows[0]).toMatchObject({ words: 'Text from a number nobody has', path: '/messages', read_at: null })
  })

  it('tells one account', async () => {
    const world = await newWorld()
    const [one] = [await world.as('helpline'), await world.as('lead')]
    expect(await told(world, notice({ account: id(one) }))).toBe(1)
    expect((await noticesOf(world)).map((row) => row.account_id)).toEqual([id(one)])
  })

  it('tells no closed account, no account of another alliance, and says so by the count', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const [gone, theirs] = [await world.as('helpline'), await other.as('helpline')]
    await close(world, gone)
    expect(await told(world, notice({ role: 'helpline' }))).toBe(0)
    expect(await told(world, notice({ account: id(gone) }))).toBe(0)
    expect(await told(world, notice({ account: id(theirs) }))).toBe(0)
    expect(await noticesOf(other)).toEqual([])
  })

  it('tells one cause once, and each of several causes', async () => {
    const world = await newWorld()
    await world.as('admin')
    const failed = (cause: string) => told(world, notice({ role: 'admin' }, { cause }))
    expect([await failed('a'), await failed('a'), await failed('b')]).toEqual([1, 0, 1])
    await Promise.all(Array.from({ length: 8 }, () => failed('c')))
    expect(await noticesOf(world)).toHaveLength(3)
  })

  it('tells nothing when what caused it is refused', async () => {
    const world = await newWorld()
    await world.as('admin')
    await tell(world.system, { ...notice({ role: 'admin' }), refused: true })
    expect(await noticesOf(world)).toEqual([])
  })
})

describe('For you', () => {
  it('lists what is new, counts it beside the name on every page, and marks it as read', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const site = await openSite(world)
    await told(world, notice({ role: 'helpline' }, { words: 'Look at R-1042', path: '/requests/R-1042' }))
    const page = await site.get(ctx, '/for-you')
    expect(page.body).toContain(`<a class="govuk-link" href="/${world.slug}/requests/R-1042">Look at R-1042</a>`)
    expect((await site.get(ctx, '/requests')).body).toContain('digiknow-count">1<')
    const [row] = await noticesOf(world)
    const done = await site.post(ctx, `/for-you/${row?.id}/read`, {})
    expect([done.statusCode, done.headers.location]).toEqual([303, `/${world.slug}/for-you`])
    expect((await site.get(ctx, '/for-you')).body).not.toContain('digiknow-count')
    expect((await site.get(ctx, '/for-you')).body).toContain('Read before')
  })

  it('shows nobody what is another’s, and marks nothing of theirs', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const [mine, colleague, stranger] = [await world.as('helpline'), await world.as('lead'), await other.as('helpline')]
    await told(world, notice({ account: id(mine) }, { words: 'Only for me' }))
    const [row] = await noticesOf(world)
    const site = await openSite(world)
    expect((await site.get(colleague, '/for-you')).body).not.toContain('Only for me')
    for (const ctx of [colleague, stranger, world.system])
      expect(await readNotice(ctx, { notice: String(row?.id) })).toMatchObject({ ok: false, status: 404 })
    expect(await readNotice(mine, { notice: 'x' })).toMatchObject({ ok: false, status: 404 })
    await readAllNotices(colleague, { last: String(row?.id) })
    expect((await noticesOf(world))[0]?.read_at).toBeNull()
  })

  it('marks all that was shown, and not what came since', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    for (const minute of ['10:00', '10:01', '10:02'])
      await told(world.at(`2025-11-05T${minute}:00Z`), notice({ account: id(ctx) }))
    const [, second] = await noticesOf(world)
    expect(await readAllNotices(ctx, { last: String(second?.id) })).toMatchObject({ ok: true })
    expect((await noticesOf(world)).map(({ read_at }) => read_at !== null)).toEqual([true, true, false])
    expect(await readAllNotices(ctx, { last: 'nothing' })).toMatchObject({ ok: false, status: 404 })
  })
})

describe('every night', () => {
  it('what was read three months ago is forgotten, and what nobody read in a year; nobody else’s', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const [ctx, theirs] = [await world.as('helpline'), await other.as('helpline')]
    const tellAt = (moment: string, words: string) => told(world.at(moment), notice({ account: id(ctx) }, { words }))
    await told(other.at('2024-01-01T10:00:00Z'), notice({ account: id(theirs) }))
    await tellAt('2024-11-01T10:00:00Z', 'a year unread')
    await tellAt('2025-06-01T10:00:00Z', 'read in summer')
    const summer = await world.at('2025-08-01T10:00:00Z').as('helpline')
    await readNotice(summer, { notice: String((await noticesOf(world))[1]?.id) })
    await tellAt('2025-09-01T10:00:00Z', 'not read yet')
    await tidyNotices(world.system)
    expect((await noticesOf(world)).map(({ words }) => words)).toEqual(['not read yet'])
    expect(await noticesOf(other)).toHaveLength(1)
  })
})

describe('the daily email', () => {
  const run = (world: World, moment: string) => writeDigests(world.at(moment).system)

  it('says what is unread, without details, once a day, whoever comes first', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    await told(world, notice({ account: id(ctx) }, { words: 'Look at R-1042' }))
    await Promise.all(Array.from({ length: 6 }, () => run(world, '2025-11-06T08:00:00Z')))
    await run(world, '2025-11-06T08:10:00Z')
    const emails = await emailsOf(world)
    expect(emails).toHaveLength(1)
    expect(emails[0]?.address).toBe(`${id(ctx)}@example.org`)
    expect(emails[0]?.subject).toContain('1 new for you')
    expect(emails[0]?.body).toContain('* Look at R-1042')
  })

  it('comes again only when there is more, and then says all that is unread', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    await told(world, notice({ account: id(ctx) }, { words: 'First' }))
    await run(world, '2025-11-06T08:00:00Z')
    await run(world, '2025-11-07T08:00:00Z')
    expect(await emailsOf(world)).toHaveLength(1)
    await told(world.at('2025-11-07T11:00:00Z'), notice({ account: id(ctx) }, { words: 'Second' }))
    await run(world, '2025-11-08T08:00:00Z')
    const [, last] = await emailsOf(world)
    expect(last?.body).toContain('* Second\n* First')
  })

  it('is not written for what was read, for those who do not want it, or for a closed account', async () => {
    const world = await newWorld()
    const [read, off, gone] = [await world.as('helpline'), await world.as('lead'), await world.as('admin')]
    for (const ctx of [read, off, gone]) await told(world, notice({ account: id(ctx) }))
    const site = await openSite(world)
    const saved = await site.post(off, '/for-you', { wanted: 'no' })
    expect(saved.statusCode).toBe(303)
    expect((await site.get(off, '/for-you')).body).toMatch(/value="no" checked/)
    const newest = (await noticesOf(world)).find((row) => row.account_id === id(read))
    await readNotice(read, { notice: String(newest?.id) })
    await close(world, gone)
    await run(world, '2025-11-06T08:00:00Z')
    expect(await emailsOf(world)).toEqual([])
    expect(await writeDigest(world.system, { account: id(off) })).toMatchObject({ ok: true, value: false })
    expect(await setDigest(off, { wanted: 'yes' })).toMatchObject({ ok: true })
    await run(world, '2025-11-06T08:10:00Z')
    expect(await emailsOf(world)).toHaveLength(1)
  })

  it.each([
    ['2025-11-06T07:59:59Z', 0],
    ['2025-11-06T08:00:00Z', 1],
    ['2025-11-06T17:59:00Z', 1],
    ['2025-11-06T18:00:00Z', 0],
    // The Sundays when the clocks change: 8am in London.
    ['2026-03-29T06:59:59Z', 0],
    ['2026-03-29T07:00:00Z', 1],
    ['2026-10-25T07:59:59Z', 0],
    ['2026-10-25T08:00:00Z', 1],
  ])('at %s writes %i', async (moment, count) => {
    const world = await newWorld()
    await told(world, notice({ account: id(await world.as('helpline')) }))
    await run(world, moment)
    expect(await emailsOf(world)).toHaveLength(count)
  })

  it('waits when email is not set up', async () => {
    const world = await newWorld()
    await told(world, notice({ account: id(await world.as('helpline')) }))
    const from = { mailFrom: 'x@localhost', smtpUrl: undefined }
    configureMail({ demo: false, ...from }, () => {})
    await run(world, '2025-11-06T08:00:00Z')
    configureMail({ demo: true, ...from }, () => {})
    expect(await emailsOf(world)).toEqual([])
    await run(world, '2025-11-06T08:10:00Z')
    expect(await emailsOf(world)).toHaveLength(1)
  })

  it('says how many more there are after twenty', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    for (let turn = 0; turn < 23; turn++) await told(world, notice({ account: id(ctx) }))
    await run(world, '2025-11-06T08:00:00Z')
    const [email] = await emailsOf(world)
    expect([email?.subject.startsWith('23 new'), email?.body.includes('And 3 more.')]).toEqual([true, true])
  })

  it('needs a choice: what was sent is kept', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const answer = await (await openSite(world)).post(ctx, '/for-you', {})
    expect([answer.statusCode, answer.body.includes('Choose whether you want the daily email')]).toEqual([422, true])
  })
})
