import { sql } from 'kysely'
import type { z } from 'zod'
import { command, type Work } from '#platform/command'
import { words } from '#platform/fields'
import { done, type Happened, type Refusal, refuse } from '#platform/outcome'
import { stillShared } from './agreed-now'
import { linkHash } from './link-token'
import { referForm, takeIn } from './refer'

/** As an account refers, with a box that people are told to leave empty and programs fill in. */
export const linkReferForm = referForm.extend({
  website: words(200).refine((text) => text === '', {
    error: 'Leave this box empty. It is there to stop programs that send junk',
  }),
})
export type LinkReferral = z.output<typeof linkReferForm>

const shut = (code: string, status: number, says: string): Refusal => ({ ...refuse(code, says), status })

const wayInBy = ({ tx, allianceId }: Work, token: string) =>
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

type WayIn = NonNullable<Awaited<ReturnType<typeof wayInBy>>>

const usedToday = async ({ tx, allianceId, today }: Work, id: string): Promise<number> => {
  const query = tx.selectFrom('request').select(sql<number>`count(*)::int`.as('used')).where('alliance_id', '=', allianceId)
  return (await query.where('way_in_id', '=', id).where('opened_on', '=', today).executeTakeFirstOrThrow()).used
}

/** The way in a token opens now, or why it opens none: forged 404, closed or run out 410, used up for the day 429. */
const openWay = async (work: Work, token: string): Promise<WayIn | Refusal> => {
  const way = await wayInBy(work, token)
  if (!way) return { ...refuse('not-found'), says: 'This address does not open anything' }
  if (way.revoked_at || way.left_on) return shut('revoked', 410, 'We have closed this address')
  if (way.ends_on < work.today) return shut('expired', 410, 'This address has run out')
  const full = (await usedToday(work, way.id)) >= way.a_day
  return full
    ? shut('used-up', 429, 'This address has been used as often as it can be today. Try again tomorrow, or ring us')
    : way
}

const isRefusal = (found: WayIn | Refusal): found is Refusal => 'ok' in found

const happened = (way: WayIn, detail: Record<string, unknown>): Happened => ({
  about: { type: 'way-in', id: way.id },
  also: [{ type: 'partner', id: way.partner_id }],
  detail: { kind: way.kind, partner: way.partner, ...detail },
})

/** What came of those referred by this address, in plain words: references and states, no names. */
const newsOf = ({ tx, allianceId }: Work, id: string) =>
  tx
    .selectFrom('request as r')
    .select(['r.reference', 'r.opened_on', 'r.status', 'r.outcome'])
    .where('r.alliance_id', '=', allianceId)
    .where('r.way_in_id', '=', id)
    .where(stillShared)
    .orderBy('r.opened_on', 'desc')
    .limit(20)
    .execute()

/** Opens the form behind an address we gave out, with what came of those referred by it. Every use is journaled. */
export const openWayIn = command('public.refer', async (work, { token }: { token: string }) => {
  const way = await openWay(work, token)
  if (isRefusal(way)) return way
  return done({ name: way.name, partner: way.partner, news: await newsOf(work, way.id) }, happened(way, { did: 'open' }))
})

/** Somebody is referred by such an address. Refuses as opening does. */
export const referByLink = command('public.refer', async (work, { token, ...input }: LinkReferral & { token: string }) => {
  const way = await openWay(work, token)
  if (isRefusal(way)) return way
  const taken = await takeIn(work, { id: way.partner_id, name: way.name }, input)
  if (!taken.ok) return taken
  const { id, reference, person } = taken.value
  await work.tx
    .updateTable('request')
    .set({ way_in_id: way.id, agreed: 'said_so' })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', id)
    .execute()
  const event = happened(way, { did: 'refer', reference, consent: true })
  return done({ reference }, { ...event, person, also: [...(event.also ?? []), { type: 'request', id }] })
})

/** Somebody tried an address that opens nothing now: kept in the journal. */
export const turnedFromWayIn = command('public.refer', async (work, { token, why }: { token: string; why: string }) => {
  const way = await wayInBy(work, token)
  if (way) return done(null, happened(way, { did: 'turned-away', why }))
  return done(null, { about: { type: 'alliance', id: work.allianceId }, detail: { did: 'turned-away', why } })
})
