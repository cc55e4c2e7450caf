import type { Tx } from '#platform/db'
import { type Case, type Terms, termsFor } from './rule'

/** Every rule of an alliance, the widest first. */
export const readRules = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('lending_rule')
    .leftJoin('place', (join) =>
      join.onRef('place.id', '=', 'lending_rule.place_id').onRef('place.alliance_id', '=', 'lending_rule.alliance_id'),
    )
    .leftJoin('lending_purpose as why', (join) =>
      join.onRef('why.code', '=', 'lending_rule.purpose').onRef('why.alliance_id', '=', 'lending_rule.alliance_id'),
    )
    .selectAll('lending_rule')
    .select(['place.name as place', 'why.name as purpose_name'])
    .where('lending_rule.alliance_id', '=', allianceId)
    .orderBy('purpose_name', (order) => order.asc().nullsFirst())
    .orderBy('lending_rule.kind', (order) => order.asc().nullsFirst())
    .orderBy('place', (order) => order.asc().nullsFirst())
    .execute()

export type KnownRule = Awaited<ReturnType<typeof readRules>>[number]

/** The rules of an alliance, read once and asked many times. */
export const termsReader = async (tx: Tx, allianceId: string): Promise<(wanted: Case) => Terms> => {
  const [rules, alliance] = [
    await tx.selectFrom('lending_rule').selectAll().where('alliance_id', '=', allianceId).execute(),
    await tx.selectFrom('alliance').select('loan_months').where('id', '=', allianceId).executeTakeFirstOrThrow(),
  ]
  return (wanted) => termsFor(rules, wanted, alliance.loan_months)
}

/** What holds for a loan of this kind, for this purpose, at this place. */
export const readTerms = async (tx: Tx, allianceId: string, wanted: Case): Promise<Terms> =>
  (await termsReader(tx, allianceId))(wanted)
