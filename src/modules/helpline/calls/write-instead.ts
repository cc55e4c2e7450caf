import { canWriteTo, notify } from '#modules/notifications'
import { readReach, whoWeAreTo } from '#modules/reach'
import { addDays } from '#platform/clock'
import type { Work } from '#platform/command'
import { OPEN } from '../requests/request.moves'
import type { cannotRing, couldNotReach } from './templates'

const LOOK_AGAIN_DAYS = 10

interface GivenUp {
  readonly person_id: string
  readonly about_type: string
  readonly about_id: string
  readonly why: string
}

/** What is left to do about the request: to wait for what we wrote, or, where nothing can be written either, to look at it today. */
const whatIsLeft = async (work: Work, { person_id, why }: GivenUp) =>
  (await canWriteTo(work, person_id))
    ? { next_action: `See if they answered our letter. ${why}`, next_action_on: addDays(work.today, LOOK_AGAIN_DAYS) }
    : { next_action: `We know no way to reach them: find one, or close this. ${why}`, next_action_on: work.today }

const planNext = async (work: Work, given: GivenUp): Promise<void> => {
  const { next_action, next_action_on } = await whatIsLeft(work, given)
  await work.tx
    .updateTable('request')
    .set({ next_action: next_action.slice(0, 200), next_action_on })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', given.about_id)
    .where('status', 'in', OPEN)
    .execute()
}

/**
 * The way that is left when nobody can be rung: a letter, or whatever reaches them, one a day however many calls are given up;
 * and the request waits to hear, or says that no way is left.
 */
export const writeInstead = async (
  work: Work,
  given: GivenUp,
  template: typeof couldNotReach | typeof cannotRing,
): Promise<void> => {
  const { tx, allianceId, today } = work
  const { person_id: to, about_type, about_id } = given
  const { name: alliance, helpline } = await whoWeAreTo(tx, allianceId, to)
  const reach = await readReach(tx, allianceId, to)
  await notify(work, {
    ...{ to, about: { type: about_type, id: about_id }, template, cause: `could-not-reach ${to} ${today}` },
    personalisation: { name: reach?.say_name ?? '', alliance, helpline },
  })
  if (about_type === 'request') await planNext(work, given)
}
