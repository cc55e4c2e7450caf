import { z } from 'zod'
import { command } from '#platform/command'
import { date, needed, oneOf, whole } from '#platform/fields'
import { isId, newId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import { seal } from '#platform/sealed'
import { linkHash, newLinkToken } from './link-token'
import { partnerOf } from './tell-partner'

export const REFERRERS = {
  partner: 'A partner',
  councillor: 'A councillor',
  neighbourhood_team: 'A neighbourhood team',
} as const
export type Referrer = keyof typeof REFERRERS
const REFERRER_CODES = Object.keys(REFERRERS) as [Referrer, ...Referrer[]]

export const wayInForm = z.object({
  partner: z.uuid({ error: 'Choose the organisation it belongs to' }),
  kind: oneOf(REFERRER_CODES, 'Choose who refers by it'),
  name: needed('Enter who it is for', 100),
  aDay: whole(1, 200, 'Enter how many people a day, from 1 to 200'),
  endsOn: date('Enter the last day it works'),
})
export type WayInInput = z.output<typeof wayInForm>

/** Gives a partner, a councillor or a team an address to refer people by. Refuses `no-partner` and a last day that is past. */
export const makeWayIn = command('way-in.make', async (work, input: WayInInput) => {
  const { tx, allianceId, actor, at, today } = work
  const partner = await partnerOf(work, input.partner)
  if (!partner || partner.left_on) return refuse('no-partner', 'Choose a partner of the alliance', 'partner')
  if (input.endsOn < today) return refuse('past', 'The last day must not be in the past', 'endsOn')
  const [id, token] = [newId(at), newLinkToken()]
  const given = { kind: input.kind, name: input.name, a_day: input.aDay, ends_on: input.endsOn }
  await tx
    .insertInto('way_in')
    .values({
      ...{ alliance_id: allianceId, id, partner_id: partner.id, ...given, made_at: at, made_by: actor.accountId },
      ...{ token_hash: linkHash(token), sealed: seal(token) },
    })
    .execute()
  const also = [{ type: 'partner', id: partner.id }]
  return done({ id }, { about: { type: 'way-in', id }, also, detail: { kind: input.kind, partner: partner.name } })
})

/** Closes an address at once. Refuses `not-found`, `moved-on`. */
export const revokeWayIn = command('way-in.revoke', async (work, { id }: { id: string }) => {
  const { tx, allianceId, at } = work
  if (!isId(id)) return refuse('not-found')
  const query = tx.selectFrom('way_in').select(['kind', 'partner_id']).where('alliance_id', '=', allianceId)
  const known = await query.where('id', '=', id).executeTakeFirst()
  if (!known) return refuse('not-found')
  const { numUpdatedRows } = await tx
    .updateTable('way_in')
    .set({ revoked_at: at })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return refuse('moved-on')
  const also = [{ type: 'partner', id: known.partner_id }]
  const partner = (await partnerOf(work, known.partner_id))?.name
  return done({ id }, { about: { type: 'way-in', id }, also, detail: { kind: known.kind, partner } })
})
