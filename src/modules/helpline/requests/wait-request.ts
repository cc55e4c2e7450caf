import { z } from 'zod'
import { command } from '#platform/command'
import { oneOf } from '#platform/fields'
import { done } from '#platform/outcome'
import { moveRequest } from './move-request'
import { refusePast } from './next-step'
import { ownerOr } from './owner'
import { type NextStep, nextStepFields, WAITS_FOR_CODES, type WaitsFor } from './request'

export const waitForm = z.object({ ...nextStepFields, waitsFor: oneOf(WAITS_FOR_CODES, 'Choose what it waits for') })

export interface WaitRequest extends NextStep {
  readonly id: string
  readonly waitsFor?: WaitsFor
}

/** Puts a request aside until a day, and says what for. Nobody's until now, it becomes theirs who puts it aside. */
export const waitRequest = command('request.wait', async (work, input: WaitRequest) => {
  const past = refusePast(work, input.nextActionOn)
  if (past) return past
  const waitsFor = input.waitsFor ?? 'other'
  const moved = await moveRequest(work, input.id, 'wait', {
    ...{ next_action: input.nextAction, next_action_on: input.nextActionOn, waits_for: waitsFor },
    owner_id: ownerOr(work.actor.accountId),
  })
  if (!moved.ok) return moved
  const { id, personId, reference } = moved.value
  const detail = { reference, on: input.nextActionOn, for: waitsFor }
  return done(moved.value, { about: { type: 'request', id }, person: personId, detail })
})
