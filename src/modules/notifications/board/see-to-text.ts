import { z } from 'zod'
import { command } from '#platform/command'
import { words } from '#platform/fields'
import { isId } from '#platform/ids'
import { mayMove } from '#platform/moves'
import { done, refuse } from '#platform/outcome'
import { inboundMoves } from '../inbound.moves'
import { nothingToSay } from '../staff/read-notices'
import { readText } from './inbound.queries'

export const seeToForm = z.object({ words: words(500) })

/**
 * Somebody has seen to a text that no call was asked for: who, when, and what they did. Refuses `moved-on` when somebody else
 * has, and `has-call` where a call about it stands in the queue.
 */
export const seeToText = command('text.see-to', async (work, input: { text: string; words: string }) => {
  const { tx, allianceId, at, actor } = work
  const { from, to } = inboundMoves.seeTo
  const text = isId(input.text) ? await readText(tx, allianceId, input.text) : undefined
  if (!text) return refuse('not-found')
  if (text.has_call && mayMove(inboundMoves.seeTo, text.status))
    return refuse('has-call', 'A call about this text is in the queue: see to it there.')
  const seen = await tx
    .updateTable('inbound_text')
    .set({ status: to, seen_to_at: at, seen_to_by: actor.accountId, seen_to_words: input.words })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', text.id)
    .where('status', 'in', from)
    .returning('person_id')
    .executeTakeFirst()
  if (!seen) return refuse('moved-on')
  const about = { type: 'inbound_text', id: text.id }
  await nothingToSay(work, about)
  // What they wrote may name somebody: it stays on the text, and goes with it
  return done({ id: text.id }, { about, person: seen.person_id })
})
