import { askChampion, declineMatch } from '#modules/champions'
import { type OutcomeOfRequest, planRequest, takeRequest, waitRequest } from '#modules/helpline'
import { planSession } from '#modules/sessions'
import { addDays } from '#platform/clock'
import type { Calendar } from '../calendar'
import type { Chance } from '../chance'
import { type MadeUpPerson, madeUpPerson, madeUpToRing } from '../made-up-people'
import { type Story, tell } from '../story'
import { CHANGED, LEARNING, SMALL } from '../tell/asks'
import type { KnownChampion } from '../tell/champions'
import { type Asked, askForHelp, check, close, help, type Known, match, ring, ringForHelp } from '../tell/requests'

export interface Scene {
  readonly story: Story
  readonly calendar: Calendar
  readonly postcodes: readonly string[]
  readonly champions: readonly KnownChampion[]
  readonly partnerId: string
  /** Ids of places. */
  readonly places: readonly string[]
}

type Source = 'call' | 'public_form' | 'partner' | 'desk'
type Told = (scene: Scene, chance: Chance, daysAgo: number) => Promise<void>

const RING_ABOUT = {
  public_form: 'They asked for help on our website',
  partner: 'A partner referred them',
  desk: 'They asked for help at a library',
} as const

type WhoAndWhen = { readonly person?: MadeUpPerson; readonly nextOn?: string }

const ask = (scene: Scene, chance: Chance, day: string, source: Source = 'call', when: WhoAndWhen = {}): Promise<Asked> => {
  const { story, postcodes, partnerId } = scene
  const { person = madeUpPerson(chance, postcodes), nextOn = addDays(day, 2) } = when
  const wanted = chance.pick(LEARNING)
  const at = [day, chance.pick(['09:25', '10:40', '11:55', '14:10', '15:35'])] as const
  if (source === 'call')
    return ringForHelp(story, at, { who: person, ask: wanted, minutes: chance.between(4, 18), next: 'session', nextOn })
  const by = source === 'partner' ? { partnerId } : {}
  const step = { nextAction: 'Ring them back', nextActionOn: nextOn, ringAbout: RING_ABOUT[source] }
  return askForHelp(story, at, person, wanted, { source, ...step, ...by })
}

const championFor = ({ champions }: Scene, nth: number): KnownChampion => champions[nth % champions.length] as KnownChampion

const wayOf = (chance: Chance) => chance.pick(['in_person', 'in_person', 'phone', 'video'] as const)

const helpTimes = async (
  scene: Scene,
  chance: Chance,
  asked: Asked,
  champion: KnownChampion,
  days: readonly string[],
): Promise<void> => {
  for (const day of days) {
    const held = {
      day,
      time: chance.pick(['10:00', '13:30', '15:00']),
      minutes: chance.pick([30, 45, 60, 75]),
      way: wayOf(chance),
    }
    await help(scene.story, chance, asked, champion, held)
  }
}

/** Sorted while they were on the phone. */
const sorted: Told = async ({ story, calendar, postcodes }, chance, daysAgo) => {
  const call = {
    who: madeUpPerson(chance, postcodes),
    ask: chance.pick(SMALL),
    minutes: chance.between(3, 14),
    next: 'sorted',
  } as const
  await ring(story, [calendar.ago(daysAgo), '11:15'], call)
}

/** From a call to help from a champion, to something that changed. */
const helped =
  (champion: number): Told =>
  async (scene, chance, daysAgo) => {
    const { story, calendar } = scene
    const who = championFor(scene, champion)
    const asked = await ask(scene, chance, calendar.ago(daysAgo), chance.pick(['call', 'call', 'desk', 'partner']))
    const matched = await match(story, asked, who, calendar.ago(daysAgo - 2))
    const days = [daysAgo - 7, daysAgo - 14, daysAgo - 21].slice(0, chance.between(2, 3)).map(calendar.ago)
    await check(story, chance, asked, who, 'before', calendar.ago(daysAgo - 7))
    await helpTimes(scene, chance, asked, who, days)
    await check(story, chance, asked, who, 'after', calendar.ago(daysAgo - 22))
    await close(story, [calendar.ago(daysAgo - 24), '16:20'], asked, 'helped', chance.pick(CHANGED), matched)
  }

/** A champion is helping, and the next session is planned. */
const helping =
  (champion: number, next: { readonly inDays: number; readonly time: string }): Told =>
  async (scene, chance, daysAgo) => {
    const { story, calendar } = scene
    const who = championFor(scene, champion)
    const asked = await ask(scene, chance, calendar.ago(daysAgo))
    await match(story, asked, who, calendar.ago(daysAgo - 2))
    await check(story, chance, asked, who, 'before', calendar.ago(daysAgo - 5))
    await helpTimes(scene, chance, asked, who, [calendar.ago(daysAgo - 5)])
    const date = next.inDays === 0 ? calendar.today : calendar.ahead(next.inDays)
    const plan = {
      request: asked.reference,
      way: wayOf(chance),
      date,
      time: next.time,
      minutes: 60,
      title: '',
      place: null,
      champion: null,
    }
    await tell(story, who.actor, [calendar.ago(1), '18:30'], planSession, plan)
    const step = { id: asked.id, nextAction: `Ask how it went with ${who.actor.name}`, nextActionOn: date }
    await tell(story, 'helpline', [calendar.ago(1), '18:40'], planRequest, step)
  }

