import type { Database } from '#platform/db'
import { newId } from '#platform/ids'
import { BOROUGHS, type Borough, REGION } from './boroughs'

interface NewAlliance {
  readonly slug: string
  readonly name: string
  readonly borough: string
  readonly [column: string]: unknown
}

const openAlliance = async (db: Database, row: NewAlliance): Promise<string> => {
  const id = newId()
  await db.transaction({ allianceId: id }, (tx) =>
    tx
      .insertInto('alliance')
      .values({ id, ...row })
      .execute(),
  )
  return id
}

const columnsOf = (borough: Borough, regionId: string): NewAlliance => ({
  slug: borough.slug,
  name: borough.name,
  borough: borough.borough,
  borough_code: borough.boroughCode,
  strapline: borough.strapline,
  champion_word: borough.championWord,
  helpline_number: borough.helplineNumber,
  helpline_hours: borough.helplineHours,
  brand: JSON.stringify(borough.brand),
  region_id: regionId,
})

export interface OpenedAlliance {
  readonly id: string
  readonly borough: Borough
}

/** The region and its two alliances, as yet without a record. */
export const openAlliances = async (db: Database): Promise<{ regionId: string; alliances: OpenedAlliance[] }> => {
  const { slug, name } = REGION
  const regionId = await openAlliance(db, {
    slug,
    name,
    borough: name,
    is_region: true,
    strapline: 'What our boroughs do, together',
  })
  const alliances: OpenedAlliance[] = []
  for (const borough of BOROUGHS) alliances.push({ id: await openAlliance(db, columnsOf(borough, regionId)), borough })
  return { regionId, alliances }
}

/** The alliances of the demonstration that are there already. */
export const readAlliances = async (db: Database): Promise<OpenedAlliance[]> => {
  const { rows } = await db.pool.query<{ id: string; slug: string }>('select id, slug from alliance where not is_region')
  return BOROUGHS.flatMap((borough) => rows.filter(({ slug }) => slug === borough.slug).map(({ id }) => ({ id, borough })))
}
