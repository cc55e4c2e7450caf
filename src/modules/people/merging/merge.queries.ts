import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { type PlanRow, planInWords } from '../safe-contact/plan-words'
import { differing, type Fact } from './facts'
import type { Row } from './steps'

export interface TwoRecords {
  readonly kept: Row
  readonly merged: Row
  /** What a person must choose between. */
  readonly facts: readonly Fact[]
  /** Both have a safe contact plan, and they differ: all that each says, since one must hold. */
  readonly plans: { readonly kept: string; readonly merged: string } | null
}

const readRow = async (tx: Tx, allianceId: string, reference: string): Promise<Row | undefined> => {
  const { rows } = await sql<{ row: Row }>`
    select to_jsonb(person) as row from person
    where alliance_id = ${allianceId} and reference = ${reference.toUpperCase()} and merged_into is null and erased_at is null`.execute(
    tx,
  )
  return rows[0]?.row
}

const planOf = async (tx: Tx, person: Row): Promise<string | null> => {
  const { rows } = await sql<PlanRow>`
    select * from safe_contact_plan where alliance_id = ${person.alliance_id} and person_id = ${person.id}`.execute(tx)
  return rows[0] ? planInWords(rows[0]) : null
}

/** Two records to make one of, or undefined when either is not here, merged already or the same. */
export const readTwo = async (tx: Tx, allianceId: string, keptAt: string, mergedAt: string): Promise<TwoRecords | undefined> => {
  const [kept, merged] = [await readRow(tx, allianceId, keptAt), await readRow(tx, allianceId, mergedAt)]
  if (!kept || !merged || kept.id === merged.id) return undefined
  const [one, other] = [await planOf(tx, kept), await planOf(tx, merged)]
  const plans = one !== null && other !== null && one !== other ? { kept: one, merged: other } : null
  return { kept, merged, facts: differing(kept, merged), plans }
}

export interface PastMerge {
  readonly id: string
  readonly kept: string
  readonly merged: string
  readonly keptId: string
  readonly mergedId: string
  readonly name: string
  readonly by: string | null
  readonly at: Date
}

const past = (allianceId: string) => sql`
  select m.id, kept.reference as kept, merged.reference as merged, m.kept_id as "keptId", m.merged_id as "mergedId", merged.name, account.name as by, m.merged_at as at
  from person_merge m
  join person kept on kept.alliance_id = m.alliance_id and kept.id = m.kept_id
  join person merged on merged.alliance_id = m.alliance_id and merged.id = m.merged_id
  left join account on account.alliance_id = m.alliance_id and account.id = m.merged_by
  where m.alliance_id = ${allianceId} and m.undone_at is null`

/** The records that were made part of a person's, the latest first. */
export const mergesInto = async (tx: Tx, allianceId: string, personId: string): Promise<PastMerge[]> => {
  const { rows } = await sql<PastMerge>`${past(allianceId)} and m.kept_id = ${personId} order by m.id desc`.execute(tx)
  return rows
}

export const readMerge = async (tx: Tx, allianceId: string, id: string): Promise<PastMerge | undefined> => {
  const { rows } = await sql<PastMerge>`${past(allianceId)} and m.id = ${id}::uuid`.execute(tx)
  return rows[0]
}
