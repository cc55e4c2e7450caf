import type { Actor } from '#platform/access'
import type { Tx } from '#platform/db'
import { isId } from '#platform/ids'

/** One partner; someone who speaks for a partner sees only their own. */
export const readPartner = async (tx: Tx, allianceId: string, actor: Actor, id: string) => {
  if (!isId(id) || (isOnlyPartner(actor) && actor.partnerId !== id)) return undefined
  return tx.selectFrom('partner').selectAll().where('alliance_id', '=', allianceId).where('id', '=', id).executeTakeFirst()
}

export type PartnerRecord = NonNullable<Awaited<ReturnType<typeof readPartner>>>

/** Whether this account speaks for a partner and does nothing else here. */
export const isOnlyPartner = (actor: Actor): boolean =>
  actor.roles.every((role) => role === 'partner') && actor.kind === 'account'

/** One place, with its ward's name. */
export const readPlace = async (tx: Tx, allianceId: string, id: string) => {
  if (!isId(id)) return undefined
  return tx
    .selectFrom('place as p')
    .leftJoin('area as a', (join) => join.onRef('a.code', '=', 'p.ward_code').onRef('a.alliance_id', '=', 'p.alliance_id'))
    .selectAll('p')
    .select('a.name as ward')
    .where('p.alliance_id', '=', allianceId)
    .where('p.id', '=', id)
    .executeTakeFirst()
}

export type PlaceRecord = NonNullable<Awaited<ReturnType<typeof readPlace>>>
