import { command, type Work } from '#platform/command'
import type { Move } from '#platform/moves'
import { done, refuse } from '#platform/outcome'
import { type InboundStatus, inboundMoves } from '../inbound.moves'
import type { AskedThere, PersonThere } from './asked.queries'

export interface Known {
  readonly text: { readonly id: string; readonly from_number: string; readonly words: string }
  readonly people: readonly PersonThere[]
  readonly asked: readonly AskedThere[]
}

/** The one thing it answers. */
export interface ReadText {
  readonly to: AskedThere
  readonly reply: string
}

interface CameOfIt {
  readonly came_of_it: string
  readonly person_id?: string | null
  readonly notice_id?: string | null
}

/** One of two readings of a text settles it; the other finds it settled. */
export const settle = async (
  { tx, allianceId }: Work,
  id: string,
  { from, to }: Move<InboundStatus>,
  cameOfIt: CameOfIt,
): Promise<boolean> => {
  const settled = await tx
    .updateTable('inbound_text')
    .set({ status: to, ...cameOfIt })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .where('status', 'in', [...from])
    .executeTakeFirst()
  return settled.numUpdatedRows === 1n
}

export const happened = (text: Known['text'], person: string | null, cameOfIt: string) => ({
  ...{ about: { type: 'inbound_text', id: text.id }, person, detail: { cameOfIt } },
})

/** It answered what we asked, and that is done. */
export const keepAnswered = command('text.read', async (work, { text, to, reply }: Known & ReadText) => {
  const cameOfIt = `Answered ${reply}`
  if (
    !(await settle(work, text.id, inboundMoves.answer, {
      came_of_it: cameOfIt,
      person_id: to.person,
      notice_id: to.notice,
    }))
  ) {
    return refuse('moved-on')
  }
  await work.tx
    .updateTable('notice')
    .set({ answered_at: work.at })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', to.notice)
    .execute()
  const also = [{ type: to.aboutType, id: to.aboutId }]
  return done(null, { ...happened(text, to.person, cameOfIt), also })
})

/** The same answer once more: it is done already. */
export const keepSaidAgain = command('text.read', async (work, { text, to }: Known & Pick<ReadText, 'to'>) => {
  const cameOfIt = 'Said again what they had answered'
  const isMine = await settle(work, text.id, inboundMoves.answer, {
    came_of_it: cameOfIt,
    person_id: to.person,
    notice_id: to.notice,
  })
  return isMine ? done(null, happened(text, to.person, cameOfIt)) : refuse('moved-on')
})
