import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { daysBetween } from '#ui/format'
import type { Terms } from '../rules/rule'
import { termsReader } from '../rules/rule.queries'

/** Whether a loan is so late that, by the alliance's rule, its data is stopped. Computed from the day it is due, never stored. */
export const isDataStopped = (
  loan: { readonly status: string; readonly due_on: string | null },
  { suspendAfterDays }: Pick<Terms, 'suspendAfterDays'>,
  today: string,
): boolean =>
  suspendAfterDays !== null &&
  loan.status === 'on_loan' &&
  loan.due_on !== null &&
  daysBetween(loan.due_on, today) >= suspendAfterDays

export interface LateLoan {
  readonly id: string
  readonly reference: string
  readonly device_id: string
  readonly due_on: string
}

/** The loans whose data is to be stopped today, for whoever looks after SIMs. */
export const loansToStop = async (tx: Tx, allianceId: string, today: string): Promise<LateLoan[]> => {
  const { rows } = await sql<LateLoan & { status: string; kind: string; purpose: string | null; place: string | null }>`
    select l.id, l.reference, l.device_id, l.due_on, l.status, d.kind, l.purpose, coalesce(l.collect_place_id, d.place_id) as place
    from loan l join device d on d.alliance_id = l.alliance_id and d.id = l.device_id
    where l.alliance_id = ${allianceId} and l.status = 'on_loan' and l.due_on < ${today}::date order by l.due_on`.execute(tx)
  const terms = await termsReader(tx, allianceId)
  return rows.filter((row) => isDataStopped(row, terms(row), today))
}
