import type { Ask } from '#platform/http/ask'
import { done, type Outcome } from '#platform/outcome'
import type { CallInput } from './call'
import { type DraftFields, saveDraft } from './call-draft'

/** What the address of the desk says when somebody was just recognised, and their call is still to be saved. */
export const LOOK_FIRST = 'look'

/** Where the call goes on, with the person who was chosen: the desk as it is for anyone we know, below the alliance's base. */
const deskOf = (id: string, { person, direction }: CallInput): string => {
  const out = direction === 'out' ? { direction } : {}
  return `/calls/new?${new URLSearchParams({ draft: id, person, [LOOK_FIRST]: 'yes', ...out })}`
}

/**
 * Keeps all that was typed as a draft with the person who was chosen, so that the desk can show what is open for them before the call is
 * saved. Gives where; null when the call is saved already.
 */
export const lookFirst = async (ask: Ask, input: CallInput, fields: DraftFields): Promise<Outcome<string | null>> => {
  const id = String(ask.ctx.submission)
  // The call is done once under its id: keeping it is not that.
  const kept = await saveDraft({ ...ask.ctx, submission: undefined }, { id, turn: null, person: input.person, fields })
  return kept.ok ? done(kept.value.kept ? deskOf(id, input) : null) : kept
}
