import { command } from '#platform/command'
import { done } from '#platform/outcome'
import { moveRequest } from './move-request'
import { refusePast } from './next-step'
import type { NextStep } from './request'

/** Opens a request again, in the hands of the one who does so, with a next step. */
export const reopenRequest = command('request.reopen', async (work, input: NextStep & { readonly id: string }) => {
  const past = refusePast(work, input.nextActionOn)
  if (past) return past
  const moved = await moveRequest(work, input.id, 'reopen', {
    outcome: null,
    closed_on: null,
    owner_id: work.actor.accountId,
    next_action: input.nextAction,
    next_action_on: input.nextActionOn,
  })
  if (!moved.ok) return moved
  const { id, personId, reference } = moved.value
  return done(moved.value, { about: { type: 'request', id }, person: personId, detail: { reference, on: input.nextActionOn } })
})
