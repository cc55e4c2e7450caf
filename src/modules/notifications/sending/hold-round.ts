import { sql } from 'kysely'
import type { Ctx } from '#platform/command'

/** A round that says nothing for so long has died: another may take over. */
export const HOLD_MS = 15_000

/** Takes or keeps the alliance's round. Refused, it leaves word, so that whoever holds it looks once more before letting go. */
export const holdRound = (ctx: Ctx, round: string): Promise<boolean> =>
  ctx.db.transaction(ctx, async (tx) => {
    const at = ctx.clock.now()
    const { rows } = await sql<{ held: boolean }>`
      insert into post_round as r (alliance_id, held_by, held_until, counted_on)
      values (${ctx.allianceId}, ${round}, ${new Date(at.getTime() + HOLD_MS)}, (${at}::timestamptz at time zone 'Europe/London')::date)
      on conflict (alliance_id) do update set
        held_by = case when r.held_by is null or r.held_by = excluded.held_by or r.held_until <= ${at} then excluded.held_by else r.held_by end,
        held_until = case when r.held_by is null or r.held_by = excluded.held_by or r.held_until <= ${at} then excluded.held_until else r.held_until end,
        asked_again = r.held_by is not null and r.held_by <> excluded.held_by and r.held_until > ${at} or r.asked_again and r.held_by = excluded.held_by
      returning held_by = ${round} as held`.execute(tx)
    return rows[0]?.held === true
  })

/** Lets the round go, unless somebody asked meanwhile: then false, and there may be more to do. */
export const letRoundGo = (ctx: Ctx, round: string): Promise<boolean> =>
  ctx.db.transaction(ctx, async (tx) => {
    const row = await tx
      .updateTable('post_round')
      .set(({ case: when }) => ({
        held_by: when().when('asked_again', '=', true).then(sql<string | null>`held_by`).else(null).end(),
        asked_again: false,
      }))
      .where('alliance_id', '=', ctx.allianceId)
      .where('held_by', '=', round)
      .returning('held_by')
      .executeTakeFirst()
    return row?.held_by !== round
  })

/** Gives the round up, whoever asked meanwhile: what is left is gone on with in another. */
export const dropRound = async (ctx: Ctx, round: string): Promise<void> => {
  await ctx.db.transaction(ctx, (tx) =>
    tx
      .updateTable('post_round')
      .set({ held_by: null, asked_again: false })
      .where('alliance_id', '=', ctx.allianceId)
      .where('held_by', '=', round)
      .execute(),
  )
}
