import type { Tx } from '#platform/db'
import type { Counted } from '../kits/kit'

const partsOf = (tx: Tx, allianceId: string, handover: string): Promise<Counted[]> =>
  tx
    .selectFrom('handover_part')
    .select(['name', 'expected', 'here'])
    .where('alliance_id', '=', allianceId)
    .where('handover_id', '=', handover)
    .orderBy('name')
    .execute()

const photosOf = (tx: Tx, allianceId: string, handover: string) =>
  tx
    .selectFrom('handover_photo')
    .select(['id', 'width', 'height'])
    .where('alliance_id', '=', allianceId)
    .where('handover_id', '=', handover)
    .orderBy('id')
    .execute()

/** How a loan changed hands: going out first, then coming back. */
export const readHandovers = async (tx: Tx, allianceId: string, loanId: string) => {
  const rows = await tx
    .selectFrom('handover')
    .selectAll()
    .where('alliance_id', '=', allianceId)
    .where('loan_id', '=', loanId)
    .orderBy('way', 'desc')
    .execute()
  return Promise.all(
    rows.map(async (row) => ({
      ...row,
      parts: await partsOf(tx, allianceId, row.id),
      photos: await photosOf(tx, allianceId, row.id),
    })),
  )
}

export type HandoverRecord = Awaited<ReturnType<typeof readHandovers>>[number]

/** What went out with a loan, to be ticked when it comes back; empty when nothing was counted. */
export const partsOut = async (tx: Tx, allianceId: string, loanId: string): Promise<Counted[]> => {
  const out = await tx
    .selectFrom('handover')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('loan_id', '=', loanId)
    .where('way', '=', 'out')
    .executeTakeFirst()
  if (!out) return []
  return (await partsOf(tx, allianceId, out.id)).filter(({ here }) => here > 0)
}

/** One photo of a handover; none where the borrower is kept apart from this reader, since it may show their door. */
export const readPhoto = (tx: Tx, allianceId: string, id: string) =>
  tx
    .selectFrom('handover_photo')
    .innerJoin('handover', (join) =>
      join
        .onRef('handover.id', '=', 'handover_photo.handover_id')
        .onRef('handover.alliance_id', '=', 'handover_photo.alliance_id'),
    )
    .innerJoin('loan', (join) =>
      join.onRef('loan.id', '=', 'handover.loan_id').onRef('loan.alliance_id', '=', 'handover.alliance_id'),
    )
    .leftJoin('person', (join) =>
      join.onRef('person.id', '=', 'loan.person_id').onRef('person.alliance_id', '=', 'loan.alliance_id'),
    )
    .select(['handover_photo.image'])
    .where('handover_photo.alliance_id', '=', allianceId)
    .where('handover_photo.id', '=', id)
    .where((row) => row.or([row('loan.person_id', 'is', null), row('person.id', 'is not', null)]))
    .executeTakeFirst()
