import type { Work } from '#platform/command'
import type { Move } from '#platform/moves'
import { type Happened, type Refusal, refuse } from '#platform/outcome'
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

const readLoanOf = ({ tx, allianceId }: Work, reference: string) =>
  tx
    .selectFrom('loan')
    .innerJoin('device', (join) =>
      join.onRef('device.id', '=', 'loan.device_id').onRef('device.alliance_id', '=', 'loan.alliance_id'),
    )
    .innerJoin('alliance', 'alliance.id', 'loan.alliance_id')
    .select([
      'loan.id',
      'loan.reference',
      'loan.device_id',
      'loan.person_id',
      'loan.partner_id',
      'loan.request_id',
      'loan.status',
      'loan.collected_on',
      'loan.due_on',
      'device.reference as device',
      'device.kind',
      'alliance.loan_months as months',
    ])
    .where('loan.alliance_id', '=', allianceId)
    .where('loan.reference', '=', reference.toUpperCase())

/**
 * A loan to be moved, its device held first: whoever promises, wipes or moves a device takes turns at its row, always in
 * that order. Refuses `not-found`, and `moved-on` when the loan is not where the move starts.
 */
export const holdLoan = async (work: Work, reference: string, move: Move<LoanStatus>) => {
  const seen = await readLoanOf(work, reference).forUpdate('device').executeTakeFirst()
  if (!seen) return refuse('not-found')
  // Read anew: it may have moved while its device was waited for
  const loan = await readLoanOf(work, reference).executeTakeFirstOrThrow()
  if (!move.from.includes(loan.status as LoanStatus)) return refuse('moved-on')
  return { ok: true as const, loan, device: { id: loan.device_id, reference: loan.device, kind: loan.kind } }
}

export type HeldLoan = Exclude<Awaited<ReturnType<typeof holdLoan>>, Refusal>
