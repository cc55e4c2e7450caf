import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { aLoan, aPerson, aReadyDevice, value } from '../lending-trial'
import { extendLoan } from '../loans/extend-loan'
import { promiseLoan } from '../loans/promise-loan'
import { setPurpose } from '../rules/set-purpose'
import { joinWaiting } from './join-waiting'
import { leaveWaiting, rejoinWaiting } from './leave-waiting'
import { WAITING_STATUSES, type WaitingStatus, waitingMoves } from './waiting.moves'
import { joins, statusOf, wish } from './waiting-trial'

describe('joining the list', () => {
  it('keeps the head start of that day, and shows the place and why', async () => {
    const world = await newWorld()
    const first = await joins(world, 'Ann Example', { purpose: 'job' })
    await joins(world, 'Bob Example')
    const site = await openSite(world)
    const page = await site.get(await world.as('librarian'), '/waiting-list')
    expect(page.body).toContain('2 people wait for a device')
    expect(page.body).toContain('1st: job search or benefits, 0 days, which counts as 30 days more')
    expect(page.body).toContain('2nd: family, friends and everyday life, 0 days')
    value(await setPurpose(await world.as('lead'), { code: 'job', name: 'Job search', saidAs: 'Job search', headStart: 0 }))
    expect((await site.get(await world.as('librarian'), `/waiting-list/${first.reference}`)).body).toContain(
      'counts as 30 days more',
    )
  })

  it('what must not be known by a list is not said on it', async () => {
    const world = await newWorld()
    const one = await joins(world, 'Ann Example', { purpose: 'safety' })
    const site = await openSite(world)
    for (const path of ['/waiting-list', `/waiting-list/${one.reference}`]) {
      const page = await site.get(await world.as('librarian'), path)
      expect(page.body).toContain('urgent')
      expect(page.body).not.toMatch(/abuse/i)
    }
  })

  it('refuses twice for one kind, a purpose or place nobody knows, and the other alliance’s person', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const { person } = await joins(world, 'Ann Example')
    const ctx = await world.as('helpline')
    expect(await joinWaiting(ctx, { ...wish(), person: person.reference })).toMatchObject({
      code: 'already-waiting',
      field: 'kind',
    })
    value(await joinWaiting(ctx, { ...wish({ kind: 'laptop' }), person: person.reference }))
    expect(await joinWaiting(ctx, { ...wish({ purpose: 'gold' }), person: person.reference })).toMatchObject({
      code: 'no-such-purpose',
    })
    expect(await joinWaiting(ctx, { ...wish({ place: newId() }), person: person.reference })).toMatchObject({
      code: 'no-such-place',
    })
    expect(await joinWaiting(ctx, { ...wish(), person: (await aPerson(other)).reference })).toMatchObject({ code: 'not-found' })
  })

  it('says about when a device will come back', async () => {
    const world = await newWorld()
    await aLoan(world)
    await joins(world, 'Ann Example')
    const page = await (await openSite(world)).get(await world.as('librarian'), '/waiting-list')
    expect(page.body).toContain('About 14 Dec')
  })
})

describe('more time while others wait', () => {
  it('is refused, with the reason, unless one is ready for them', async () => {
    const world = await newWorld()
    const loan = await aLoan(world)
    await joins(world, 'Bob Example')
    const ctx = await world.as('helpline')
    const longer = () => extendLoan(ctx, { reference: loan.reference, dueOn: '2026-01-05' })
    expect(await longer()).toMatchObject({ code: 'someone-waits', says: 'Someone else is waiting for a tablet.', field: 'dueOn' })
    await aReadyDevice(world)
    value(await longer())
  })

  it('their own place on the list does not count against them', async () => {
    const world = await newWorld()
    const loan = await aLoan(world)
    value(await joinWaiting(await world.as('helpline'), { ...wish(), person: loan.person.reference }))
    value(await extendLoan(await world.as('helpline'), { reference: loan.reference, dueOn: '2026-01-05' }))
    expect(await promiseLoan(await world.as('helpline'), { device: 'DK-0000', person: loan.person.reference })).toMatchObject({
      ok: false,
    })
  })
})

const COMMANDS = { leave: leaveWaiting, rejoin: rejoinWaiting }
const wrong = (Object.keys(COMMANDS) as (keyof typeof COMMANDS)[]).flatMap((move) =>
  (Object.keys(WAITING_STATUSES) as WaitingStatus[])
    .filter((status) => !(waitingMoves[move].from as readonly WaitingStatus[]).includes(status))
    .map((status) => [move, status] as const),
)

describe('what may not follow what on the list', () => {
  it.each(wrong)('%s is refused when the place is %s', async (move, status) => {
    const world = await newWorld()
    const one = await joins(world, 'Ann Example')
    const ended = status === 'done' || status === 'left' ? '2025-11-05' : null
    await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      sql`update waiting set status = ${status}, ended_on = ${ended} where id = ${one.id}`.execute(tx),
    )
    expect(await COMMANDS[move](await world.as('librarian'), one)).toMatchObject({ code: 'moved-on' })
    expect(await COMMANDS[move](await world.as('librarian'), { reference: 'W-0000' })).toMatchObject({ code: 'not-found' })
    expect(await COMMANDS[move](await world.as('champion'), one)).toMatchObject({ code: 'forbidden' })
    expect(await statusOf(world, one)).toBe(status)
  })
})
