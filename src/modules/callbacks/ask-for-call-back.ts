import { londonDate } from '#platform/clock'
import type { Work } from '#platform/command'
import { newId } from '#platform/ids'
import { writeJournal } from '#platform/journal'
import type { Subject } from '#platform/outcome'
import { seeingAll } from '#platform/seeing-all'

export const PRIORITIES = { usual: 0, soon: 1, now: 2 } as const
export type Priority = keyof typeof PRIORITIES

export interface CallBackAsked {
  /** The person's id. */
  readonly person: string
  readonly about: Subject
  /** One plain line: why we ring. */
  readonly why: string
  /** What to say, where there is something to say word for word. */
  readonly script?: string
  /** Not before this moment; without it, from now. */
  readonly from?: Date
  readonly until?: Date
  /** Of no use after this moment: then nobody is rung about it. */
  readonly notAfter?: Date
  readonly priority?: Priority
  /** Asked again for the same cause, it stays the one row. */
  readonly cause: string
}

const rowOf = ({ allianceId, at, actor }: Work, id: string, asked: CallBackAsked) => ({
  ...{ alliance_id: allianceId, id, person_id: asked.person, about_type: asked.about.type, about_id: asked.about.id },
  ...{ cause: asked.cause, why: asked.why, script: asked.script ?? '', status: 'waiting' },
  ...{ priority: PRIORITIES[asked.priority ?? 'usual'], due_from: asked.from ?? at, due_until: asked.until ?? null },
  ...{ not_after: asked.notAfter ?? null, asked_at: at, asked_by: actor.accountId },
})

/**
 * Puts a person in the queue of those we owe a call, in the caller's transaction, once per cause; one who is kept apart too,
 * whoever asks. Gives the call-back's id.
 */
export const askForCallBack = (work: Work, asked: CallBackAsked): Promise<string> =>
  seeingAll(work.tx, () => putInQueue(work, asked))

const putInQueue = async (work: Work, asked: CallBackAsked): Promise<string> => {
  const { tx, allianceId, ctx } = work
  const id = newId(work.at)
  const made = await tx
    .insertInto('call_back')
    .values(rowOf(work, id, asked))
    .onConflict((conflict) => conflict.columns(['alliance_id', 'cause']).doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows === 1n) {
    const about = { type: 'call_back', id }
    const entry = {
      action: 'call-back.ask',
      about,
      person: asked.person,
      also: [asked.about],
      // Why we ring is said of a person in somebody's own words: it stays in the queue, and goes when they are erased.
      detail: { on: londonDate(asked.from ?? work.at) },
    } as const
    await writeJournal(tx, { ...work, requestId: ctx.requestId }, [entry])
    return id
  }
  const known = await tx
    .selectFrom('call_back')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('cause', '=', asked.cause)
    .executeTakeFirstOrThrow()
  return known.id
}
