import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { prepared } from '#platform/prepared'

/** Whose record a reference leads to: that of a record made part of another leads to the other. */
export const whoseRecord = (allianceId: string, reference: string) =>
  sql<string>`(select coalesce(merged_into, id) from person where alliance_id = ${allianceId} and reference = upper(${reference}::text))`

const byReference = prepared((tx, allianceId: string, reference: string) =>
  tx
    .selectFrom('person')
    .leftJoin('area', (join) =>
      join.onRef('area.code', '=', 'person.ward_code').onRef('area.alliance_id', '=', 'person.alliance_id'),
    )
    .selectAll('person')
    .select('area.name as ward')
    .where('person.alliance_id', '=', allianceId)
    .where('person.id', '=', whoseRecord(allianceId, reference))
    .where('person.erased_at', 'is', null),
)

/** Everything on a person's own page, or undefined when this alliance knows nobody by that reference whom this actor may see. */
export const readPerson = async (tx: Tx, allianceId: string, reference: string) =>
  (await byReference(tx, allianceId, reference)).at(0)

export type PersonRecord = NonNullable<Awaited<ReturnType<typeof readPerson>>>

/** All the numbers and addresses of theirs, allowed or not, in their order: for putting the record right, never for ringing. */
export const readContact = async (tx: Tx, allianceId: string, personId: string) => {
  const phones = await tx
    .selectFrom('person_phone')
    .select(['number', 'label', 'mobile', 'failed_at', 'texts_stopped_at'])
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .where('of_plan', '=', false)
    .orderBy('position')
    .orderBy('number')
    .execute()
  const emails = await tx
    .selectFrom('person_email')
    .select(['address', 'failed_at'])
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .where('of_plan', '=', false)
    .orderBy('position')
    .orderBy('address')
    .execute()
  return { phones, emails }
}
