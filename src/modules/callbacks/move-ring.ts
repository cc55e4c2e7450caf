import { sql } from 'kysely'
import { londonDate } from '#platform/clock'
import type { Work } from '#platform/command'
import { writeJournal } from '#platform/journal'
import { type CallBackAsked, whoseEvent } from './ask-for-call-back'
import { callBackMoves } from './call-back.moves'
import { changing } from './changing'
import { endCalls } from './end-calls'

export interface PromisedAgain extends Pick<CallBackAsked, 'person' | 'about' | 'why' | 'onBehalf' | 'cause'> {
  /** What a ring was promised under: those asked for something else stay as they are. */
  readonly causes: readonly string[]
  readonly due: { readonly from: Date; readonly until: Date }
  /** We spoke with them: what we tried before was for the ring before. */
  readonly spoke: boolean
}

const standing = ({ tx, allianceId }: Work, { person, about, causes }: PromisedAgain) =>
  tx
    .selectFrom('call_back')
    .select(['id', 'person_id', 'why'])
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', person)
    .where('about_type', '=', about.type)
    .where('about_id', '=', about.id)
    .where('status', 'in', callBackMoves.reach.from)
    .where(sql<boolean>`exists (select from unnest(${causes}::text[]) as one where starts_with(cause, one || ' '))`)
    .orderBy('priority', 'desc')
    .orderBy('asked_at')
    .orderBy('id')
    .forUpdate()
    .execute()

const BETWEEN = '; '

/** Every reason once, the oldest first. */
const reasonsOf = (reasons: readonly string[]): string => [...new Set(reasons.flatMap((why) => why.split(BETWEEN)))].join(BETWEEN)

const tellMoved = async (work: Work, id: string, { person, about, due, onBehalf: other }: PromisedAgain): Promise<void> => {
  const whose = whoseEvent(person, about, other)
  const detail = { on: londonDate(due.from), ...whose.detail }
  await writeJournal(work.tx, { ...work, requestId: work.ctx.requestId }, [
    { ...whose, action: 'call-back.move', about: { type: 'call_back', id }, detail },
  ])
}

/**
 * A ring promised again for the same thing is one ring: the day that was said last stands, with every reason, and it is owed for what
 * was said last. Gives whether there was one to move.
 */
export const moveRing = async (work: Work, again: PromisedAgain): Promise<boolean> => {
  const { allianceId, at, actor } = work
  const { due, spoke } = again
  const [first, ...more] = await standing(work, again)
  if (!first) return false
  await changing(work)
    .updateTable('call_back')
    .set({ due_from: due.from, due_until: due.until, asked_by: actor.accountId, cause: again.cause })
    .set({ why: reasonsOf([first, ...more].map(({ why }) => why).concat(again.why)), ...(spoke && { asked_at: at, tries: 0 }) })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', first.id)
    .execute()
  await tellMoved(work, first.id, again)
  await endCalls(work, 'callOff', more)
  return true
}
