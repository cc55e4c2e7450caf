import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { systemActor } from '#platform/access'
import type { Ctx } from '#platform/command'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { aLoan, aPromisedLoan, collecting, standing, value } from '../lending-trial'
import { AGREEMENT_VERSION } from './agreement'
import { bringBackLoan } from './bring-back-loan'
import { collectLoan } from './collect-loan'
import { extendLoan } from './extend-loan'
import { holdAgain } from './hold-again'
import { lapseLoan } from './lapse-loan'
import { dueWords, isDueThisWeek, isOverdue, LOAN_STATUSES, type LoanStatus, latestDue, returnForm } from './loan'
import { loanMoves } from './loan.moves'
import { cancelLoan, loseLoan } from './lose-loan'

const SIGNED = JSON.stringify([
  [
    [10, 20],
    [40, 60],
  ],
  [[5, 5]],
])
const back = returnForm.parse({ conditionBack: 'worn', kitComplete: 'no', returnedOn: '2025-11-05', notes: 'No charger' })

describe('the dates of a loan', () => {
  it.each([
    ['2025-11-30', '2026-02-28'],
    ['2027-11-30', '2028-02-29'],
    ['2025-11-05', '2026-02-05'],
  ])('collected on %s, three months at most is %s', (from, latest) => {
    expect(latestDue(from, 3)).toBe(latest)
  })

  it('tells late, today and soon in words', () => {
    const loan = { status: 'on_loan', due_on: '2025-11-05' }
    expect(dueWords(loan, '2025-11-16')).toBe('11 days late')
    expect(dueWords(loan, '2025-11-06')).toBe('1 day late')
    expect(dueWords(loan, '2025-11-05')).toBe('Today')
    expect(dueWords(loan, '2025-11-04')).toBe('Tomorrow')
    expect(dueWords(loan, '2025-10-15')).toBe('In 3 weeks')
    expect([isOverdue(loan, '2025-11-05'), isOverdue(loan, '2025-11-06')]).toEqual([false, true])
    expect([isDueThisWeek(loan, '2025-10-29'), isDueThisWeek(loan, '2025-10-30')]).toEqual([false, true])
    expect(isOverdue({ ...loan, status: 'returned' }, '2026-01-01')).toBe(false)
  })
})

describe('handing over and taking back', () => {
  it('collects with the agreement signed on the screen, and shows it to print', async () => {
    const world = await newWorld()
    const loan = await aPromisedLoan(world)
    const site = await openSite(world)
    const ctx = await world.as('librarian')
    const sent = await site.post(ctx, `/loans/${loan.reference}/collect`, {
      conditionOut: 'good',
      kitOut: 'Charger & case',
      'dueOn-day': '5',
      'dueOn-month': '2',
      'dueOn-year': '2026',
      signedName: 'Ann <b>Example</b>',
      strokes: SIGNED,
    })
    expect(sent.statusCode).toBe(303)
    expect(await standing(world, loan)).toMatchObject({
      loan: {
        status: 'on_loan',
        collected_on: '2025-11-05',
        due_on: '2026-02-05',
        agreement_version: AGREEMENT_VERSION,
        kit_out: 'Charger & case',
      },
      device: { status: 'on_loan' },
      actions: ['loan.collect', 'loan.promise'],
    })
    const page = await site.get(ctx, `/loans/${loan.reference}/agreement`)
    expect(page.body).toContain('d="M10 20L40 60M5 5L5 5"')
    expect(page.body).toContain('Ann &lt;b>Example')
    expect(page.body).toContain('5 February 2026')
    const device = await site.get(ctx, `/devices/${loan.device.reference}`)
    expect(device.body).toContain(`Borrowed tablet ${loan.device.reference}, due back 5 February 2026`)
    const person = await site.get(ctx, `/people/${loan.person.reference}`)
    expect(person.body).toContain(`/loans/${loan.reference}`)
  })

  it('a due day too late or too soon comes back on its field, with what was typed kept', async () => {
    const world = await newWorld()
    const loan = await aPromisedLoan(world)
    const ctx = await world.as('librarian')
    const due = (dueOn: string) => collectLoan(ctx, { ...collecting({ dueOn }), reference: loan.reference })
    expect(await due('2026-02-06')).toMatchObject({ code: 'due-too-late', field: 'dueOn' })
    expect(await due('2025-11-05')).toMatchObject({ code: 'due-too-soon', field: 'dueOn' })
    const site = await openSite(world)
    const page = await site.post(ctx, `/loans/${loan.reference}/collect`, {
      'dueOn-day': '31',
      'dueOn-month': '2',
      'dueOn-year': '2026',
      signedName: 'Typed Name',
      strokes: SIGNED,
    })
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('href="#dueOn"')
    expect(page.body).toContain('href="#conditionOut"')
    expect(page.body).toContain('Typed Name')
    expect(page.body).toContain('[[10,20]')
    expect(await standing(world, loan)).toMatchObject({ loan: { status: 'promised' }, device: { status: 'promised' } })
  })

  it('more time is at most three months from today, and only for a device that is out', async () => {
    const world = await newWorld()
    const loan = await aLoan(world)
    const later = world.at('2025-12-20T10:00:00Z')
    const ctx = await later.as('helpline')
    const until = (dueOn: string) => extendLoan(ctx, { reference: loan.reference, dueOn })
    expect(await until('2026-03-21')).toMatchObject({ code: 'due-too-late' })
    expect(await until('2025-12-20')).toMatchObject({ code: 'due-too-soon' })
    expect(await until('2026-03-20')).toMatchObject({ ok: true })
    expect(await standing(world, loan)).toMatchObject({ loan: { due_on: '2026-03-20', status: 'on_loan' } })
    const signed = await (await openSite(later)).get(await later.as('librarian'), `/loans/${loan.reference}/agreement`)
    expect(signed.body).toContain('Bring it back by 12 December 2025')
    expect(signed.body).toContain('now due back by 20 March 2026')
  })

  it('comes back with its condition, and waits to be wiped', async () => {
    const world = await newWorld()
    const loan = await aLoan(world)
    const ctx = await world.as('librarian')
    const bring = (returnedOn: string) => bringBackLoan(ctx, { ...back, returnedOn, reference: loan.reference })
    expect(await bring('2025-11-04')).toMatchObject({ code: 'before-collected', field: 'returnedOn' })
    expect(await bring('2025-11-06')).toMatchObject({ code: 'not-yet', field: 'returnedOn' })
    expect(await bring('2025-11-05')).toMatchObject({ ok: true })
    expect(await standing(world, loan)).toMatchObject({
      loan: {
        status: 'returned',
        returned_on: '2025-11-05',
        condition_back: 'worn',
        kit_complete: false,
        return_notes: 'No charger',
      },
      device: { status: 'to_wipe', condition: 'worn' },
    })
    const thanks = await (await openSite(world)).get(ctx, `/loans/${loan.reference}/thanks`)
    expect(thanks.body).toContain('must be wiped')
  })

  it('lost without blame, found later', async () => {
    const world = await newWorld()
    const loan = await aLoan(world)
    value(await loseLoan(await world.as('helpline'), { reference: loan.reference }))
    expect(await standing(world, loan)).toMatchObject({ loan: { status: 'lost' }, device: { status: 'lost' } })
    value(await bringBackLoan(await world.as('librarian'), { ...back, reference: loan.reference }))
    expect(await standing(world, loan)).toMatchObject({
      device: { status: 'to_wipe' },
      actions: ['loan.bring-back', 'loan.collect', 'loan.lose', 'loan.promise'],
    })
  })

  it('20 presses of one button hand it over once', async () => {
    const world = await newWorld()
    const loan = await aPromisedLoan(world)
    const ctx = await world.as('librarian')
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => collectLoan(ctx, { ...collecting(), reference: loan.reference })),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect((await standing(world, loan)).actions).toEqual(['loan.collect', 'loan.promise'])
  })
})

