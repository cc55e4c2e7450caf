import { tellStaff } from '#modules/notifications'
import { command, type Work } from '#platform/command'
import type { Tx } from '#platform/db'
import type { PartnerEnded } from '#platform/module'
import { done, type Happened, type Outcome, refuse } from '#platform/outcome'
import { seeingAll } from '#platform/seeing-all'
import { moveRequest } from '../requests/move-request'
import { agreedNow } from './agreed-now'
import { backToDesk } from './back-to-desk'
import { type MovedReferral, moveReferral, referralHappened } from './move-referral'
import { OPEN_REFERRAL } from './referral.moves'
import { type StoppedBecause, stoppedLines } from './stopped-because'
import { partnerOf, revokeLinks, ringWords, writeToPartner } from './tell-partner'
import { tellPersonItStopped, tellReferrer } from './tell-sharing-ended'

interface OpenOne {
  readonly id: string
}

/** Referrals that are open on somebody, a request or a partner. */
export const openOf = (
  { tx, allianceId }: Work,
  on: { readonly person_id?: string; readonly request_id?: string; readonly partner_id?: string },
): Promise<OpenOne[]> => {
  let query = tx.selectFrom('referral').select('id').where('alliance_id', '=', allianceId).where('status', 'in', OPEN_REFERRAL)
  for (const [column, id] of Object.entries(on)) query = query.where(column as keyof typeof on, '=', id)
  return query.orderBy('id').execute()
}

interface Ended {
  readonly referral: MovedReferral
  readonly partner: string
  /** Empty when the partner was written to; otherwise what somebody has to do. */
  readonly ring: string
}

/** Ends a referral at once: its link opens nothing, and the partner is told plainly. */
export const endOne = async (work: Work, { id }: OpenOne, because: StoppedBecause): Promise<Outcome<Ended>> => {
  const moved = await moveReferral(work, id, 'stop', { ended_on: work.today, stopped_because: because })
  if (!moved.ok) return moved
  await revokeLinks(work, id)
  const partner = await partnerOf(work, moved.value.partner_id)
  const { reference } = moved.value
  const told = await writeToPartner(work, moved.value, (alliance) => ({
    subject: `${alliance}: ${reference} is stopped`,
    lines: stoppedLines(reference, because),
  }))
  return done({
    referral: moved.value,
    partner: partner?.name ?? '',
    ring: told ? '' : ringWords(partner, `tell them ${reference} is stopped`),
  })
}

const happenedTo = ({ referral, partner, ring }: Ended): Happened => referralHappened(referral, { partner, told: ring === '' })

/** Ends a referral, and the desk has its request back. */
export const stopOne = async (work: Work, one: OpenOne, because: StoppedBecause): Promise<Outcome<Ended>> => {
  const ended = await endOne(work, one, because)
  if (!ended.ok) return ended
  const { referral, partner, ring } = ended.value
  await backToDesk(work, referral, {
    ...{ news: `Stopped with ${partner}`, nextAction: ring || `Stopped with ${partner}. Find another way, or close` },
  })
  return ended
}

// The event is another use case's; this one says which referral it stopped.
export const stopped = (ended: Ended): Happened => ({ ...happenedTo(ended), ...{ action: 'referral.stop' } })

/**
 * Ends every open referral of someone: what is left to do about its request is to ring a partner without email, or else `next`.
 * Nobody is told by name: whoever may not see someone kept apart must not hear of them by a notice.
 */
export const endAllOf = async (
  work: Work,
  person: string,
  because: StoppedBecause,
  next: (partner: string) => string,
): Promise<Happened[]> => {
  const happened: Happened[] = []
  for (const one of await openOf(work, { person_id: person })) {
    const ended = await endOne(work, one, because)
    if (!ended.ok) continue
    const { referral, partner, ring } = ended.value
    const columns = { next_action: (ring || next(partner)).slice(0, 200), next_action_on: work.today }
    await moveRequest(work, referral.request_id, 'take', columns)
    happened.push(stopped(ended.value))
  }
  return happened
}

/** That they no longer agree to share stops what was sent on the strength of it, in the transaction that takes the consent back. */
export const stopShared = async (work: Work, person: string, partner: string | null): Promise<Happened[]> => {
  const happened: Happened[] = []
  for (const one of await openOf(work, { person_id: person, ...(partner && { partner_id: partner }) })) {
    const outcome = await stopOne(work, one, 'not_agreed')
    if (!outcome.ok) continue
    happened.push(stopped(outcome.value))
    await tellPersonItStopped(work, outcome.value.referral, outcome.value.partner)
  }
  if (partner) await tellReferrer(work, person, partner)
  return happened
}

/** A partner that leaves has nobody of ours any more, also those whom the one who ends it may not see. */
export const stopWithPartner: PartnerEnded = (work, { partner }) =>
  seeingAll(work.tx, async () => {
    const happened: Happened[] = []
    for (const one of await openOf(work, { partner_id: partner })) {
      const outcome = await stopOne(work, one, 'left')
      if (outcome.ok) happened.push(stopped(outcome.value))
    }
    return happened
  })

/** Open referrals that nobody stands behind any more: the person does not agree now, or the partner has left. */
export const unfounded = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('referral as f')
    .innerJoin('partner as a', (join) => join.onRef('a.id', '=', 'f.partner_id').onRef('a.alliance_id', '=', 'f.alliance_id'))
    .select(['f.id', 'a.left_on'])
    .where('f.alliance_id', '=', allianceId)
    .where('f.status', 'in', OPEN_REFERRAL)
    .where((row) => row.or([row.not(agreedNow('f')), row('a.left_on', 'is not', null)]))

/**
 * They agreed until a day that is past: as if they had taken it back. The same where one was sent just as its partner left. Refuses
 * `moved-on` for one that is over or still stands.
 */
export const stopUnfounded = command('referral.stop', async (work, { id }: OpenOne) => {
  const found = await unfounded(work.tx, work.allianceId).where('f.id', '=', id).executeTakeFirst()
  if (!found) return refuse('moved-on')
  const outcome = await stopOne(work, { id }, found.left_on ? 'left' : 'not_agreed')
  return outcome.ok ? done(null, happenedTo(outcome.value)) : outcome
})

/** A request that ends takes its open referrals with it: each partner is told, or somebody is told to ring it. */
export const stopWithRequest = async (work: Work, requestId: string): Promise<Happened[]> => {
  const happened: Happened[] = []
  for (const one of await openOf(work, { request_id: requestId })) {
    const outcome = await endOne(work, one, 'closed')
    if (!outcome.ok) continue
    happened.push(stopped(outcome.value))
    const { referral, ring } = outcome.value
    const about = { type: 'referral', id: referral.id }
    if (ring) await tellStaff(work, { to: { role: 'helpline' }, about, words: ring, path: '/referrals' })
  }
  return happened
}

/** The desk takes a referral back. Refuses `not-found`, `moved-on`. */
export const stopReferral = command('referral.stop', async (work, { reference }: { reference: string }) => {
  const { tx, allianceId } = work
  const query = tx.selectFrom('referral').select('id').where('alliance_id', '=', allianceId)
  const found = await query.where('reference', '=', reference.toUpperCase()).executeTakeFirst()
  if (!found) return refuse('not-found')
  const outcome = await stopOne(work, found, 'not_needed')
  return outcome.ok ? done(null, happenedTo(outcome.value)) : outcome
})
