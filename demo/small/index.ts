import { setTarget, type TargetInput } from '#modules/reporting'
import type { Actor, Role } from '#platform/access'
import { addDays } from '#platform/clock'
import type { Database } from '#platform/db'
import type { OpenedAlliance } from '../alliances'
import { areasFile, postcodesFile, postcodesOf, STAFF_PERSONAS } from '../boroughs'
import { bringIn } from '../bring-in'
import { type Calendar, calendarOf, FOUNDED } from '../calendar'
import { type Chance, chanceOf } from '../chance'
import { organisationsOf, placesFile } from '../organisations'
import { openPersona } from '../personas'
import { inTurns, type Story, tell } from '../story'
import { takeOnPartners } from '../tell/partners'
import { agreedUntil, takenBack } from './agreed-until'
import { takeOnChampions } from './cast'
import { tellCondition } from './condition'
import { liveThroughDays } from './days-gone-by'
import { tellDesk } from './desk'
import { tellGroups } from './groups'
import { tellLearning } from './learning'
import { letterTales } from './letters'
import { libraryTales } from './loans'
import { tellMessages } from './messages'
import { promiseTales } from './promises'
import { recordTales } from './records'
import { tellReferrals } from './referrals'
import { requestTales, type Scene } from './requests'
import { tellStock } from './stock'
import { tellTwice } from './twice'

/** Tales told side by side: as many as keep a small machine busy, and no more. */
const WIDTH = 6

/** The history's partners are the first of the invented ones; these come after them. */
const AFTER_HISTORY = 40

const openDesk = async (db: Database, { id, borough }: OpenedAlliance, now: Date): Promise<Story> => {
  const actors: Partial<Record<Role, Actor>> = {}
  for (const role of STAFF_PERSONAS)
    actors[role] = await openPersona(db, id, { persona: role, name: borough.personas[role], role })
  return { db, allianceId: id, actors, now }
}

const bringBoroughIn = async (story: Story, { borough }: OpenedAlliance, { ago }: Calendar): Promise<void> => {
  const joined = [330, 320, 300, 280, 250, 210, 160, 120, 70, 30].slice(0, Math.round(10 * borough.busy)).map(ago)
  await bringIn(story, FOUNDED, 'areas', areasFile(borough))
  await bringIn(story, FOUNDED, 'postcodes', postcodesFile(borough))
  await bringIn(story, FOUNDED, 'places', placesFile(borough))
  await takeOnPartners(story, organisationsOf(borough, joined, AFTER_HISTORY))
}

const idsOf = (story: Story, table: 'partner' | 'place'): Promise<string[]> =>
  story.db.transaction({ allianceId: story.allianceId, readOnly: true }, async (tx) => {
    const rows = await tx.selectFrom(table).select('id').where('alliance_id', '=', story.allianceId).orderBy('name').execute()
    return rows.map(({ id }) => id)
  })

const setTargets = async (story: Story, { today, ago }: Calendar): Promise<void> => {
  const year = { startsOn: addDays(today, -300), endsOn: addDays(today, 65) }
  const targets: readonly TargetInput[] = [
    { figure: 'supported', label: 'The funder’s target', value: 100, ...year },
    { figure: 'loans', label: 'Our own aim', value: 30, ...year },
  ]
  for (const target of targets) await tell(story, 'lead', [ago(299), '14:00'], setTarget, target)
}

const castOf = async (story: Story, chance: Chance, calendar: Calendar, { id, borough }: OpenedAlliance): Promise<Scene> => {
  const postcodes = postcodesOf(borough)
  const { champion, partner } = borough.personas
  const champions = await takeOnChampions(story, chance.fork('champions'), calendar, postcodes, champion)
  const [partnerId = ''] = await idsOf(story, 'partner')
  const personId = champions[0]?.actor.personId ?? ''
  await openPersona(story.db, id, { persona: 'champion', name: champion, role: 'champion', personId })
  await openPersona(story.db, id, { persona: 'partner', name: partner, role: 'partner', partnerId })
  return { story, calendar, postcodes, champions, partnerId, places: await idsOf(story, 'place') }
}

/** Fills one alliance with ten months of its life up to now: small, but something of everything. */
export const fillSmall = async (db: Database, alliance: OpenedAlliance, now: Date): Promise<void> => {
  const calendar = calendarOf(now)
  const chance = chanceOf(`small ${alliance.borough.slug}`)
  const story = await openDesk(db, alliance, now)
  await bringBoroughIn(story, alliance, calendar)
  await setTargets(story, calendar)
  const scene = await castOf(story, chance, calendar, alliance)
  const share = alliance.borough.busy
  const tales = [
    ...requestTales(scene, chance, share),
    ...libraryTales(scene, chance.fork('library'), share),
    ...letterTales(scene, chance.fork('letters')),
    ...recordTales(scene, chance.fork('records')),
    ...promiseTales(scene, chance.fork('promises')),
    () => tellGroups(scene, chance.fork('groups')),
    () => tellReferrals(scene, chance.fork('referrals')),
    () => agreedUntil(scene, chance.fork('agreed until')),
    () => takenBack(scene, chance.fork('taken back')),
  ]
  await inTurns(tales, WIDTH, (tale) => tale())
  await tellStock(scene, chance.fork('stock'))
  await tellCondition(scene, chance.fork('condition'))
  await tellLearning(scene, chance.fork('learning'))
  await tellTwice(scene, chance.fork('twice'))
  await liveThroughDays(scene)
  await tellDesk(scene, chance.fork('desk'))
  await tellMessages(scene)
}