const COMMANDS = {
  collect: (ctx: never, reference: string) => collectLoan(ctx, { ...collecting(), reference }),
  cancel: (ctx: never, reference: string) => cancelLoan(ctx, { reference }),
  extend: (ctx: never, reference: string) => extendLoan(ctx, { reference, dueOn: '2025-12-30' }),
  bringBack: (ctx: never, reference: string) => bringBackLoan(ctx, { ...back, reference }),
  lose: (ctx: never, reference: string) => loseLoan(ctx, { reference }),
  breaks: (ctx: never, reference: string) => loseLoan(ctx, { reference, what: 'broken' }),
  holdAgain: (ctx: never, reference: string) => holdAgain(ctx, { reference }),
  // By the clock alone: but a champion asks as a champion
  lapse: (ctx: Ctx, reference: string) =>
    lapseLoan(ctx.actor.roles.includes('champion') ? ctx : { ...ctx, actor: systemActor }, { reference }),
} satisfies Record<keyof typeof loanMoves, unknown>

const PAGE_OF: Partial<Record<keyof typeof loanMoves, string>> = { collect: 'collect', extend: 'extend', bringBack: 'return' }

const wrong = (Object.keys(loanMoves) as (keyof typeof loanMoves)[]).flatMap((move) =>
  (Object.keys(LOAN_STATUSES) as LoanStatus[])
    .filter((status) => !(loanMoves[move].from as readonly LoanStatus[]).includes(status))
    .map((status) => [move, status] as const),
)

describe('what may not follow what', () => {
  it.each(wrong)('%s is refused when the loan is %s, and nothing is written', async (move, status) => {
    const world = await newWorld()
    const loan = await aLoan(world)
    const returned = status === 'returned' ? ['2025-11-05', world.system.clock.now()] : [null, null]
    await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      sql`update loan set status = ${status}, returned_on = ${returned[0]}, returned_at = ${returned[1]} where id = ${loan.id}`.execute(
        tx,
      ),
    )
    const before = await standing(world, loan)
    const ctx = (await world.as('librarian')) as never
    expect(await COMMANDS[move](ctx, loan.reference)).toMatchObject({ ok: false, code: 'moved-on', status: 409 })
    expect(await standing(world, loan)).toEqual(before)
    const page = PAGE_OF[move]
    if (page) expect((await (await openSite(world)).get(ctx, `/loans/${loan.reference}/${page}`)).statusCode).toBe(409)
  })

  it('an unknown loan is not found, and a champion may do none of it', async () => {
    const world = await newWorld()
    const champion = (await world.as('champion')) as never
    const librarian = (await world.as('librarian')) as never
    for (const command of Object.values(COMMANDS)) {
      expect(await command(librarian, 'L-0000')).toMatchObject({ code: 'not-found', status: 404 })
      expect(await command(champion, 'L-0000')).toMatchObject({ code: 'forbidden' })
    }
  })
})
