import { notify } from '#modules/notifications'
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

const waitToHear = ({ tx, allianceId, today }: Work, { about_id, why }: GivenUp) =>
  tx
    .updateTable('request')
    .set({
      next_action: `See if they answered our letter. ${why}`.slice(0, 200),
      next_action_on: addDays(today, LOOK_AGAIN_DAYS),
    })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', about_id)
    .where('status', 'in', OPEN)
    .execute()

/**
 * The way that is left when nobody can be rung: a letter, or whatever reaches them, one a day however many calls are given up;
 * and the request waits to hear.
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
  if (about_type === 'request') await waitToHear(work, given)
}
