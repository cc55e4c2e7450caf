import type { Tx } from '#platform/db'
import { newId } from '#platform/ids'
import { FRAMEWORK } from './framework'

/** Gives an alliance the skills framework. Does nothing where it is there already. */
export const seedSkills = async (tx: Tx, allianceId: string): Promise<void> => {
  await tx
    .insertInto('skill')
    .values(FRAMEWORK.map((skill, position) => ({ alliance_id: allianceId, id: newId(), position, ...skill })))
    .onConflict((conflict) => conflict.columns(['alliance_id', 'code']).doNothing())
    .execute()
}

const idsOf = async (tx: Tx, allianceId: string, codes: readonly string[]): Promise<Map<string, string>> => {
  const rows = await tx
    .selectFrom('skill')
    .select(['code', 'id'])
    .where('alliance_id', '=', allianceId)
    .where('code', 'in', codes)
    .execute()
  return new Map(rows.map(({ code, id }) => [code, id]))
}

/** The ids of skills by code, inside a command; an alliance that has none of them yet is given them. */
export const skillIds = async (tx: Tx, allianceId: string, codes: readonly string[]): Promise<Map<string, string>> => {
  if (codes.length === 0) return new Map()
  const known = await idsOf(tx, allianceId, codes)
  if (known.size === new Set(codes).size) return known
  await seedSkills(tx, allianceId)
  return idsOf(tx, allianceId, codes)
}
