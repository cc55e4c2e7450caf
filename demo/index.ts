import type { Database } from '#platform/db'
import type { Opened } from '../src/commands/open'
import { openAlliances } from './alliances'
import { REGION } from './boroughs'
import { emptyHouse, hasRealAccounts, isHalfFilled, markFilled, markFilling } from './mark'
import { openPersona } from './personas'
import { openQuickDatabase } from './quick-database'
import { fillSmall } from './small/index'

type House = Pick<Opened, 'db' | 'ownerUrl' | 'appUrl'>

const fill = async (db: Database, now: Date): Promise<void> => {
  const { regionId, alliances } = await openAlliances(db)
  await openPersona(db, regionId, { persona: 'region', name: REGION.officer, role: 'region' })
  await Promise.all(alliances.map((alliance) => fillSmall(db, alliance, now)))
}

/** Whether there is nothing here, or only what a filling that never ended left behind, which is thrown away. */
const isOursToFill = async ({ db, ownerUrl }: House, say: (line: string) => void): Promise<boolean> => {
  const { rows } = await db.pool.query<{ id: string }>('select id from alliance')
  if (rows.length === 0) return true
  const ids = rows.map(({ id }) => id)
  if (!(await isHalfFilled(db)) || (await hasRealAccounts(db, ids))) return false
  say('The demonstration was not filled in to its end: starting it again')
  await emptyHouse(ownerUrl)
  return true
}

/**
 * Fills an empty database with two invented boroughs and half a year of their life, through the same commands as the screens.
 * To the end or not at all: a later start throws a half-filled one away. Does nothing where there are alliances already.
 */
export const fillDemo = async (house: House, say: (line: string) => void, now = new Date()): Promise<void> => {
  if (!(await isOursToFill(house, say))) return
  say('Filling in the demonstration: two invented boroughs…')
  const began = Date.now()
  await markFilling(house.ownerUrl)
  const db = openQuickDatabase(house.appUrl)
  try {
    await fill(db, now)
  } finally {
    await db.close()
  }
  await markFilled(house.ownerUrl)
  say(`Filled in the demonstration in ${((Date.now() - began) / 1000).toFixed(1)} s`)
}
