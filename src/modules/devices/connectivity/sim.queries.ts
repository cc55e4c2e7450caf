import { type AliasableExpression, sql } from 'kysely'
import { addDays } from '#platform/clock'
import type { Tx } from '#platform/db'

/** Data by its reference, with whom or what it is, and how late its loan is due. */
export const readSim = (tx: Tx, allianceId: string, reference: string) =>
  tx
    .selectFrom('sim')
    .leftJoin('device', (join) =>
      join.onRef('device.id', '=', 'sim.device_id').onRef('device.alliance_id', '=', 'sim.alliance_id'),
    )
    .leftJoin('person', (join) =>
      join.onRef('person.id', '=', 'sim.person_id').onRef('person.alliance_id', '=', 'sim.alliance_id'),
    )
    .leftJoin('loan', (join) =>
      join
        .onRef('loan.device_id', '=', 'sim.device_id')
        .onRef('loan.alliance_id', '=', 'sim.alliance_id')
        .on('loan.status', '=', 'on_loan'),
    )
    .selectAll('sim')
    .select(['device.reference as device', 'person.reference as person', 'person.name', 'loan.due_on', 'loan.reference as loan'])
    .where('sim.alliance_id', '=', allianceId)
    .where('sim.reference', '=', reference.toUpperCase())
    .executeTakeFirst()

export type SimRecord = NonNullable<Awaited<ReturnType<typeof readSim>>>

/** Data in a device or with a person, newest first. */
export const simsOf = (tx: Tx, allianceId: string, on: 'device' | 'person', id: string) =>
  tx
    .selectFrom('sim')
    .leftJoin('loan', (join) =>
      join
        .onRef('loan.device_id', '=', 'sim.device_id')
        .onRef('loan.alliance_id', '=', 'sim.alliance_id')
        .on('loan.status', '=', 'on_loan'),
    )
    .select(['sim.reference', 'sim.network', 'sim.product', 'sim.status', 'sim.ends_on', 'loan.due_on'])
    .where('sim.alliance_id', '=', allianceId)
    .where(`sim.${on}_id`, '=', id)
    .where('sim.status', '!=', 'ended')
    .orderBy('sim.issued_on', 'desc')
    .execute()

export interface Supply {
  readonly network: string
  readonly product: string
  readonly left: number
  readonly soon: number
  readonly past: number
}

/** The last day data in stock `s` can be given: one that was in use already ends when it was to end, and need not be started. */
const useBy = sql`least(case when s.issued_on is null then s.activate_by else s.ends_on end, s.expires_on)`

/** What is left of each kind of data that can still be given, how much of it must be used within a month, and what is past its day. */
export const readSupply = async (tx: Tx, allianceId: string, today: string): Promise<Supply[]> => {
  const { rows } = await sql<Supply>`
    select network, product,
      count(here) filter (where coalesce(use_by >= ${today}::date, true))::int as left,
      count(here) filter (where use_by between ${today}::date and ${addDays(today, 30)}::date)::int as soon,
      count(here) filter (where use_by < ${today}::date)::int as past
    from (
      select s.network, s.product, case when s.status = 'in_stock' then true end as here, ${useBy} as use_by
      from sim s where s.alliance_id = ${allianceId}) s
    group by network, product order by network, product`.execute(tx)
  return rows
}

export interface SimRow {
  readonly id: string
  readonly reference: string
  readonly kind: string
  readonly network: string
  readonly product: string
  readonly status: string
  readonly scheme: string
  readonly use_by: string
  readonly ends: string
  readonly with_whom: string
}

export const simRows = (
  allianceId: string,
  filter: { status?: string | undefined; q?: string | undefined },
): AliasableExpression<SimRow> =>
  sql<SimRow>`(
    select s.id, s.reference, s.kind, s.network, s.product, s.status, s.scheme,
      coalesce(${useBy}::text, '9999') as use_by, coalesce(s.ends_on::text, '9999') as ends,
      coalesce(d.reference, p.reference, '') as with_whom
    from sim s
    left join device d on d.alliance_id = s.alliance_id and d.id = s.device_id
    left join person p on p.alliance_id = s.alliance_id and p.id = s.person_id
    where s.alliance_id = ${allianceId} and ${filter.status ? sql`s.status = ${filter.status}` : sql`true`}
      and ${filter.q ? sql`(s.reference ilike ${`%${filter.q}%`} or s.iccid = ${filter.q.replace(/[\s-]/g, '')} or s.network ilike ${`%${filter.q}%`})` : sql`true`})`

/** The data, still running, whose borrower was told that it will stop. */
export const simsToStop = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('sim')
    .innerJoin('loan', (join) =>
      join
        .onRef('loan.device_id', '=', 'sim.device_id')
        .onRef('loan.alliance_id', '=', 'sim.alliance_id')
        .on('loan.status', '=', 'on_loan'),
    )
    .select(['sim.reference as sim', 'loan.reference as loan', 'sim.stops_on'])
    .where('sim.alliance_id', '=', allianceId)
    .where('sim.status', '=', 'paired')
    .where('sim.stops_on', 'is not', null)
    .orderBy('sim.stops_on')
    .execute()
