import type { Action } from './access'
import type { Work } from './command'
import { done, type Outcome, refuse } from './outcome'

/**
 * The first press of a form's button claims its id; a second waits for the first to finish and gets the same answer.
 * Refused presses leave no claim, so the person can put things right and send again. An id claimed by another action is refused.
 */
export const answeredBefore = async <T>({ tx, ctx, allianceId, actor, at }: Work, action: Action): Promise<Outcome<T> | null> => {
  if (!ctx.submission) return null
  const claimed = await tx
    .insertInto('submission')
    .values({ alliance_id: allianceId, id: ctx.submission, action, account_id: actor.accountId, created_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (claimed.numInsertedOrUpdatedRows === 1n) return null
  const first = await tx
    .selectFrom('submission')
    .select(['action', 'account_id', 'answer'])
    .where('alliance_id', '=', allianceId)
    .where('id', '=', ctx.submission)
    .executeTakeFirst()
  if (!first || first.action !== action || first.account_id !== actor.accountId) return refuse('moved-on')
  return done(first.answer as T)
}

/** Keeps what the first press was told, to tell the second the same. */
export const keepAnswer = async ({ tx, ctx, allianceId }: Work, value: unknown): Promise<void> => {
  if (!ctx.submission) return
  await tx
    .updateTable('submission')
    .set({ answer: JSON.stringify(value ?? null) })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', ctx.submission)
    .execute()
}
