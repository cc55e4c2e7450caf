import type { Tx } from '#platform/db'

/** Everything on a person's own page, or undefined when this alliance knows nobody by that reference. */
export const readPerson = async (tx: Tx, allianceId: string, reference: string) => {
  const person = await tx
    .selectFrom('person')
    .leftJoin('area', (join) =>
      join.onRef('area.code', '=', 'person.ward_code').onRef('area.alliance_id', '=', 'person.alliance_id'),
    )
    .selectAll('person')
    .select('area.name as ward')
    .where('person.alliance_id', '=', allianceId)
    .where('person.reference', '=', reference.toUpperCase())
    .executeTakeFirst()
  if (!person) return undefined
  const phones = await tx
    .selectFrom('person_phone')
    .select('number')
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', person.id)
    .orderBy('number')
    .execute()
  return { ...person, phones: phones.map(({ number }) => number) }
}

export type PersonRecord = NonNullable<Awaited<ReturnType<typeof readPerson>>>
