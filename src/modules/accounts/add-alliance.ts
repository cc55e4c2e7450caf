import { z } from 'zod'
import { brandProblems } from '#platform/brand'
import { command } from '#platform/command'
import { needed, phoneNumber, words } from '#platform/fields'
import { done, refuse } from '#platform/outcome'

export const allianceForm = z
  .object({
    slug: needed('Give a short name for addresses').refine((slug) => /^[a-z][a-z0-9-]{1,40}$/.test(slug), {
      error: 'Use small letters, numbers and hyphens for the short name, such as stockport',
    }),
    name: needed('Give the alliance a name'),
    borough: needed('Name the borough'),
    strapline: words(),
    isRegion: z.boolean().default(false),
    /** The id of the region the borough belongs to. */
    regionId: z.uuid().nullable().default(null),
    helpline: z.preprocess(
      (typed) => (typed ? (phoneNumber(String(typed)) ?? '?') : null),
      z.string().startsWith('+', { error: 'Give the helpline’s number in full, such as 0161 496 0123' }).nullable(),
    ),
    brand: z.record(z.string(), z.string()).default({}),
  })
  .refine(({ isRegion, regionId }) => !(isRegion && regionId), {
    error: 'A region does not belong to a region',
    path: ['regionId'],
  })
export type NewAlliance = z.output<typeof allianceForm>

export const addAllianceReasons = {
  alliance_slug_key: refuse('slug-in-use', 'There is an alliance with that short name already. Choose another'),
}

/** Sets up an alliance, as the system of that alliance's own id. Refuses a brand that is hard to read, and a short name in use. */
export const addAlliance = command(
  'alliance.add',
  async ({ tx, allianceId, at }, input: NewAlliance) => {
    const problems = brandProblems(input.brand)
    if (problems.length > 0) return refuse('hard-to-read', `These colours cannot be used: ${problems.join('; ')}`)
    await tx
      .insertInto('alliance')
      .values({
        id: allianceId,
        slug: input.slug,
        name: input.name,
        borough: input.borough,
        strapline: input.strapline,
        is_region: input.isRegion,
        region_id: input.regionId,
        helpline_number: input.helpline,
        brand: JSON.stringify(input.brand),
        created_at: at,
      })
      .execute()
    return done({ id: allianceId, slug: input.slug }, { about: { type: 'alliance', id: allianceId } })
  },
  addAllianceReasons,
)
