import { sql } from 'kysely'
import { command } from '#platform/command'
import { done } from '#platform/outcome'
import { goneOrMoved, type MovedRequest } from './move-request'
import { refusePast } from './next-step'
import type { NextStep } from './request'
import { OPEN } from './request.moves'

export interface PlanRequest extends NextStep {
  readonly id: string
  /** The day that was planned when the page was opened; another one by now means someone else planned meanwhile. */
  readonly seenAs?: string | undefined
}

/** Sets what happens next with an open request, and when. */
export const planRequest = command('request.plan', async (work, input: PlanRequest) => {
  const past = refusePast(work, input.nextActionOn)
  if (past) return past
  const planned = await work.tx
    .updateTable('request')
    .set({ next_action: input.nextAction, next_action_on: input.nextActionOn })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', input.id)
    .where('status', 'in', OPEN)
    .$if(input.seenAs !== undefined, (query) => query.where(seenStep, '=', String(input.seenAs)))
    .returning(['id', 'reference', 'person_id as personId'])
    .executeTakeFirst()
  if (!planned) return goneOrMoved(work, input.id)
  const detail = { reference: planned.reference, on: input.nextActionOn }
  return done<MovedRequest>(planned, { about: { type: 'request', id: planned.id }, person: planned.personId, detail })
})

const seenStep = sql<string>`to_char(next_action_on, 'YYYY-MM-DD') || ' ' || next_action`

/** What a page shows as the next step, to tell later whether it is still the one. */
export const stepSeen = (request: { next_action: string | null; next_action_on: string | null }): string =>
  `${request.next_action_on ?? ''} ${request.next_action ?? ''}`
