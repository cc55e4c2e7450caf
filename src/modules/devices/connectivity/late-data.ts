import { sql } from 'kysely'
import { addDays } from '#platform/clock'
import type { Tx } from '#platform/db'
import type { Terms } from '../rules/rule'
import { termsReader } from '../rules/rule.queries'

/** Whoever has the device hears this long before its data stops. */
export const NOTICE_DAYS = 7

export interface LateData {
  readonly id: string
  readonly reference: string
  readonly status: string
  readonly network: string
  readonly stops_on: string | null
  readonly stopped_for: string | null
  readonly device_id: string
  readonly device: string
  readonly kind: string
  readonly purpose: string | null
  readonly place: string | null
  /** The loan its device is out on now, when that is to a person and nothing happened to the device. */
  readonly loan_id: string | null
  readonly loan: string | null
  readonly due_on: string | null
  readonly person_id: string | null
  /** How the loan stands that its data was stopped for. */
  readonly late_status: string | null
  readonly late_due_on: string | null
}

/** Data in devices that runs, or that was stopped by rule, with the loan its device is out on. */
export const readLateData = async (tx: Tx, allianceId: string, only: string | null = null): Promise<LateData[]> => {
  const { rows } = await sql<LateData>`
    select s.id, s.reference, s.status, s.network, s.stops_on, s.stopped_for, s.device_id, d.reference as device, d.kind, l.purpose,
      coalesce(l.collect_place_id, d.place_id) as place, l.id as loan_id, l.reference as loan, l.due_on, l.person_id,
      late.status as late_status, late.due_on as late_due_on
    from sim s
    join device d on d.alliance_id = s.alliance_id and d.id = s.device_id
    left join loan l on l.alliance_id = d.alliance_id and l.device_id = d.id and l.status = 'on_loan' and l.person_id is not null
      and l.trouble is null
    left join loan late on late.alliance_id = s.alliance_id and late.id = s.stopped_for
    where s.alliance_id = ${allianceId} and (s.status = 'paired' or (s.status = 'suspended' and s.stopped_for is not null))
      and (${only}::uuid is null or s.id = ${only}::uuid)
    order by s.reference`.execute(tx)
  return rows
}

export type LateStep = 'warn' | 'stop' | 'start' | 'forget'

const runs = (data: LateData, suspendAfterDays: number | null, today: string): LateStep | null => {
  const last = data.due_on && suspendAfterDays !== null ? addDays(data.due_on, suspendAfterDays) : null
  if (last === null || today < addDays(last, -NOTICE_DAYS)) return data.stops_on ? 'forget' : null
  if (!data.stops_on) return 'warn'
  return today >= data.stops_on ? 'stop' : null
}

/** What is due for this data today: to say that it will stop, to stop it, to let it go on, or to think no more of it. */
export const lateStep = (data: LateData, { suspendAfterDays }: Pick<Terms, 'suspendAfterDays'>, today: string) => {
  if (data.status === 'paired') return runs(data, suspendAfterDays, today)
  // Lost, stolen or broken, it is as late as before: whoever has the device now has no use of the data
  const isLateNoMore = data.late_status === 'returned' || (data.late_due_on !== null && data.late_due_on >= today)
  return isLateNoMore ? ('start' as const) : null
}

/** The day its data stops, told today: as the rule says, and never before there was time to hear of it. */
export const stopDay = (dueOn: string, suspendAfterDays: number, today: string): string =>
  [addDays(dueOn, suspendAfterDays), addDays(today, NOTICE_DAYS)].toSorted()[1] ?? today

/** The data for which a step is due today. */
export const dueLateData = async (tx: Tx, allianceId: string, today: string): Promise<LateData[]> => {
  const [rows, terms] = [await readLateData(tx, allianceId), await termsReader(tx, allianceId)]
  return rows.filter((row) => lateStep(row, terms(row), today) !== null)
}

/** Whether data was stopped because this loan is late. */
export const isDataStopped = async (tx: Tx, allianceId: string, loanId: string): Promise<boolean> =>
  (await tx
    .selectFrom('sim')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('stopped_for', '=', loanId)
    .where('status', '=', 'suspended')
    .executeTakeFirst()) !== undefined
