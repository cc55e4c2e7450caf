import { setTarget } from '#modules/reporting'
import { addDays } from '#platform/clock'
import { workdaysOf } from '../calendar'
import type { Chance } from '../chance'
import { organisationsOf } from '../organisations'
import { type Story, tell } from '../story'
import { CHANGED, LEARNING, SMALL } from '../tell/asks'
import { announce, gather } from '../tell/groups'
import { takeOnPartners } from '../tell/partners'
import { type Asked, askAgain, close, help, match } from '../tell/requests'
import { championOn, recruit, retrain, type Trained } from './champions'
import type { Chapter, Tale } from './chapter'
import { bringPeopleIn, type Learner } from './people'
import { inParts, splitBy } from './scale'

/** What the programme reported of its first two years. */
export const REPORTED = { people: 8425, funderAsked: 5000, ownAim: 6000, partners: 35, partnersAim: 30, champions: 46 } as const
export const TWO_YEARS = { startsOn: '2018-04-01', endsOn: '2020-03-31' } as const

/** Each quarter, its first and last day, and how much of the two years' people it brought: it grew. */
const QUARTERS = [
  ['2018-04-03', '2018-06-29', 3],
  ['2018-07-02', '2018-09-28', 6],
  ['2018-10-01', '2018-12-21', 9],
  ['2019-01-03', '2019-03-29', 12],
  ['2019-04-01', '2019-06-28', 14],
  ['2019-07-01', '2019-09-30', 17],
  ['2019-10-01', '2019-12-20', 19],
  ['2020-01-02', '2020-03-20', 20],
] as const

/** Of every hundred people: in a group, one to one, and helped on the spot at a desk. */
const HOW = [64, 10, 26] as const
const TITLES = [
  'Tea and tablets',
  'First clicks',
  'Phones for beginners',
  'Safe from scams',
  'Photos and family',
  'Online with the council',
] as const

interface Quarter {
  readonly story: Story
  readonly chance: Chance
  readonly days: readonly string[]
  readonly champions: readonly Trained[]
  readonly places: readonly string[]
}

const group =
  ({ story, chance, days, places }: Quarter, learners: readonly Learner[]): Tale =>
  async () => {
    const day = chance.pick(days)
    const plan = {
      title: chance.pick(TITLES),
      day,
      time: chance.pick(['10:00', '13:30', '15:30']),
      minutes: chance.pick([60, 90, 120]),
      places: 20,
    }
    const session = await announce(story, { ...plan, way: 'in_person', place: chance.pick(places), champion: null }, 10)
    const more = learners.map(({ reference }) => reference)
    await gather(story, chance, session, plan, { came: [], more, headCount: chance.between(0, 5) })
  }

/** Days early enough in a quarter for the help to end in it. */
const early = (days: readonly string[]): readonly string[] => days.slice(0, Math.max(1, days.length - 20))

const oneToOne =
  ({ story, chance, days, champions }: Quarter, learner: Learner): Tale =>
  async () => {
    const day = chance.pick(early(days))
    const champion = championOn(chance, champions, day)
    const asked = await askAgain(story, [day, '11:00'], learner, chance.pick(LEARNING), {
      source: 'desk',
      nextAction: 'Find them a champion',
      nextActionOn: addDays(day, 5),
    })
    const matched = await match(story, asked, champion, addDays(day, 1))
    const held = {
      day: addDays(day, 7),
      time: chance.pick(['10:00', '14:00']),
      minutes: chance.pick([45, 60, 90]),
      way: 'in_person',
    } as const
    await help(story, chance, asked, champion, held)
    await close(story, [addDays(day, 14), '15:00'], asked, 'helped', chance.pick(CHANGED), matched)
  }

const atADesk =
  ({ story, chance, days }: Quarter, learner: Learner): Tale =>
  async () => {
    const day = chance.pick(days)
    const asked: Asked = await askAgain(story, [day, '10:50'], learner, chance.pick(SMALL), {
      source: 'desk',
      nextAction: 'Help them at the desk',
      nextActionOn: day,
    })
    const signposted = chance.likely(0.4)
    await close(story, [day, '11:10'], asked, signposted ? 'signposted' : 'helped', signposted ? '' : chance.pick(CHANGED))
  }

const quarterTales = (quarter: Quarter, learners: readonly Learner[]): Tale[] => {
  const [inGroups = 0, single = 0] = splitBy(learners.length, HOW)
  const own = (name: string): Quarter => ({ ...quarter, chance: quarter.chance.fork(name) })
  return [
    ...inParts(learners.slice(0, inGroups), 11).map((part, nth) => group(own(`group ${nth}`), part)),
    ...learners.slice(inGroups, inGroups + single).map((learner, nth) => oneToOne(own(`one ${nth}`), learner)),
    ...learners.slice(inGroups + single).map((learner, nth) => atADesk(own(`desk ${nth}`), learner)),
  ]
}

const setTargets = async ({ story, scale }: Chapter): Promise<void> => {
  const [who, at] = ['lead', ['2018-04-03', '09:00']] as const
  const supported = { figure: 'supported', ...TWO_YEARS } as const
  await tell(story, who, at, setTarget, { ...supported, label: 'The funder’s target', value: scale(REPORTED.funderAsked) })
  await tell(story, who, at, setTarget, { ...supported, label: 'The alliance’s own aim', value: scale(REPORTED.ownAim) })
  await tell(story, who, at, setTarget, {
    figure: 'partners',
    ...TWO_YEARS,
    label: 'The alliance’s own aim',
    value: REPORTED.partnersAim,
  })
}

const bringPartnersIn = async ({ story, borough }: Chapter): Promise<void> => {
  const days = workdaysOf('2018-04-03', '2019-12-20')
  const joined = Array.from(
    { length: REPORTED.partners },
    (_none, nth) => days[Math.floor((nth * days.length) / REPORTED.partners)] ?? '',
  )
  await takeOnPartners(story, organisationsOf(borough, joined))
}

/** Stockport, April 2018 to March 2020: the alliance grows, helps face to face, and passes its targets. */
export const tellStockport2018 = async (
  chapter: Chapter,
): Promise<{ champions: readonly Trained[]; learners: readonly Learner[] }> => {
  const { story, chance, scale, postcodes, places, run } = chapter
  await setTargets(chapter)
  await bringPartnersIn(chapter)
  const recruiting = {
    count: scale(REPORTED.champions),
    from: '2018-04-03',
    to: '2019-11-29',
    ways: ['in_person'] as const,
    postcodes,
  }
  const champions = await recruit(story, chance.fork('champions'), recruiting)
  const counts = splitBy(
    scale(REPORTED.people),
    QUARTERS.map(([, , weight]) => weight),
  )
  const known: Learner[] = []
  for (const [nth, [from, to]] of QUARTERS.entries()) {
    const own = chance.fork(`quarter ${nth}`)
    const learners = await bringPeopleIn(story, own, {
      day: from,
      count: counts[nth] ?? 0,
      label: `stockport-${from}`,
      postcodes,
    })
    await run(
      `Stockport, ${from.slice(0, 7)} to ${to.slice(0, 7)}`,
      quarterTales({ story, chance: own, days: workdaysOf(from, to), champions, places }, learners),
    )
    known.push(...learners)
  }
  await retrain(story, champions, '2020-04-06')
  return { champions, learners: known }
}
