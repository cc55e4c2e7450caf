import type { Tx } from '#platform/db'
import { leftOutOf } from '#platform/importer'

export interface Borough {
  readonly name: string
  readonly code: string | null
}

export const ANOTHER_BOROUGH = 'of another borough'

/** The borough this alliance works in. */
export const boroughOf = async (tx: Tx, allianceId: string): Promise<Borough> => {
  const row = await tx
    .selectFrom('alliance')
    .select(['borough as name', 'borough_code as code'])
    .where('id', '=', allianceId)
    .executeTakeFirstOrThrow()
  return row
}

/** Whether a council's name is this borough's: "Stockport Metropolitan Borough Council" is Stockport's. */
export const isCouncilOf = (council: string, borough: Borough): boolean =>
  ` ${council.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `.includes(` ${borough.name.toLowerCase()} `)

/** Keeps the rows of this borough, and counts the others: the codes decide, and without a code of ours nothing is left out. */
export const ofThisBorough = <Row extends { readonly row: { readonly boroughCode: string | null } }>(
  rows: readonly Row[],
  { code }: Borough,
): { readonly mine: Row[]; readonly leftOut: Record<string, number> } => {
  const mine = rows.filter(({ row }) => !code || !row.boroughCode || row.boroughCode === code)
  const others = rows.length - mine.length
  return { mine, leftOut: leftOutOf(ANOTHER_BOROUGH, others) }
}
