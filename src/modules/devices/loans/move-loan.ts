import { callOffCallBacks } from '#modules/callbacks'
import { callOff } from '#modules/notifications'
import type { Work } from '#platform/command'
import type { Move } from '#platform/moves'
import { type Happened, type Refusal, refuse } from '#platform/outcome'
import { formatDate } from '#ui/format'
import { readTerms } from '../rules/rule.queries'
import type { KnownDevice } from '../stock/move-device'
import type { LoanStatus } from './loan'

export interface KnownLoan {
  readonly id: string
  readonly reference: string
}

interface LoanLinks extends KnownLoan {
  readonly device_id: string
  readonly person_id: string | null
  readonly partner_id: string | null
  readonly request_id: string | null
}

/** A loan's event: about the loan, and found on its device, its borrower and the request it answers. */
export const aboutLoan = (loan: LoanLinks, device: KnownDevice, detail: Record<string, unknown> = {}): Happened => ({
  about: { type: 'loan', id: loan.id },
  person: loan.person_id,
  also: [
    { type: 'device', id: loan.device_id },
    ...(loan.request_id ? [{ type: 'request', id: loan.request_id }] : []),
    ...(loan.partner_id ? [{ type: 'partner', id: loan.partner_id }] : []),
  ],
  detail: { loan: loan.reference, device: device.reference, kind: device.kind, ...detail },
})

const readLoanOf = ({ tx, allianceId }: Work, by: { reference: string } | { id: string }) =>
  tx
    .selectFrom('loan')
    .innerJoin('device', (join) =>
      join.onRef('device.id', '=', 'loan.device_id').onRef('device.alliance_id', '=', 'loan.alliance_id'),
    )
    .select([
      'loan.id',
      'loan.reference',
      'loan.device_id',
      'loan.person_id',
      'loan.partner_id',
      'loan.request_id',
      'loan.status',
      'loan.promised_at',
      'loan.collected_on',
      'loan.due_on',
      'loan.held_until',
      'loan.lapsed_at',
      'loan.planned_until',
      'loan.purpose',
      'loan.turnaround_days',
      'loan.waiting_id',
      'loan.booking_id',
      'loan.collect_place_id',
      'device.reference as device',
      'device.kind',
      'device.status as device_status',
      'device.place_id',
    ])
    .where('loan.alliance_id', '=', allianceId)
    .$if('reference' in by, (query) => query.where('loan.reference', '=', 'reference' in by ? by.reference.toUpperCase() : ''))
    .$if('id' in by, (query) => query.where('loan.id', '=', 'id' in by ? by.id : ''))

const lapsed = (heldUntil: string | null): Refusal =>
  refuse(
    'hold-lapsed',
    `We kept it until ${heldUntil ? formatDate(heldUntil) : 'the day we said'}, and then it was free for others. Open the loan to see if it is still here.`,
  )

/**
 * A loan to be moved, its device held first: whoever promises, wipes or moves a device takes turns at its row, always in
 * that order. Refuses `not-found`; `hold-lapsed` when it was a promise whose days ran out; and `moved-on` when the loan is not
 * where the move starts.
 */
export const holdLoan = async (work: Work, by: string | { id: string }, move: Move<LoanStatus>) => {
  const key = typeof by === 'string' ? { reference: by } : by
  const seen = await readLoanOf(work, key).forUpdate('device').executeTakeFirst()
  if (!seen) return refuse('not-found')
  // Read anew: it may have moved while its device was waited for
  const loan = await readLoanOf(work, key).executeTakeFirstOrThrow()
  if (!move.from.includes(loan.status as LoanStatus))
    return loan.lapsed_at && move.from.includes('promised') ? lapsed(loan.held_until) : refuse('moved-on')
  return { ok: true as const, loan, device: { id: loan.device_id, reference: loan.device, kind: loan.kind } }
}

export type HeldLoan = Exclude<Awaited<ReturnType<typeof holdLoan>>, Refusal>

interface Ruled {
  readonly kind: string
  readonly purpose: string | null
  readonly collect_place_id: string | null
  readonly place_id: string | null
}

/** The rules that hold for a loan: those of the place it is collected at, or its device is kept at. */
export const termsOf = ({ tx, allianceId }: Pick<Work, 'tx' | 'allianceId'>, { loan }: { loan: Ruled }) =>
  readTerms(tx, allianceId, { kind: loan.kind, purpose: loan.purpose, place: loan.collect_place_id ?? loan.place_id })

/** Takes back every reminder and call about a loan that has not gone: what they were for is done. */
export const callOffReminders = async (work: Work, loanId: string): Promise<void> => {
  const about = { type: 'loan', id: loanId }
  await callOff(work, { about })
  await callOffCallBacks(work, about)
}
