import { notify } from '#modules/notifications'
import { command, type Work } from '#platform/command'
import { newId } from '#platform/ids'
import { done, type Outcome, type Refusal, refuse } from '#platform/outcome'
import { formatDate, plural } from '#ui/format'
import { kindWord } from '../stock/device'
import { someoneWaits } from '../waiting/waiting.queries'
import { latestDueOf } from './latest-due'
import { loanMoves } from './loan.moves'
import { aboutLoan, callOffReminders, type HeldLoan, holdLoan, type KnownLoan } from './move-loan'
import { loanExtended } from './templates'

/** Who asked: the borrower by answering a message, the borrower on the phone, or someone here. */
export type Asked = 'reply' | 'phone' | 'staff'

interface ExtendInput {
  readonly reference: string
  readonly dueOn: string
  readonly how?: Asked
}

const renewalsOf = async ({ tx, allianceId }: Work, loanId: string): Promise<number> => {
  const { many } = await tx
    .selectFrom('loan_extension')
    .select((row) => row.fn.countAll<number>().as('many'))
    .where('alliance_id', '=', allianceId)
    .where('loan_id', '=', loanId)
    .where('how', '!=', 'many')
    .executeTakeFirstOrThrow()
  return many
}

const wrongDay = (work: Work, { loan }: HeldLoan, dueOn: string, byRule: string): Refusal | null => {
  if (dueOn <= work.today || dueOn <= String(loan.due_on))
    return refuse('due-too-soon', `Enter a day after ${formatDate(String(loan.due_on))}, and after today`, 'dueOn')
  return dueOn > byRule ? refuse('due-too-late', `Enter ${formatDate(byRule)} or an earlier day`, 'dueOn') : null
}

/** Why a loan cannot be renewed to this day, in words for the borrower; null when it can. */
export const whyNotLonger = async (work: Work, held: HeldLoan, dueOn: string): Promise<Refusal | null> => {
  const { terms, byRule, latest } = await latestDueOf(work, held)
  const wrong = wrongDay(work, held, dueOn, byRule)
  if (wrong) return wrong
  const kind = kindWord(held.device.kind)
  if ((await renewalsOf(work, held.loan.id)) >= terms.renewals)
    return refuse(
      'renewed-enough',
      `We can give more time ${plural(terms.renewals, 'time')} for a ${kind}, and we have.`,
      'dueOn',
    )
  if (await someoneWaits(work, held.device.kind, held.loan))
    return refuse('someone-waits', `Someone else is waiting for a ${kind}.`, 'dueOn')
  if (latest === null || dueOn > latest)
    return refuse(
      'booked-after',
      `Someone has booked this ${kind}. It can stay until ${formatDate(laterOf(held, latest))}.`,
      'dueOn',
    )
  return null
}

const laterOf = ({ loan }: HeldLoan, latest: string | null): string => {
  const due = String(loan.due_on)
  return latest !== null && latest > due ? latest : due
}

/** Writes the new day down, and takes back reminders of the old one. */
export const setDue = async (
  work: Work,
  loan: { id: string; due_on: string | null },
  dueOn: string,
  how: Asked | 'many',
  many?: string,
) => {
  const { from, to } = loanMoves.extend
  const moved = await work.tx
    .updateTable('loan')
    .set({ status: to, due_on: dueOn })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', loan.id)
    .where('status', 'in', from)
    .returning(['id', 'reference'])
    .executeTakeFirst()
  if (!moved) return undefined
  await work.tx
    .insertInto('loan_extension')
    .values({
      ...{ alliance_id: work.allianceId, id: newId(work.at), loan_id: loan.id, was_due_on: String(loan.due_on), due_on: dueOn },
      ...{ how, many_id: many ?? null, extended_at: work.at },
    })
    .execute()
  await callOffReminders(work, loan.id)
  return moved
}

/** Tells the borrower the new day, in writing, however they asked. */
export const tellExtended = async (work: Work, loan: { id: string; person_id: string | null }, kind: string, dueOn: string) => {
  if (!loan.person_id) return
  await notify(work, {
    to: loan.person_id,
    about: { type: 'loan', id: loan.id },
    template: loanExtended,
    personalisation: { device: kindWord(kind), due: formatDate(dueOn) },
    cause: `loan-extended:${loan.id}:${dueOn}`,
  })
}

export const extendReasons = {
  device_claimed_once: refuse(
    'booked-after',
    'Someone has booked this device for some of those days. Choose an earlier day',
    'dueOn',
  ),
}

/**
 * Gives a borrower more time. Refuses `moved-on`, and on the field `dueOn` `due-too-soon`, `due-too-late`, `renewed-enough`,
 * `someone-waits` and `booked-after`, each with its reason.
 */
export const extendLoan = command(
  'loan.extend',
  async (work, input: ExtendInput): Promise<Outcome<KnownLoan>> => {
    const held = await holdLoan(work, input.reference, loanMoves.extend)
    if (!held.ok) return held
    const no = await whyNotLonger(work, held, input.dueOn)
    if (no) return no
    const { how = 'staff', dueOn } = input
    const moved = await setDue(work, held.loan, dueOn, how)
    if (!moved) return refuse('moved-on')
    await tellExtended(work, held.loan, held.device.kind, dueOn)
    return done<KnownLoan>(moved, aboutLoan(held.loan, held.device, { dueOn, before: held.loan.due_on, how }))
  },
  extendReasons,
)
