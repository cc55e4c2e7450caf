import { z } from 'zod'
import { command } from '#platform/command'
import { done, refuse } from '#platform/outcome'
import { type EditInput, editFields } from './edit-request'
import { moveRequest } from './move-request'
import { refusePast } from './next-step'
import { mayOwn } from './owner'

export const triageForm = z.object(editFields)

/** Someone has looked at a new request: what it is about, whose it is, what happens next and when. Refuses `no-owner`. */
export const triageRequest = command('request.triage', async (work, input: EditInput & { readonly id: string }) => {
  const past = refusePast(work, input.nextActionOn)
  if (past) return past
  if (!(await mayOwn(work.tx, work.allianceId, input.owner))) return refuse('no-owner', 'Choose who has it', 'owner')
  const { words, needs, barriers, theme, owner, nextAction, nextActionOn } = input
  const moved = await moveRequest(work, input.id, 'triage', {
    ...{ words, needs, barriers, theme: theme ?? null, owner_id: owner, next_action: nextAction, next_action_on: nextActionOn },
  })
  if (!moved.ok) return moved
  const { id, personId, reference } = moved.value
  const detail = { reference, needs, on: nextActionOn }
  return done(moved.value, { about: { type: 'request', id }, person: personId, detail })
})
