import { type Reach, readReach } from '#modules/reach'
import { type Ctx, command } from '#platform/command'
import { done } from '#platform/outcome'

/** Writes down that someone read the record of a person who is kept apart: every reading is an event. */
export const noteReading = command(
  'person.read-restricted',
  async (_work, { person, where }: { person: string; where: string }) =>
    done(null, { about: { type: 'person', id: person }, person, detail: { where } }),
)

/** Writes it down for those of these people who are kept apart, on a page that shows several. */
export const noteReadings = async (ctx: Ctx, people: readonly string[], where: string): Promise<void> => {
  if (people.length === 0) return
  const apart = await ctx.db.transaction({ ...ctx, readOnly: true }, (tx) =>
    tx
      .selectFrom('restricted_person')
      .select('person_id')
      .where('alliance_id', '=', ctx.allianceId)
      .where('person_id', 'in', [...new Set(people)])
      .execute(),
  )
  for (const { person_id } of apart) await noteReading({ ...ctx, submission: undefined }, { person: person_id, where })
}

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
