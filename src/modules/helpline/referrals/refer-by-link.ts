import type { z } from 'zod'
import { command, type Work } from '#platform/command'
import { done } from '#platform/outcome'
import { heldNow, stillShared } from './agreed-now'
import { referForm, takeIn } from './refer'
import { emptyBox } from './trap'
import { isShut, openWay, wayHappened, wayInBy } from './way-open'

/** As an account refers, with a box that people are told to leave empty and programs fill in. */
export const linkReferForm = referForm.extend({ website: emptyBox() })
export type LinkReferral = z.output<typeof linkReferForm>

/** What came of those referred by this address, in plain words: references and states, no names. */
const newsOf = ({ tx, allianceId }: Work, id: string) =>
  tx
    .selectFrom('request as r')
    .select(['r.reference', 'r.opened_on', 'r.status', 'r.outcome', heldNow('r').as('held')])
    .where('r.alliance_id', '=', allianceId)
    .where('r.way_in_id', '=', id)
    .where(stillShared)
    .orderBy('r.opened_on', 'desc')
    .limit(20)
    .execute()

/** Opens the form behind an address we gave out, with what came of those referred by it. Every use is journaled. */
export const openWayIn = command('public.refer', async (work, { token }: { token: string }) => {
  const way = await openWay(work, token)
  if (isShut(way)) return way
  return done({ name: way.name, partner: way.partner, news: await newsOf(work, way.id) }, wayHappened(way, { did: 'open' }))
})

/** Somebody is referred by such an address. Refuses as opening does. */
export const referByLink = command('public.refer', async (work, { token, ...input }: LinkReferral & { token: string }) => {
  const way = await openWay(work, token)
  if (isShut(way)) return way
  const taken = await takeIn(work, { id: way.partner_id, name: way.name }, input)
  if (!taken.ok) return taken
  const { id, reference, person } = taken.value
  await work.tx
    .updateTable('request')
    .set({ way_in_id: way.id, agreed: 'said_so' })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', id)
    .execute()
  const event = wayHappened(way, { did: 'refer', reference, consent: true })
  return done({ reference }, { ...event, person, also: [...(event.also ?? []), { type: 'request', id }] })
})

/** Somebody tried an address that opens nothing now: kept in the journal. */
export const turnedFromWayIn = command('public.refer', async (work, { token, why }: { token: string; why: string }) => {
  const way = await wayInBy(work, token)
  if (way) return done(null, wayHappened(way, { did: 'turned-away', why }))
  return done(null, { about: { type: 'alliance', id: work.allianceId }, detail: { did: 'turned-away', why } })
})
