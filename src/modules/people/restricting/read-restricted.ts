import { noteReading, type Reach, readReach } from '#modules/reach'
import type { Ctx } from '#platform/command'

/**
 * How to reach someone, for a page that shows them. Undefined when this actor may not see them. Asked for by every page that
 * offers to call or write, so that a reading of someone kept apart cannot go unnoted. `where`: the page, in a word or two.
 */
export const reachFor = async (ctx: Ctx, personId: string, where: string): Promise<Reach | undefined> => {
  const reach = await ctx.db.transaction({ ...ctx, readOnly: true }, (tx) => readReach(tx, ctx.allianceId, personId))
  // A page that is only read has no form, and a form's id must not be spent on this.
  if (reach?.restricted) await noteReading({ ...ctx, submission: undefined }, { person: personId, where })
  return reach
}
