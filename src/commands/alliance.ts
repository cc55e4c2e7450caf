import { addAlliance, addAllianceReasons, allianceForm, type NewAlliance } from '#modules/accounts'
import { seedSkills } from '#modules/skills'
import { systemActor } from '#platform/access'
import { systemClock } from '#platform/clock'
import { command } from '#platform/command'
import { newId } from '#platform/ids'
import type { Opened } from './open'
import { CommandRefused } from './refused'
import { orRefuse, readTyped } from './user'

export interface TypedAlliance {
  readonly name: string
  readonly borough: string
  readonly strapline?: string | undefined
  /** The short name of the region it belongs to. */
  readonly region?: string | undefined
  readonly isRegion?: boolean | undefined
  readonly helpline?: string | undefined
  /** The eleven colours of look.md, by name; without them the house's own. */
  readonly brand?: Readonly<Record<string, string>> | undefined
}

/** An alliance set up whole: with the skills framework, in one transaction. */
export const setUpAlliance = command(
  'alliance.add',
  async (work, input: NewAlliance) => {
    const added = await addAlliance.within(work, input)
    if (added.ok) await seedSkills(work.tx, work.allianceId)
    return added
  },
  addAllianceReasons,
)

const regionBy = async ({ db }: Pick<Opened, 'db'>, slug: string | undefined): Promise<string | null> => {
  if (!slug) return null
  const { rows } = await db.pool.query<{ id: string }>('select id from alliance where slug = $1 and is_region', [slug])
  const [region] = rows
  if (!region) throw new CommandRefused(`There is no region with the short name ${slug}`)
  return region.id
}

/** `digiknow alliance add SLUG --name NAME --borough BOROUGH [--region SLUG | --is-region] [--helpline NUMBER]`: gives what to say. */
export const addNewAlliance = async (house: Pick<Opened, 'db'>, slug: string, typed: TypedAlliance): Promise<string> => {
  const { region, ...rest } = typed
  const input = readTyped(allianceForm, { ...rest, slug, regionId: await regionBy(house, region) })
  const ctx = { db: house.db, allianceId: newId(), actor: systemActor, clock: systemClock }
  orRefuse(await setUpAlliance(ctx, input))
  return `${input.name} is at /${slug}. Next: digiknow user add EMAIL --name "THEIR NAME" --role admin --alliance ${slug}`
}
