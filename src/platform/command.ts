import { type Action, type Actor, may } from './access'
import { type Clock, today } from './clock'
import type { Database, Tx } from './db'
import { constraintOf, isCollision } from './faults'
import { queueJob } from './jobs'
import { type JournalEntry, nextTurns, type Turns, takeTurn, writeJournal } from './journal'
import { type Happened, type Outcome, type Refusal, refuse } from './outcome'
import { answeredBefore, keepAnswer } from './submission'

/** Who asks, for which alliance, at what moment. */
export interface Ctx {
  readonly db: Database
  readonly allianceId: string
  readonly actor: Actor
  readonly clock: Clock
  /** The form's id: the same id does a thing once. */
  readonly submission?: string | undefined
  readonly requestId?: string | undefined
  /** Asked in the command's own transaction, before its body: a refusal ends it. */
  readonly onlyIf?: ((tx: Tx) => Promise<Refusal | null>) | undefined
}

/** What a command's body works with: the transaction, and one moment for all it writes. */
export interface Work {
  readonly tx: Tx
  readonly ctx: Ctx
  readonly allianceId: string
  readonly actor: Actor
  readonly at: Date
  readonly today: string
  /** In which order the journal tells what happens at this moment. */
  readonly turns: Turns
  /** Queues a job that runs only if this transaction commits. */
  queue(job: string, payload: Record<string, unknown>, options?: { runAt?: Date; key?: string }): Promise<void>
}

type Body<I, T> = (work: Work, input: I) => Promise<Outcome<T>>
/** Database constraints that stand for a business reason: name of the constraint → what to say. */
export type Reasons = Readonly<Record<string, Refusal>>
/** The same for every input, or those of the steps that an input brings. */
type ReasonsFor<I> = Reasons | ((input: I) => Reasons)

export interface Command<I, T> {
  (ctx: Ctx, input: I): Promise<Outcome<T>>
  readonly action: Action
  /** The same use case as a step of a larger one, in its transaction. */
  readonly within: Body<I, T>
}

/** The first event is what the command did: its turn is before all that came of it, which steps may have written already. */
const stamped = (action: Action, turn: number, happened: readonly Happened[]): Happened[] =>
  happened.map((one, nth) => ({ action, ...(nth === 0 && { turn }), ...one }))

const workOf = (ctx: Ctx, tx: Tx): Work => {
  const at = ctx.clock.now()
  return {
    tx,
    ctx,
    allianceId: ctx.allianceId,
    actor: ctx.actor,
    at,
    today: today({ now: () => at }),
    turns: nextTurns(),
    queue: (job, payload, options) => queueJob(tx, job, { allianceId: ctx.allianceId, ...payload }, options),
  }
}

const attempt = async <I, T>(action: Action, within: Body<I, T>, ctx: Ctx, input: I, tx: Tx): Promise<Outcome<T>> => {
  const work = workOf(ctx, tx)
  const before = await answeredBefore<T>(work, action)
  if (before) return before
  const outcome = (await ctx.onlyIf?.(tx)) ?? (await within(work, input))
  if (!outcome.ok) return outcome
  await Promise.all([
    writeJournal(tx, { ...work, requestId: ctx.requestId }, outcome.happened as JournalEntry[]),
    keepAnswer(work, outcome.value),
  ])
  return outcome
}

/** The business reason behind a refused constraint; any other error is thrown on. */
const reasonFor = <I>(error: unknown, reasons: ReasonsFor<I>, input: I): Refusal => {
  const known = typeof reasons === 'function' ? reasons(input) : reasons
  const reason = known[constraintOf(error) ?? '']
  if (!reason) throw error
  return reason
}

/**
 * A use case: checks the permission, opens a transaction as this actor in this alliance, runs the body, appends its events,
 * keeps the answer under the form's id, and rolls all of it back on a refusal.
 */
export const command = <I, T>(action: Action, body: Body<I, T>, reasons: ReasonsFor<I> = {}): Command<I, T> => {
  const within: Body<I, T> = async (work, input) => {
    if (!may(work.actor, action)) return refuse('forbidden')
    const turn = takeTurn(work)
    const outcome = await body(work, input)
    return outcome.ok ? { ...outcome, happened: stamped(action, turn, outcome.happened) } : outcome
  }
  const run = async (ctx: Ctx, input: I, tries = 3): Promise<Outcome<T>> => {
    if (!may(ctx.actor, action)) return refuse('forbidden')
    try {
      return await ctx.db.transaction(
        ctx,
        (tx) => attempt(action, within, ctx, input, tx),
        (outcome) => outcome.ok,
      )
    } catch (error) {
      if (isCollision(error) && tries > 1) return run(ctx, input, tries - 1)
      return reasonFor(error, reasons, input)
    }
  }
  return Object.assign((ctx: Ctx, input: I) => run(ctx, input), { action, within })
}
