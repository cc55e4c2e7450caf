import { command } from '#platform/command'
import { done } from '#platform/outcome'
import { moveRequest } from './move-request'
import { refusePast } from './next-step'
import type { NextStep } from './request'

/** Puts a request aside until a day, and says what for. */
export const waitRequest = command('request.wait', async (work, input: NextStep & { readonly id: string }) => {
  const past = refusePast(work, input.nextActionOn)
  if (past) return past
  const step = { next_action: input.nextAction, next_action_on: input.nextActionOn }
  const moved = await moveRequest(work, input.id, 'wait', step)
  if (!moved.ok) return moved
  const { id, personId, reference } = moved.value
  return done(moved.value, { about: { type: 'request', id }, person: personId, detail: { reference, on: input.nextActionOn } })
})
