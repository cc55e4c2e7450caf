import type { Role } from '#platform/access'
import type { Database } from '#platform/db'
import type { Opened } from '../src/commands/open'
import { type OpenedAlliance, openAlliances } from './alliances'
import { REGION, STAFF_PERSONAS } from './boroughs'
import { openPersona } from './personas'

const fillAlliance = async (db: Database, { id, borough }: OpenedAlliance): Promise<void> => {
  for (const role of STAFF_PERSONAS)
    await openPersona(db, id, { persona: role, name: borough.personas[role], role: role as Role })
}

/** Fills an empty database with two invented boroughs. Does nothing when there is an alliance already. */
export const fillDemo = async ({ db }: Opened, say: (line: string) => void): Promise<void> => {
  const { rows } = await db.pool.query('select 1 from alliance limit 1')
  if (rows.length > 0) return
  say('Filling in the demonstration…')
  const { regionId, alliances } = await openAlliances(db)
  await openPersona(db, regionId, { persona: 'region', name: REGION.officer, role: 'region' })
  for (const alliance of alliances) await fillAlliance(db, alliance)
}
