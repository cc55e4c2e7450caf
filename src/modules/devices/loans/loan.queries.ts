import { sql } from 'kysely'
import { SOMEONE_KEPT_APART } from '#modules/people'
import type { Tx } from '#platform/db'

const loans = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('loan')
    .innerJoin('device', (join) =>
      join.onRef('device.id', '=', 'loan.device_id').onRef('device.alliance_id', '=', 'loan.alliance_id'),
    )
    .leftJoin('person', (join) =>
      join.onRef('person.id', '=', 'loan.person_id').onRef('person.alliance_id', '=', 'loan.alliance_id'),
    )
    .leftJoin('partner', (join) =>
      join.onRef('partner.id', '=', 'loan.partner_id').onRef('partner.alliance_id', '=', 'loan.alliance_id'),
    )
    .leftJoin('request', (join) =>
      join.onRef('request.id', '=', 'loan.request_id').onRef('request.alliance_id', '=', 'loan.alliance_id'),
    )
    .where('loan.alliance_id', '=', allianceId)

/** The devices that were signed for at once with this one. */
const together = sql<string[] | null>`(
  select array_agg(d.reference order by d.reference) from handover own
    join handover h on h.alliance_id = own.alliance_id and h.together_id = own.together_id
    join loan l on l.alliance_id = h.alliance_id and l.id = h.loan_id
    join device d on d.alliance_id = l.alliance_id and d.id = l.device_id
  where own.alliance_id = loan.alliance_id and own.loan_id = loan.id and own.way = 'out')`.as('together')

/** Where the device is being sent, until it is there. */
const onWayTo = sql<string | null>`(
  select p.name from device_transfer t join place p on p.alliance_id = t.alliance_id and p.id = t.to_place_id
  where t.alliance_id = loan.alliance_id and t.device_id = loan.device_id and t.arrived_on is null limit 1)`.as('on_way_to')

/** Loans with all that their pages say, to be narrowed. */
export const wholeLoans = (tx: Tx, allianceId: string) =>
  loans(tx, allianceId)
    .selectAll('loan')
    .select([
      'device.reference as device',
      'device.kind',
      'device.make',
      'device.model',
      'device.kit',
      'device.condition',
      'device.status as device_status',
      'device.place_id',
      'person.reference as person',
      'request.reference as request',
    ])
    .select(sql<string>`coalesce(person.name, partner.name, ${SOMEONE_KEPT_APART})`.as('borrower'))
    .select(together)
    .select(onWayTo)

/** Everything on a loan's own page, or undefined when this alliance has none by that reference. */
export const readLoan = (tx: Tx, allianceId: string, reference: string) =>
  wholeLoans(tx, allianceId).where('loan.reference', '=', reference.toUpperCase()).executeTakeFirst()

/** Whether this reader may see who borrowed it: of someone kept apart nothing they said, signed or let be photographed is shown. */
export const isBorrowerSeen = ({ person_id, person }: Pick<LoanRecord, 'person_id' | 'person'>): boolean =>
  person_id === null || person !== null

/** The same by its id. */
export const readLoanById = (tx: Tx, allianceId: string, id: string) =>
  wholeLoans(tx, allianceId).where('loan.id', '=', id).executeTakeFirst()

export type LoanRecord = NonNullable<Awaited<ReturnType<typeof readLoan>>>

/** The loans of a person, a request, a device or a partner: those still open first, then the newest. */
export const loansOf = (tx: Tx, allianceId: string, on: 'person' | 'request' | 'device' | 'partner', id: string, most = 10) =>
  loans(tx, allianceId)
    .select([
      'loan.id',
      'loan.reference',
      'loan.status',
      'loan.due_on',
      'loan.returned_on',
      'device.reference as device',
      'device.kind',
    ])
    .select(['person.reference as person', 'loan.partner_id as partner'])
    .select(sql<string>`coalesce(person.name, partner.name, ${SOMEONE_KEPT_APART})`.as('borrower'))
    .where(`loan.${on}_id`, '=', id)
    .orderBy(sql`loan.status in ('promised', 'on_loan', 'lost')`, 'desc')
    .orderBy('loan.promised_at', 'desc')
    .limit(most)
    .execute()

export type LoanLine = Awaited<ReturnType<typeof loansOf>>[number]

/** Whom a device is to be lent to, found by the page the librarian came from. */
export interface Borrower {
  readonly name: string
  readonly personId?: string
  /** Where they came from, and go back to: "/people/P-1001". */
  readonly path: string
  readonly person?: string
  readonly partner?: string
  readonly request?: string
}

/** A person to lend to, by their reference. */
export const personToLendTo = async (tx: Tx, allianceId: string, reference: string): Promise<Borrower | undefined> => {
  const person = await tx
    .selectFrom('person')
    .select(['id', 'name', 'reference'])
    .where('alliance_id', '=', allianceId)
    .where('reference', '=', reference.toUpperCase())
    .executeTakeFirst()
  if (!person) return undefined
  return { name: person.name, personId: person.id, path: `/people/${person.reference}`, person: person.reference }
}

/** The person who made a request, and the request a loan will answer. */
export const requesterToLendTo = async (tx: Tx, allianceId: string, reference: string): Promise<Borrower | undefined> => {
  const request = await tx
    .selectFrom('request')
    .innerJoin('person', (join) =>
      join.onRef('person.id', '=', 'request.person_id').onRef('person.alliance_id', '=', 'request.alliance_id'),
    )
    .select(['request.reference', 'person.name', 'person.reference as person', 'person.id as personId'])
    .where('request.alliance_id', '=', allianceId)
    .where('request.reference', '=', reference.toUpperCase())
    .executeTakeFirst()
  if (!request) return undefined
  const { name, person, personId } = request
  return { name, personId, path: `/requests/${request.reference}`, person, request: request.reference }
}

/** A partner organisation to lend to, by its id; one that has left is not found. */
export const partnerToLendTo = async (tx: Tx, allianceId: string, id: string): Promise<Borrower | undefined> => {
  const partner = await tx
    .selectFrom('partner')
    .select(['id', 'name'])
    .where('alliance_id', '=', allianceId)
    .where(sql`id::text`, '=', id.toLowerCase())
    .where('left_on', 'is', null)
    .executeTakeFirst()
  return partner && { name: partner.name, path: `/partners/${partner.id}`, partner: partner.id }
}

/** The partner organisations a device can be lent or given to, as choices. */
export const partnerChoices = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('partner')
    .select(['id as value', 'name as label'])
    .where('alliance_id', '=', allianceId)
    .where('left_on', 'is', null)
    .orderBy('name')
    .execute()
