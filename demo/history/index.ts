import type { Database } from '#platform/db'
import { type OpenedAlliance, readAlliances } from '../alliances'
import { postcodesOf } from '../boroughs'
import { chanceOf } from '../chance'
import { readPersonas } from '../personas'
import { inTurns, type Story } from '../story'
import { partWith } from './champions'
import type { Chapter, Tale } from './chapter'
import type { Partner } from './gifts'
import { type Scale, scaleOf } from './scale'
import { tellStockport2018 } from './stockport-2018'
import { tellStockport2020 } from './stockport-2020'
import { tellWigan2020 } from './wigan-2020'

export interface Replay {
  /** 1 tells all of it; less tells that share of it, for a trial. */
  readonly scale?: number
  readonly seed?: string
  readonly say: (line: string) => void
}

/** Tales told side by side; the database is the slower half, and more would only wait in line. */
const WIDTH = 10
const SAY_EVERY_MS = 5000

const runner =
  (say: (line: string) => void): Chapter['run'] =>
  async (title, tales: readonly Tale[]) => {
    let [told, said] = [0, Date.now()]
    say(`${title}…`)
    await inTurns(tales, WIDTH, async (tale) => {
      await tale()
      told += 1
      if (Date.now() - said < SAY_EVERY_MS) return
      said = Date.now()
      say(`  ${told} of ${tales.length}`)
    })
  }

const placeIds = ({ db, allianceId }: Story): Promise<string[]> =>
  db.transaction({ allianceId, readOnly: true }, async (tx) => {
    const rows = await tx.selectFrom('place').select('id').where('alliance_id', '=', allianceId).orderBy('name').execute()
    return rows.map(({ id }) => id)
  })

/** The partners of the history: not those who joined years after it. */
const partnersOf = ({ db, allianceId }: Story): Promise<Partner[]> =>
  db.transaction({ allianceId, readOnly: true }, (tx) =>
    tx
      .selectFrom('partner')
      .select(['id', 'name'])
      .where('alliance_id', '=', allianceId)
      .where('joined_on', '<=', '2020-12-31')
      .orderBy('name')
      .execute(),
  )

const chapterOf = async (
  db: Database,
  { id, borough }: OpenedAlliance,
  seed: string,
  scale: Scale,
  say: Replay['say'],
): Promise<Chapter> => {
  const story = { db, allianceId: id, actors: await readPersonas(db, id), now: new Date() }
  const places = await placeIds(story)
  return {
    story,
    borough,
    chance: chanceOf(`${seed} ${borough.slug}`),
    scale,
    postcodes: postcodesOf(borough),
    places,
    run: runner(say),
  }
}

/**
 * Replays the programmes' history in the alliances of the demonstration: Stockport from April 2018 to March 2021 and Wigan from
 * June to November 2020, through the same commands as the screens, with the clock set. The figures come from the records it makes.
 */
export const replayHistory = async (db: Database, { scale = 1, seed = 'history', say }: Replay): Promise<void> => {
  const alliances = await readAlliances(db)
  const chapters = new Map<string, Chapter>()
  for (const alliance of alliances) chapters.set(alliance.borough.slug, await chapterOf(db, alliance, seed, scaleOf(scale), say))
  const [stockport, wigan] = [chapters.get('stockport'), chapters.get('wigan')]
  if (!stockport || !wigan) throw new Error('the alliances of the demonstration are not here')
  const before = await tellStockport2018(stockport)
  await tellStockport2020(stockport, { ...before, partners: await partnersOf(stockport.story) })
  const techMates = await tellWigan2020(wigan, () => partnersOf(wigan.story))
  await partWith(stockport.story, before.champions.slice(0, -8), '2021-06-01')
  await partWith(wigan.story, techMates.slice(0, -10), '2021-06-01')
}
