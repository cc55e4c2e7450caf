import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db'
import { containing } from '#platform/list'
import { heldNow } from '../referrals/agreed-now'
import type { CallListInput } from './make-call-list'

export interface Chosen {
  /** Their ids. */
  readonly people: readonly string[]
  /** References that lead to nobody we may ring. */
  readonly unknown: readonly string[]
}

/** More than these are no list that anyone rings through. */
export const MOST = 5000

/** Nobody is rung twice for one list, and nobody who is gone. */
const alive = sql`p.merged_into is null and p.erased_at is null and not p.has_died`

const idsBy = async (tx: Tx, from: RawBuilder<unknown>): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`select distinct p.id from person p ${from} and ${alive} limit ${MOST + 1}`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

interface Named {
  readonly reference: string
  readonly person: string
}

/** Whom each reference leads to: the person, whoever has the device now, or whose loan it is while it is out. */
const byReferences = async (tx: Tx, allianceId: string, references: readonly string[]): Promise<Named[]> => {
  const { rows } = await sql<Named>`
    select p.reference, p.id as person from person p where p.alliance_id = ${allianceId} and p.reference = any(${references}::text[]) and ${alive}
    union all
    select named.reference, p.id from loan l
    join person p on p.alliance_id = l.alliance_id and p.id = l.person_id
    join device d on d.alliance_id = l.alliance_id and d.id = l.device_id
    cross join lateral (values (d.reference), (l.reference)) as named (reference)
    where l.alliance_id = ${allianceId} and l.status = 'on_loan' and named.reference = any(${references}::text[]) and ${alive}`.execute(
    tx,
  )
  return rows
}

const listed = async (tx: Tx, allianceId: string, typed: string): Promise<Chosen> => {
  const references = [
    ...new Set(
      typed
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ]
  const found = await byReferences(tx, allianceId, references)
  const known = new Set(found.map(({ reference }) => reference))
  return { people: [...new Set(found.map(({ person }) => person))], unknown: references.filter((one) => !known.has(one)) }
}

const onLoan = sql`join loan l on l.alliance_id = p.alliance_id and l.person_id = p.id and l.status = 'on_loan'`

/** The people a list is for: named one by one, or all that a question finds. */
export const peopleChosen = async (
  tx: Tx,
  allianceId: string,
  today: string,
  { choose, references, model, need }: CallListInput,
): Promise<Chosen> => {
  if (choose === 'references') return listed(tx, allianceId, references)
  const like = containing(model)
  const from = {
    borrowers: sql`${onLoan} join device d on d.alliance_id = l.alliance_id and d.id = l.device_id
      where p.alliance_id = ${allianceId} and (d.kind ilike ${like} or d.model ilike ${like} or d.make ilike ${like})`,
    late: sql`${onLoan} where p.alliance_id = ${allianceId} and l.due_on < ${today}::date`,
    need: sql`join request r on r.alliance_id = p.alliance_id and r.person_id = p.id
      where p.alliance_id = ${allianceId} and r.status in ('new', 'triaged', 'in_hand', 'waiting') and ${need} = any(r.needs)`,
  }[choose]
  return { people: await idsBy(tx, from), unknown: [] }
}

/** Those of these people whom we may get in touch with: nobody who took back that we keep their details, or let it end. */
export const mayBeReached = async (tx: Tx, allianceId: string, people: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ person_id: string }>`
    select one.person_id from (
      select ${allianceId}::uuid as alliance_id, person_id from unnest(${[...people]}::uuid[]) as named (person_id)) as one
    where ${heldNow('one')}`.execute(tx)
  return rows.map(({ person_id }) => person_id)
}
