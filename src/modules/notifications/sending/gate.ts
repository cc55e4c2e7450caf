import { type Selectable, sql } from 'kysely'
import type { Ctx } from '#platform/command'
import type { Tx } from '#platform/db'
import type { DB } from '#platform/db-schema'
import type { Provider } from '../providers/provider'

/** Failures in a row after which a provider counts as down. */
export const FAILURES_TO_CLOSE = 5
const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 300_000
const PROBE_MS = 60_000

type Gate = Selectable<DB['provider_gate']>
type Limited = Pick<Provider, 'key' | 'perMinute'>

/**
 * Tokens: a small burst, and a steady flow. The burst and a minute's flow together stay 3 % under the limit, so that no sixty
 * seconds see more, wherever they begin.
 */
const burstOf = ({ perMinute }: Limited): number => Math.max(1, perMinute / 20)
const flowPerMs = (provider: Limited): number => Math.max(1, perMinuteLess(provider)) / 60_000
const perMinuteLess = (provider: Limited): number => provider.perMinute * 0.97 - burstOf(provider)

const gateOf = async (tx: Tx, provider: Limited, at: Date): Promise<Gate> => {
  await tx
    .insertInto('provider_gate')
    .values({ key: provider.key, tokens: burstOf(provider), filled_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return tx.selectFrom('provider_gate').selectAll().where('key', '=', provider.key).forUpdate().executeTakeFirstOrThrow()
}

const change = (ctx: Ctx, provider: Limited, changes: (gate: Gate, at: Date) => Partial<Gate> | null): Promise<void> =>
  ctx.db.transaction(ctx, async (tx) => {
    const at = ctx.clock.now()
    const changed = changes(await gateOf(tx, provider, at), at)
    if (changed) await tx.updateTable('provider_gate').set(changed).where('key', '=', provider.key).execute()
  })

export type Passage = { readonly granted: number; readonly closedUntil: Date | null }

const passage = (
  gate: Gate,
  provider: Limited,
  want: number,
  at: Date,
): { granted: number; closedUntil: Date | null; changes: Partial<Gate> | null } => {
  if (gate.open_until && gate.open_until > at) return { granted: 0, closedUntil: gate.open_until, changes: null }
  if (gate.open_until) {
    // Half open: one message tries, and the rest wait for what comes of it.
    if (gate.probing_until && gate.probing_until > at) return { granted: 0, closedUntil: gate.probing_until, changes: null }
    return { granted: Math.min(1, want), closedUntil: null, changes: { probing_until: new Date(at.getTime() + PROBE_MS) } }
  }
  const since = Math.max(0, at.getTime() - gate.filled_at.getTime())
  const tokens = Math.min(burstOf(provider), gate.tokens + since * flowPerMs(provider))
  const granted = Math.min(want, Math.floor(tokens))
  return {
    granted,
    closedUntil: null,
    changes: { tokens: tokens - granted, filled_at: new Date(Math.max(at.getTime(), gate.filled_at.getTime())) },
  }
}

/** Asks to hand so many messages to a provider now, for every process that uses its key. */
export const askPassage = async (ctx: Ctx, provider: Limited, want: number): Promise<Passage> => {
  let answer: Passage = { granted: 0, closedUntil: null }
  if (want <= 0) return answer
  await change(ctx, provider, (gate, at) => {
    const { changes, ...given } = passage(gate, provider, want, at)
    answer = given
    return changes
  })
  return answer
}

/** Gives back what was not used. */
export const giveBack = async (ctx: Ctx, provider: Limited, unused: number): Promise<void> => {
  if (unused <= 0) return
  await change(ctx, provider, (gate) =>
    gate.open_until ? { probing_until: null } : { tokens: Math.min(burstOf(provider), gate.tokens + unused) },
  )
}

/** It answered: the gate is open, and failures are forgotten. */
export const noteWorked = async (ctx: Ctx, provider: Limited): Promise<void> => {
  const at = ctx.clock.now()
  const isTrouble = sql<boolean>`failures > 0 or open_until is not null or last_worked_at is null or last_worked_at < ${at}::timestamptz - interval '1 minute'`
  await ctx.db.transaction(ctx, (tx) =>
    tx
      .updateTable('provider_gate')
      .set({ failures: 0, open_until: null, probing_until: null, shut_since: null, last_worked_at: at })
      .where('key', '=', provider.key)
      .where(isTrouble)
      .execute(),
  )
}

const waitAfter = (failures: number): number =>
  Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, failures - FAILURES_TO_CLOSE))
const later = (one: Date | null, other: Date | null): Date | null => (one && other ? (one > other ? one : other) : (one ?? other))

/** It did not answer, or asked us to wait: with enough failures in a row, or when it said until when, the gate closes. */
export const noteFailed = (
  ctx: Ctx,
  provider: Limited,
  { why, down, holdUntil }: { why: string; down: boolean; holdUntil?: Date },
): Promise<void> =>
  change(ctx, provider, (gate, at) => {
    const failures = gate.failures + (down ? 1 : 0)
    const tired = down && failures >= FAILURES_TO_CLOSE ? new Date(at.getTime() + waitAfter(failures)) : null
    const open_until = later(later(tired, holdUntil ?? null), gate.open_until)
    const shut_since = open_until ? (gate.shut_since ?? at) : gate.shut_since
    return { failures, open_until, shut_since, probing_until: null, last_failure: why, last_failed_at: at }
  })
