import { sql } from 'kysely'
import type { Ctx } from '#platform/command'
import { DAYS_TO_TAKE_BACK } from '../merging/unmerge-people'

/** Forgets words of names that nobody bears any more, and what merges moved once they cannot be taken back. */
export const tidyNames = (ctx: Ctx): Promise<void> =>
  ctx.db.transaction(ctx, async (tx) => {
    const { allianceId, clock } = ctx
    await sql`
      delete from name_near where alliance_id = ${allianceId} and not exists (
        select from person_token t where t.alliance_id = ${allianceId} and t.token = name_near.word)`.execute(tx)
    await sql`
      delete from person_merge_step s using person_merge m
      where s.alliance_id = ${allianceId} and m.alliance_id = s.alliance_id and m.id = s.merge_id
        and m.merged_at < ${clock.now()}::timestamptz - ${DAYS_TO_TAKE_BACK + 1} * interval '1 day'`.execute(tx)
  })
