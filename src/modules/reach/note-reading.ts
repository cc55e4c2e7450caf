import { type Ctx, command } from '#platform/command'
import { done } from '#platform/outcome'

/** Writes down that someone read the record of a person who is kept apart: every reading is an event. */
export const noteReading = command(
  'person.read-restricted',
  async (_work, { person, where }: { person: string; where: string }) =>
    done(null, { about: { type: 'person', id: person }, person, detail: { where } }),
)

/** Writes it down for those of these people who are kept apart. `where`: the page, or what of theirs, in a few words. */
export const noteReadings = async (ctx: Ctx, people: readonly (string | null)[], where: string): Promise<void> => {
  const shown = new Set(people.filter((id) => id !== null))
  if (shown.size === 0) return
  const apart = await ctx.db.transaction({ ...ctx, readOnly: true }, (tx) =>
    tx
      .selectFrom('restricted_person')
      .select('person_id')
      .where('alliance_id', '=', ctx.allianceId)
      .where('person_id', 'in', [...shown])
      .execute(),
  )
  // A page that is only read has no form, and a form's id must not be spent on this.
  for (const { person_id } of apart) await noteReading({ ...ctx, submission: undefined }, { person: person_id, where })
}
