import { sql } from 'kysely'
import { londonDate } from '#platform/clock'
import type { Work } from '#platform/command'
import { writeJournal } from '#platform/journal'
import type { Subject } from '#platform/outcome'
import { callBackMoves } from './call-back.moves'
import { changing } from './changing'
import { endCalls } from './end-calls'

export interface PromisedAgain {
  /** The person's id. */
  readonly person: string
  readonly about: Subject
  /** What a ring was promised under: those asked for something else stay as they are. */
  readonly causes: readonly string[]
  readonly why: string
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

/**
 * A ring promised again for the same thing is one ring: the day that was said last stands, with every reason. Gives whether there
 * was one to move.
 */
export const moveRing = async (work: Work, again: PromisedAgain): Promise<boolean> => {
  const { tx, allianceId, at, actor } = work
  const { about, due, spoke } = again
  const [first, ...more] = await standing(work, again)
  if (!first) return false
  await changing(work)
    .updateTable('call_back')
    .set({ due_from: due.from, due_until: due.until, asked_by: actor.accountId })
    .set({ why: reasonsOf([first, ...more].map(({ why }) => why).concat(again.why)), ...(spoke && { asked_at: at, tries: 0 }) })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', first.id)
    .execute()
  const moved = { about: { type: 'call_back', id: first.id }, person: first.person_id, also: [about] }
  await writeJournal(tx, { ...work, requestId: work.ctx.requestId }, [
    { ...moved, action: 'call-back.move', detail: { on: londonDate(due.from) } },
  ])
  await endCalls(work, 'callOff', more)
  return true
}
