import { z } from 'zod'
import { command, type Work } from '#platform/command'
import { needed } from '#platform/fields'
import type { Attempt } from '#platform/forms'
import { isId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import { goneOrMoved, type MovedRequest } from './move-request'
import { refusePast } from './next-step'
import { IS_NOBODYS, mayOwn } from './owner'
import { askedFields, BARRIERS, NEEDS, nextStepFields, THEMES } from './request'
import { OPEN } from './request.moves'

const owner = needed('Choose who has it').refine((id) => isId(id), { error: 'Choose who has it' })

export const editFields = { ...askedFields, owner, ...nextStepFields }
/** Putting a word right takes nothing on: what nobody has stays nobody's until somebody is chosen. */
export const editForm = z.object({ ...editFields, owner: z.union([z.literal(''), owner], { error: 'Choose who has it' }) })
export type EditInput = z.output<typeof editForm>

/** What others changed meanwhile, as it stands on the screen: a name for an account, words for a code. */
export const inWords = (attempt: Attempt, accounts: readonly { readonly id: string; readonly name: string }[]): Attempt => {
  const owners = Object.fromEntries(accounts.map(({ id, name }) => [id, name]))
  const words: Record<string, Readonly<Record<string, string>>> = {
    needs: NEEDS,
    barriers: BARRIERS,
    theme: THEMES,
    owner: owners,
  }
  const said = (field: string, codes: string): string[] => codes.split(', ').map((code) => words[field]?.[code] ?? code)
  const errors = attempt.errors.map(({ field, message }) => ({
    field,
    message: words[field] ? message.replace(/“(.*)”/, (_all, codes: string) => `“${said(field, codes).join(', ')}”`) : message,
  }))
  return { ...attempt, errors }
}

const isNobodys = async ({ tx, allianceId }: Work, id: string): Promise<boolean> => {
  const request = tx.selectFrom('request').select('id').where('alliance_id', '=', allianceId).where('id', '=', id)
  return (await request.where(IS_NOBODYS).forUpdate().executeTakeFirst()) !== undefined
}

/** Somebody of the desk; or nobody yet, where nobody has it now. */
const mayHave = (work: Work, { id, owner }: EditInput & { readonly id: string }): Promise<boolean> =>
  owner === '' ? isNobodys(work, id) : mayOwn(work.tx, work.allianceId, owner)

/** A day that has gone by is no new mistake: whoever puts a word right in a late request is not made to plan it anew. */
const isPlannedFor = async ({ tx, allianceId }: Work, { id, nextActionOn }: EditInput & { readonly id: string }) => {
  const request = tx.selectFrom('request').select('id').where('alliance_id', '=', allianceId).where('id', '=', id)
  return (await request.where('next_action_on', '=', nextActionOn).executeTakeFirst()) !== undefined
}

/** Puts an open request right: what they asked for, whose it is, what happens next. Refuses `no-owner`. */
export const editRequest = command('request.edit', async (work, input: EditInput & { readonly id: string }) => {
  const { tx, allianceId } = work
  const past = refusePast(work, input.nextActionOn)
  if (past && !(await isPlannedFor(work, input))) return past
  if (!(await mayHave(work, input))) return refuse('no-owner', 'Choose who has it', 'owner')
  const { words, needs, barriers, theme, nextAction, nextActionOn } = input
  const edited = await tx
    .updateTable('request')
    .set({ words, needs, barriers, theme: theme ?? null, ...(input.owner && { owner_id: input.owner }) })
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
