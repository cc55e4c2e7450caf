import { sql } from 'kysely'
import { locateMany } from '#modules/people'
import type { Work } from '#platform/command'
import { newId } from '#platform/ids'
import type { JournalEntry } from '#platform/journal'
import type { DayHours } from '#platform/tabular/index'
import type { PlaceKind } from './place'

export interface PlaceRow {
  readonly name: string
  readonly kind: PlaceKind
  readonly address: string
  readonly postcode: string | null
  readonly lat: number | null
  readonly lon: number | null
  readonly wardCode: string | null
  readonly email: string | null
  readonly website: string | null
  readonly takesDonations: boolean
  readonly closedOn: string | null
  readonly openingHours: readonly DayHours[]
}

interface Written {
  readonly id: string
  readonly name: string
  readonly made: boolean
}

/** What a file leaves out stays as it is, so that a shorter list takes nothing away. */
const OVER = sql`
  address = coalesce(nullif(excluded.address, ''), place.address), lat = coalesce(excluded.lat, place.lat),
  lon = coalesce(excluded.lon, place.lon), ward_code = coalesce(excluded.ward_code, place.ward_code),
  email = coalesce(excluded.email, place.email), website = coalesce(excluded.website, place.website),
  takes_donations = excluded.takes_donations or place.takes_donations, closed_on = coalesce(excluded.closed_on, place.closed_on),
  opening_hours = case when excluded.opening_hours = '[]' then place.opening_hours else excluded.opening_hours end`

const SAME = sql`
  (coalesce(nullif(excluded.address, ''), place.address), coalesce(excluded.lat, place.lat), coalesce(excluded.lon, place.lon),
   coalesce(excluded.ward_code, place.ward_code), coalesce(excluded.email, place.email), coalesce(excluded.website, place.website),
   excluded.takes_donations or place.takes_donations, coalesce(excluded.closed_on, place.closed_on),
   case when excluded.opening_hours = '[]' then place.opening_hours else excluded.opening_hours end)
  is distinct from (place.address, place.lat, place.lon, place.ward_code, place.email, place.website, place.takes_donations,
   place.closed_on, place.opening_hours)`

const upsert = async ({ tx, allianceId, at }: Work, rows: readonly PlaceRow[]): Promise<Written[]> => {
  const known = await locateMany(
    tx,
    allianceId,
    rows.map(({ postcode }) => postcode),
  )
  const values = rows.map((row) => {
    const place = known.get(row.postcode ?? '')
    return sql`(${allianceId}::uuid, ${newId(at)}::uuid, ${row.name}, ${row.kind}, ${row.address}, ${row.postcode},
      ${row.lat ?? place?.lat ?? null}::float8, ${row.lon ?? place?.lon ?? null}::float8, ${place?.ward_code ?? row.wardCode},
      ${row.email}, ${row.website}, ${row.takesDonations}::boolean, ${row.closedOn}::date, ${JSON.stringify(row.openingHours)}::jsonb)`
  })
  const { rows: written } = await sql<Written>`
    insert into place (alliance_id, id, name, kind, address, postcode, lat, lon, ward_code, email, website, takes_donations,
      closed_on, opening_hours)
    values ${sql.join(values)}
    on conflict (alliance_id, lower(name), (coalesce(postcode, ''))) do update set ${OVER} where ${SAME}
    returning id, name, xmax = 0 as made`.execute(tx)
  return written
}

/** Adds places, or puts right those known by the same name and postcode. `changed` counts the rows that made a difference. */
export const writePlaces = async (
  work: Work,
  rows: readonly PlaceRow[],
): Promise<{ changed: number; happened: JournalEntry[] }> => {
  const written = rows.length > 0 ? await upsert(work, rows) : []
  const happened = written.map(({ id, name, made }): JournalEntry => {
    return { action: made ? 'place.record' : 'place.correct', about: { type: 'place', id }, detail: { name } }
  })
  return { changed: written.length, happened }
}
