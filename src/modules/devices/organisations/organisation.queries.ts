import type { Tx } from '#platform/db'

/** An agreement with an organisation, its devices and its counts of people; undefined when this alliance has none by that reference. */
export const readAgreement = async (tx: Tx, allianceId: string, reference: string) => {
  const agreement = await tx
    .selectFrom('organisation_loan as agreed')
    .innerJoin('partner', (join) =>
      join.onRef('partner.id', '=', 'agreed.partner_id').onRef('partner.alliance_id', '=', 'agreed.alliance_id'),
    )
    .selectAll('agreed')
    .select('partner.name as partner')
    .where('agreed.alliance_id', '=', allianceId)
    .where('agreed.reference', '=', reference.toUpperCase())
    .executeTakeFirst()
  if (!agreement) return undefined
  const loans = await tx
    .selectFrom('loan')
    .innerJoin('device', (join) =>
      join.onRef('device.id', '=', 'loan.device_id').onRef('device.alliance_id', '=', 'loan.alliance_id'),
    )
    .select([
      'loan.reference',
      'loan.status',
      'loan.due_on',
      'device.reference as device',
      'device.kind',
      'device.make',
      'device.model',
    ])
    .where('loan.alliance_id', '=', allianceId)
    .where('loan.organisation_loan_id', '=', agreement.id)
    .orderBy('device.reference')
    .execute()
  const counts = await tx
    .selectFrom('end_user_count')
    .select(['from_on', 'until_on', 'people', 'notes'])
    .where('alliance_id', '=', allianceId)
    .where('organisation_loan_id', '=', agreement.id)
    .orderBy('from_on', 'desc')
    .execute()
  return { ...agreement, loans, counts }
}

export type AgreementRecord = NonNullable<Awaited<ReturnType<typeof readAgreement>>>

/** The agreements of one organisation, the newest first. */
export const agreementsOf = (tx: Tx, allianceId: string, partnerId: string) =>
  tx
    .selectFrom('organisation_loan as agreed')
    .select(['agreed.id', 'agreed.reference', 'agreed.setting', 'agreed.made_on'])
    .select((row) =>
      row
        .selectFrom('loan')
        .select((one) => one.fn.countAll<number>().as('many'))
        .whereRef('loan.alliance_id', '=', 'agreed.alliance_id')
        .whereRef('loan.organisation_loan_id', '=', 'agreed.id')
        .where('loan.status', 'in', ['promised', 'on_loan'])
        .as('devices'),
    )
    .where('agreed.alliance_id', '=', allianceId)
    .where('agreed.partner_id', '=', partnerId)
    .orderBy('agreed.made_on', 'desc')
    .limit(10)
    .execute()
