import { sql } from 'kysely'
import type { Work } from '#platform/command'
import { type Happened, type Refusal, refuse } from '#platform/outcome'
import { linkHash } from './link-token'

const shut = (code: string, status: number, says: string): Refusal => ({ ...refuse(code, says), status })

/** The way in of a token, held: what comes by it takes turns. */
export const wayInBy = ({ tx, allianceId }: Work, token: string) =>
  tx
    .selectFrom('way_in as w')
    .innerJoin('partner as a', (join) => join.onRef('a.id', '=', 'w.partner_id').onRef('a.alliance_id', '=', 'w.alliance_id'))
    .select([
      'w.id',
      'w.name',
      'w.kind',
      'w.partner_id',
      'w.a_day',
      'w.ends_on',
      'w.revoked_at',
      'a.name as partner',
      'a.left_on',
    ])
    .where('w.alliance_id', '=', allianceId)
    .where('w.token_hash', '=', linkHash(token))
    .forUpdate('w')
    .executeTakeFirst()

export type WayIn = NonNullable<Awaited<ReturnType<typeof wayInBy>>>

/** Who was referred by it today, and what was told without a name. */
const usedToday = async ({ tx, allianceId, today }: Work, id: string): Promise<number> => {
  const { rows } = await sql<{ used: number }>`
    select ((select count(*) from request where alliance_id = ${allianceId} and way_in_id = ${id}::uuid and opened_on = ${today}::date)
      + (select count(*) from feedback where alliance_id = ${allianceId} and way_in_id = ${id}::uuid and told_on = ${today}::date))::int
      as used`.execute(tx)
  return rows[0]?.used ?? 0
}

/** The way in a token opens now, or why it opens none: forged 404, closed or run out 410, used up for the day 429. */
export const openWay = async (work: Work, token: string): Promise<WayIn | Refusal> => {
  const way = await wayInBy(work, token)
  if (!way) return { ...refuse('not-found'), says: 'This address does not open anything' }
  if (way.revoked_at || way.left_on) return shut('revoked', 410, 'We have closed this address')
  if (way.ends_on < work.today) return shut('expired', 410, 'This address has run out')
  const full = (await usedToday(work, way.id)) >= way.a_day
  return full
    ? shut('used-up', 429, 'This address has been used as often as it can be today. Try again tomorrow, or ring us')
    : way
}

export const isShut = (found: WayIn | Refusal): found is Refusal => 'ok' in found

/** What is done by a way in, as the journal keeps it: the organisation and what they are, and no name. */
export const wayHappened = (way: WayIn, detail: Record<string, unknown>): Happened => ({
  about: { type: 'way-in', id: way.id },
  also: [{ type: 'partner', id: way.partner_id }],
  detail: { kind: way.kind, partner: way.partner, ...detail },
})