/** A champion was asked, and has not answered yet. */
const awaiting =
  (champion: number): Told =>
  async (scene, chance, daysAgo) => {
    const { story, calendar } = scene
    const asked = await ask(scene, chance, calendar.ago(daysAgo), 'call', { nextOn: calendar.ahead(1) })
    const about = { request: asked.reference, champion: championFor(scene, champion).reference }
    await tell(story, 'coordinator', [calendar.ago(daysAgo - 1), '12:05'], askChampion, about)
  }

const declined =
  (champion: number): Told =>
  async (scene, chance, daysAgo) => {
    const { story, calendar } = scene
    const who = championFor(scene, champion)
    const asked = await ask(scene, chance, calendar.ago(daysAgo), 'call', { nextOn: calendar.today })
    const { id } = await tell(story, 'coordinator', [calendar.ago(daysAgo - 1), '12:05'], askChampion, {
      request: asked.reference,
      champion: who.reference,
    })
    await tell(story, who.actor, [calendar.ago(daysAgo - 2), '19:00'], declineMatch, { match: id, reason: 'no_time', words: '' })
  }

/** New, and nobody has taken it: late, for today, or for later. */
const fresh =
  (source: Source, nextIn: number): Told =>
  async (scene, chance, daysAgo) => {
    const { calendar } = scene
    const nextOn = nextIn === 0 ? calendar.today : nextIn < 0 ? calendar.ago(-nextIn) : calendar.ahead(nextIn)
    await ask(scene, chance, calendar.ago(daysAgo), source, { nextOn })
  }

const taken: Told = async (scene, chance, daysAgo) => {
  const { story, calendar } = scene
  const who = { person: madeUpToRing(chance, scene.postcodes), nextOn: calendar.today }
  const asked = await ask(scene, chance, calendar.ago(daysAgo), 'call', who)
  await tell(story, 'helpline', [calendar.ago(daysAgo - 1), '09:50'], takeRequest, { id: asked.id, seenOwner: null })
  await ring(story, [calendar.ago(1), '10:20'], {
    ...{ who: asked.person, request: asked.reference, direction: 'out', result: 'voicemail', minutes: 1, next: 'ring' },
    ...{ nextOn: calendar.today, ask: { words: 'Left a message.', needs: [], barriers: [] } },
  })
}

const waiting =
  (what: string, inDays: number): Told =>
  async (scene, chance, daysAgo) => {
    const { story, calendar } = scene
    const asked = await ask(scene, chance, calendar.ago(daysAgo))
    const step = { id: asked.id, nextAction: what, nextActionOn: calendar.ahead(inDays) }
    await tell(story, 'helpline', [calendar.ago(daysAgo - 2), '10:05'], waitRequest, step)
  }

const ended =
  (outcome: OutcomeOfRequest, source: Source, whatChanged = ''): Told =>
  async (scene, chance, daysAgo) => {
    const asked: Known = await ask(scene, chance, scene.calendar.ago(daysAgo), source)
    await close(scene.story, [scene.calendar.ago(daysAgo - 3), '15:45'], asked, outcome, whatChanged)
  }

/** Every way a request can go, each with how many days ago it began. */
const REQUESTS: readonly (readonly [daysAgo: number, told: Told])[] = [
  ...[305, 288, 266, 243, 224, 209, 190, 171, 150, 121, 88, 61, 44, 30, 16, 9, 4, 2].map((daysAgo) => [daysAgo, sorted] as const),
  ...[296, 283, 262, 240, 215, 198, 176, 160, 143, 128, 110, 92, 77, 58, 40].map(
    (daysAgo, nth) => [daysAgo, helped(nth)] as const,
  ),
  [33, helping(0, { inDays: 0, time: '14:00' })],
  [26, helping(0, { inDays: 3, time: '10:30' })],
  [35, helping(1, { inDays: 1, time: '11:00' })],
  [29, helping(3, { inDays: 2, time: '15:00' })],
  [20, helping(4, { inDays: 4, time: '13:30' })],
  [17, helping(7, { inDays: 6, time: '10:00' })],
  [4, awaiting(0)],
  [5, awaiting(2)],
  [7, declined(5)],
  [12, fresh('call', -3)],
  [9, fresh('partner', -1)],
  [3, fresh('public_form', 0)],
  [2, fresh('call', 0)],
  [1, fresh('public_form', 1)],
  [1, fresh('desk', 3)],
  [6, taken],
  [15, waiting('Their daughter is here from that day on', 8)],
  [22, waiting('The course starts', 13)],
  [70, ended('signposted', 'desk')],
  [52, ended('signposted', 'partner')],
  [24, ended('signposted', 'public_form')],
  [100, ended('not_needed', 'public_form')],
  [66, ended('no_contact', 'public_form')],
  [47, ended('could_not_help', 'call')],
]

/** What is older than this is only history: a quieter borough has less of it. */
const RECENT_DAYS = 40

/** What people asked for, a tale each. */
export const requestTales = (scene: Scene, chance: Chance, share: number): (() => Promise<void>)[] =>
  REQUESTS.flatMap(([daysAgo, told], nth) => {
    const own = chance.fork(`request ${nth}`)
    return daysAgo > RECENT_DAYS && !own.fork('kept').likely(share) ? [] : [() => told(scene, own, daysAgo)]
  })
