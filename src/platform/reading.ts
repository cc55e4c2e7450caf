import { type Action, may } from './access'
import type { Ctx } from './command'
import type { Scope, Tx } from './db'
import { type Refusal, refuse } from './outcome'

type Read<T> = { readonly ok: true; readonly value: T } | Refusal

/**
 * Reads for one actor in one alliance: checks the permission, opens a read-only transaction bound to the alliance, and runs
 * the query. A query that finds nothing gives undefined or null, which becomes `not-found`. `options`: see Scope.
 */
export const reading = async <T>(
  ctx: Ctx,
  action: Action,
  query: (tx: Tx) => Promise<T | undefined | null>,
  options: Pick<Scope, 'totals' | 'keepsPlans'> = {},
): Promise<Read<T>> => {
  if (!may(ctx.actor, action)) return refuse('forbidden')
  const value = await ctx.db.transaction({ ...ctx, ...options, readOnly: true }, query)
  return value === undefined || value === null ? refuse('not-found') : { ok: true, value }
}
