import type { Work } from '#platform/command'
import type { Happened } from '#platform/outcome'
import { planRequest } from './plan-request'
import { OPEN } from './request.moves'
import { isRingStep } from './ring-step'

export interface RingPutOff {
  /** The request's id. */
  readonly request: string
  /** The days the ring stood on. */
  readonly was: readonly string[]
  readonly on: string
}

/**
 * The next step of a request that is a ring, planned for the day of this one, goes with it, or it would stand as late while the ring
 * is planned. What is planned for another day stays, and so does what is no ring: nobody did it because nobody answered.
 */
export const followRing = async (work: Work, { request, was, on }: RingPutOff): Promise<readonly Happened[]> => {
  if (was.includes(on)) return []
  const planned = await work.tx
    .selectFrom('request')
    .select('next_action')
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', request)
    .where('status', 'in', OPEN)
    .where('next_action_on', 'in', [...was])
    .forUpdate()
    .executeTakeFirst()
  if (!planned?.next_action || !isRingStep(planned.next_action)) return []
  const moved = await planRequest.within(work, { id: request, nextAction: planned.next_action, nextActionOn: on })
  return moved.ok ? moved.happened : []
}
