import { z } from 'zod'
import { command } from '#platform/command'
import { needed } from '#platform/fields'
import { isId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import { goneOrMoved, type MovedRequest } from './move-request'
import { refusePast } from './next-step'
import { mayOwn } from './owner'
import { askedFields, nextStepFields } from './request'
import { OPEN } from './request.moves'

const owner = needed('Choose who has it').refine((id) => isId(id), { error: 'Choose who has it' })

export const editFields = { ...askedFields, owner, ...nextStepFields }
export const editForm = z.object(editFields)
export type EditInput = z.output<typeof editForm>

/** Puts an open request right: what they asked for, whose it is, what happens next. Refuses `no-owner`. */
export const editRequest = command('request.edit', async (work, input: EditInput & { readonly id: string }) => {
  const { tx, allianceId } = work
  const past = refusePast(work, input.nextActionOn)
  if (past) return past
  if (!(await mayOwn(tx, allianceId, input.owner))) return refuse('no-owner', 'Choose who has it', 'owner')
  const { words, needs, barriers, theme, nextAction, nextActionOn } = input
  const edited = await tx
    .updateTable('request')
    .set({ words, needs, barriers, theme: theme ?? null, owner_id: input.owner })
    .set({ next_action: nextAction, next_action_on: nextActionOn })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', input.id)
    .where('status', 'in', OPEN)
    .returning(['id', 'reference', 'person_id as personId'])
    .executeTakeFirst()
  if (!edited) return goneOrMoved(work, input.id)
  const detail = { reference: edited.reference, on: nextActionOn }
  return done<MovedRequest>(edited, { about: { type: 'request', id: edited.id }, person: edited.personId, detail })
})
