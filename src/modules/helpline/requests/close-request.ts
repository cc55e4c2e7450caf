import { z } from 'zod'
import { command } from '#platform/command'
import { words } from '#platform/fields'
import { done } from '#platform/outcome'
import { moveRequest } from './move-request'
import { type OutcomeOfRequest, outcomeField } from './request'

/** Ended in help: what the funder's count of people supported goes by. */
const HELP: readonly OutcomeOfRequest[] = ['helped', 'signposted']

export const closeForm = z
  .object({ outcome: outcomeField, whatChanged: words(2000) })
  .refine(({ outcome, whatChanged }) => outcome !== 'helped' || whatChanged !== '', {
    path: ['whatChanged'],
    error: 'Enter what changed for them',
  })
export type CloseInput = z.output<typeof closeForm>

/** Ends a request today: how, and what changed for the person. */
export const closeRequest = command('request.close', async (work, input: CloseInput & { readonly id: string }) => {
  const moved = await moveRequest(work, input.id, HELP.includes(input.outcome) ? 'finish' : 'close', {
    outcome: input.outcome,
    what_changed: input.whatChanged,
    closed_on: work.today,
    next_action: null,
    next_action_on: null,
  })
  if (!moved.ok) return moved
  const { id, personId, reference } = moved.value
  return done(moved.value, { about: { type: 'request', id }, person: personId, detail: { reference, outcome: input.outcome } })
})
