import type { z } from 'zod'
import { addAlliance, allianceForm } from '#modules/accounts'
import { systemActor } from '#platform/access'
import { systemClock } from '#platform/clock'
import type { Database } from '#platform/db'
import { newId } from '#platform/ids'
import { BOROUGHS, type Borough, REGION } from './boroughs'
import { StoryRefused } from './story'

const openAlliance = async (db: Database, input: z.input<typeof allianceForm>): Promise<string> => {
  const ctx = { db, allianceId: newId(), actor: systemActor, clock: systemClock }
  const outcome = await addAlliance(ctx, allianceForm.parse(input))
  if (!outcome.ok) throw new StoryRefused(outcome.says)
  return outcome.value.id
}

/** What an alliance says of itself beyond its name: set as an administrator would, in its own row. */
const introduce = (db: Database, id: string, borough: Borough) =>
  db.transaction({ allianceId: id }, (tx) =>
    tx
      .updateTable('alliance')
      .set({ borough_code: borough.boroughCode, champion_word: borough.championWord, helpline_hours: borough.helplineHours })
      .where('id', '=', id)
      .execute(),
  )

export interface OpenedAlliance {
  readonly id: string
  readonly borough: Borough
}

/** The region and its two alliances, as yet without a record. */
export const openAlliances = async (db: Database): Promise<{ regionId: string; alliances: OpenedAlliance[] }> => {
  const { slug, name, strapline } = REGION
  const none = { helpline: null, brand: {} }
  const regionId = await openAlliance(db, { slug, name, borough: name, strapline, isRegion: true, regionId: null, ...none })
  const alliances: OpenedAlliance[] = []
  for (const borough of BOROUGHS) {
    const { helplineNumber: helpline, brand, ...more } = borough
    const id = await openAlliance(db, {
      slug: more.slug,
      name: more.name,
      borough: more.borough,
      strapline: more.strapline,
      isRegion: false,
      regionId,
      helpline,
      brand,
    })
    await introduce(db, id, borough)
    alliances.push({ id, borough })
  }
  return { regionId, alliances }
}

/** The alliances of the demonstration that are there already. */
export const readAlliances = async (db: Database): Promise<OpenedAlliance[]> => {
  const { rows } = await db.pool.query<{ id: string; slug: string }>('select id, slug from alliance where not is_region')
  return BOROUGHS.flatMap((borough) => rows.filter(({ slug }) => slug === borough.slug).map(({ id }) => ({ id, borough })))
}
