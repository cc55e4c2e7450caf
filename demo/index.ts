import { assertBoundByRowSecurity, type Database } from '#platform/db'
import type { Opened } from '../src/commands/open'
import { openAlliances } from './alliances'
import { REGION } from './boroughs'
import { type Replay, replayHistory } from './history/index'
import { emptyHouse, type Filling, hasRealAccounts, markBegun, markDone, readMark, takeStock } from './mark'
import { openPersona } from './personas'
import { openQuickDatabase } from './quick-database'
import { fillSmall } from './small/index'

type House = Pick<Opened, 'db' | 'ownerUrl' | 'appUrl'>
type Say = (line: string) => void

/** Why nothing was filled in, in words for the operator. */
export class DemoRefused extends Error {}

/** Marks the beginning, fills in, and marks the end; gives the seconds it took. */
const toTheEnd = async ({ ownerUrl, appUrl }: House, name: Filling, fill: (db: Database) => Promise<void>): Promise<string> => {
  const began = Date.now()
  await markBegun(ownerUrl, name)
  const db = openQuickDatabase(appUrl)
  try {
    await assertBoundByRowSecurity(db)
    await fill(db)
  } finally {
    await db.close()
  }
  await takeStock(ownerUrl)
  await markDone(ownerUrl, name)
  return ((Date.now() - began) / 1000).toFixed(1)
}

/** Whether there is nothing here, or only what a filling that never ended left behind, which is thrown away. */
const isOursToFill = async ({ db, ownerUrl }: House, say: Say): Promise<boolean> => {
  const { rows } = await db.pool.query<{ id: string }>('select id from alliance')
  if (rows.length === 0) return true
  const ids = rows.map(({ id }) => id)
  if ((await readMark(db, 'demo')) !== 'begun' || (await hasRealAccounts(db, ids))) return false
  say('The demonstration was not filled in to its end: starting it again')
  await emptyHouse(ownerUrl)
  return true
}

const fillBoroughs = async (db: Database, now: Date): Promise<void> => {
  const { regionId, alliances } = await openAlliances(db)
  await openPersona(db, regionId, { persona: 'region', name: REGION.officer, role: 'region' })
  await Promise.all(alliances.map((alliance) => fillSmall(db, alliance, now)))
}

/**
 * Fills an empty database with two invented boroughs and ten months of their life, through the same commands as the screens.
 * To the end or not at all: a later start throws a half-filled one away. Does nothing where there are alliances already.
 */
export const fillDemo = async (house: House, say: Say, now = new Date()): Promise<void> => {
  if (!(await isOursToFill(house, say))) return
  say('Filling in the demonstration: two invented boroughs…')
  const seconds = await toTheEnd(house, 'demo', (db) => fillBoroughs(db, now))
  say(`Filled in the demonstration in ${seconds} s`)
}

/** Adds the programmes' history to the demonstration. Throws DemoRefused where it is, or where there is no demonstration. */
export const fillHistory = async (house: House, replay: Replay): Promise<void> => {
  if ((await readMark(house.db, 'demo')) !== 'done')
    throw new DemoRefused('The alliances here are not the demonstration’s. Choose a new DATA_DIR for the history.')
  const mark = await readMark(house.db, 'history')
  if (mark === 'done') throw new DemoRefused('The history is here already.')
  if (mark === 'begun')
    throw new DemoRefused('The replay was broken off before its end. Choose a new DATA_DIR and start it again.')
  replay.say('Replaying the history. This takes some minutes…')
  const seconds = await toTheEnd(house, 'history', (db) => replayHistory(db, replay))
  replay.say(`Replayed the history in ${seconds} s`)
}
