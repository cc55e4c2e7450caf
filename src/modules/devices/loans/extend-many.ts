import { sql } from 'kysely'
import { z } from 'zod'
import { addDays } from '#platform/clock'
import { type Ctx, command, type Work } from '#platform/command'
import type { Tx } from '#platform/db'
import { date, needed } from '#platform/fields'
import { newId } from '#platform/ids'
import type { Job } from '#platform/module'
import { done, refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { KIND_CODES } from '../stock/device'
import { extendReasons, setDue, tellExtended } from './extend-loan'
import { aboutLoan } from './move-loan'

const choice = (value: unknown): unknown => String(value ?? '').trim() || null

/** Which loans are given more time together, until when, and why. */
export const manyForm = z
  .object({
    kind: z.preprocess(choice, z.enum(KIND_CODES, { error: 'Choose a kind from the list' }).nullable()),
    dueBy: date('Enter the last day on which the loans you mean are due, such as 31 3 2026'),
    dueOn: date('Enter the new day they are due back, such as 30 6 2026'),
    why: needed('Enter why, for the record: such as “Libraries are closed”', 200),
  })
  .refine(({ dueBy, dueOn }) => dueOn > dueBy, {
    path: ['dueOn'],
    error: 'The new day must be after the last day on which they are due',
  })
export type ManyInput = z.output<typeof manyForm>

export interface ManyLoan {
  readonly id: string
  readonly reference: string
  readonly device_id: string
  readonly device: string
  readonly kind: string
  readonly person_id: string | null
  readonly partner_id: string | null
  readonly request_id: string | null
  readonly borrower: string
  readonly due_on: string
  /** The day on which its device is promised to someone else, where that stands in the way. */
  readonly taken_on: string | null
}

/** The loans that a change for many would reach, soonest due first; overdue ones too. */
export const readMany = async (tx: Tx, allianceId: string, { kind, dueBy, dueOn }: ManyInput): Promise<ManyLoan[]> => {
  const { rows } = await sql<ManyLoan>`
    select l.id, l.reference, l.device_id, d.reference as device, d.kind, l.person_id, l.partner_id, l.request_id, l.due_on,
      coalesce(p.name, o.name, 'Someone whose record is kept apart') as borrower,
      (select min(c.starts_on) from device_claim c where c.alliance_id = l.alliance_id and c.device_id = l.device_id and c.id <> l.id
        and c.ends_on > l.due_on and c.starts_on < ${dueOn}::date + l.turnaround_days) as taken_on
    from loan l join device d on d.alliance_id = l.alliance_id and d.id = l.device_id
    left join person p on p.alliance_id = l.alliance_id and p.id = l.person_id
    left join partner o on o.alliance_id = l.alliance_id and o.id = l.partner_id
    where l.alliance_id = ${allianceId} and l.status = 'on_loan' and l.due_on <= ${dueBy}::date and l.due_on < ${dueOn}::date
      and (${kind}::text is null or d.kind = ${kind}::text)
    order by l.due_on, l.reference`.execute(tx)
  return rows
}

const holdDevices = ({ tx, allianceId }: Work, loans: readonly ManyLoan[]) =>
  sql`select 1 from device where alliance_id = ${allianceId} and id = any(${loans.map(({ device_id }) => device_id)}::uuid[])
    order by id for update`.execute(tx)

/**
 * Gives everyone more time at once, as when libraries must close: waiting lists and renewals so far do not count, only what a
 * device is promised for does. All or nothing; each borrower is told. Refuses `due-too-soon`, `too-far`, `none`.
 */
export const extendMany = command(
  'loan.extend-many',
  async (work, input: ManyInput) => {
    const { tx, allianceId, today } = work
    if (input.dueOn <= today) return refuse('due-too-soon', 'The new day must be after today', 'dueOn')
    if (input.dueOn > addDays(today, 366)) return refuse('too-far', 'Choose a day in the next twelve months', 'dueOn')
    await holdDevices(work, await readMany(tx, allianceId, input))
    // Read anew: some may have come back while their devices were waited for
    const all = await readMany(tx, allianceId, input)
    const loans = all.filter(({ taken_on }) => taken_on === null)
    if (loans.length === 0) return refuse('none', 'There is no loan to give more time to', 'dueBy')
    const id = newId(work.at)
    for (const loan of loans) await setDue(work, loan, input.dueOn, 'many', id)
    await work.queue('tell-extended', { many: id })
    const happened = loans.map((loan) =>
      aboutLoan(
        loan,
        { id: loan.device_id, reference: loan.device, kind: loan.kind },
        { dueOn: input.dueOn, before: loan.due_on, why: input.why },
      ),
    )
    return done({ id, extended: loans.length, left: all.length - loans.length }, ...happened)
  },
  extendReasons,
)

const tellOne = command(
  'loan.tell-extended',
  async (work, loan: { id: string; person_id: string | null; kind: string; due_on: string }) => {
    await tellExtended(work, loan, loan.kind, loan.due_on)
    return done(null)
  },
)

/** Tells each borrower of a change for many the new day; told again, nobody hears twice. */
export const tellMany: Job = async (ctx: Ctx, { many }) => {
  const read = await reading(ctx, 'loan.tell-extended', (tx) =>
    tx
      .selectFrom('loan_extension as given')
      .innerJoin('loan', (join) =>
        join.onRef('loan.id', '=', 'given.loan_id').onRef('loan.alliance_id', '=', 'given.alliance_id'),
      )
      .innerJoin('device', (join) =>
        join.onRef('device.id', '=', 'loan.device_id').onRef('device.alliance_id', '=', 'loan.alliance_id'),
      )
      .select(['loan.id', 'loan.person_id', 'device.kind', 'given.due_on'])
      .where('given.alliance_id', '=', ctx.allianceId)
      .where('given.many_id', '=', String(many))
      .where('loan.status', '=', 'on_loan')
      .whereRef('loan.due_on', '=', 'given.due_on')
      .execute(),
  )
  if (read.ok) for (const loan of read.value) await tellOne(ctx, loan)
}
