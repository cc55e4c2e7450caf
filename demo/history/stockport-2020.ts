import { workdaysOf } from '../calendar'
import type { Chance } from '../chance'
import { madeUpPerson } from '../made-up-people'
import { SMALL } from '../tell/asks'
import { announce, gather } from '../tell/groups'
import { ring } from '../tell/requests'
import type { Trained } from './champions'
import type { Chapter, Tale } from './chapter'
import { giftTales, type Partner, type Scheme } from './gifts'
import { lentOut } from './lending'
import type { Learner } from './people'
import { helpedByPhone } from './remote-help'
import { inParts, splitBy } from './scale'

/** What the programme counted from April 2020 to March 2021. */
export const COUNTED = { calls: 4127, oneToOne: 1687, groups: 319, loans: 1004, lentPerDevice: 3, sortedCalls: 930 } as const
const YEAR = workdaysOf('2020-04-06', '2021-03-26')

const SCHOOLS = 'Get Help with Technology (Department for Education)'

const SCHEMES: readonly Scheme[] = [
  { what: 'device', total: 560, scheme: SCHOOLS, through: 'Primary School', first: '2020-06-22', deliveries: 8 },
  { what: 'data', total: 180, scheme: SCHOOLS, through: 'Primary School', first: '2020-11-09', deliveries: 4 },
  { what: 'data', total: 340, scheme: 'O2 Community Calling', through: 'Food Pantry', first: '2020-05-18', deliveries: 6 },
  {
    ...{ what: 'device', total: 64, scheme: 'A tablet for every care home and supported residence' },
    ...{ through: 'Health Centre', first: '2020-05-04', deliveries: 4 },
  },
  {
    ...{ what: 'device', total: 45, scheme: 'Recycled smartphones for people fleeing domestic abuse' },
    ...{ through: 'Welcome Group', first: '2020-07-13', deliveries: 3 },
  },
]

const videoGroup =
  ({ story }: Chapter, chance: Chance, learners: readonly Learner[]): Tale =>
  async () => {
    const day = chance.pick(YEAR)
    const title = chance.pick([
      'Zoom for beginners',
      'Morning cuppa online',
      'Ask us anything',
      'Safe from scams',
      'Photos and family',
    ])
    const plan = { title, day, time: chance.pick(['10:00', '14:00', '19:00']), minutes: chance.pick([45, 60, 90]), places: 12 }
    const session = await announce(story, { ...plan, way: 'video', place: null, champion: null }, 7)
    const more = chance.some(learners, chance.between(3, 8)).map(({ reference }) => reference)
    await gather(story, chance, session, plan, { came: [], more, headCount: chance.between(0, 2) })
  }

const smallCall =
  ({ story, postcodes }: Chapter, chance: Chance): Tale =>
  async () => {
    const at = [chance.pick(YEAR), chance.pick(['09:40', '12:10', '15:20'])] as const
    await ring(story, at, {
      who: madeUpPerson(chance, postcodes),
      ask: chance.pick(SMALL),
      minutes: chance.between(2, 15),
      next: 'sorted',
    })
  }

const CHAT = { needs: [], barriers: [] } as const
const RESULTS = ['spoke', 'spoke', 'spoke', 'voicemail', 'no_answer', 'call_again'] as const

/** The desk rings people it knows to ask how they are, as it did all through that year. */
const friendlyCall =
  ({ story }: Chapter, chance: Chance, learner: Learner): Tale =>
  async () => {
    const result = chance.pick(RESULTS)
    const [minutes, words] = result === 'spoke' ? [chance.between(3, 25), 'Rang to ask how they are.'] : [0, '']
    const call = { who: learner.reference, ask: { ...CHAT, words }, minutes, next: 'nothing', direction: 'out', result } as const
    await ring(story, [chance.pick(YEAR), chance.pick(['10:15', '11:45', '14:30', '16:10'])], call)
  }

const learning = (chapter: Chapter, chance: Chance, champions: readonly Trained[]): Tale[] => {
  const sessions = chapter.scale(COUNTED.oneToOne)
  const days = YEAR.filter((day) => day <= '2021-02-26')
  return inParts(
    Array.from({ length: sessions }, (_none, nth) => nth),
    3,
  ).map((part, nth) => {
    const own = chance.fork(nth)
    const remote = { chapter, chance: own, champions, days, way: own.likely(0.7) ? 'phone' : 'video' } as const
    return helpedByPhone(
      remote,
      part.map(() => own.pick([20, 30, 40, 45, 60])),
    )
  })
}

const lending = (chapter: Chapter, chance: Chance): Tale[] => {
  const loans = chapter.scale(COUNTED.loans)
  const devices = Math.ceil(loans / COUNTED.lentPerDevice)
  const first = workdaysOf('2020-04-14', '2020-05-29')
  return splitBy(
    loans,
    Array.from({ length: devices }, () => 1),
  ).map((times, nth) => {
    const from = first[Math.floor((nth * first.length) / devices)] ?? '2020-04-14'
    return lentOut({ chapter, chance: chance.fork(nth), nth, from, times })
  })
}

/** Stockport, April 2020 to March 2021: everything by phone and video, and a library of devices to lend. */
export const tellStockport2020 = async (
  chapter: Chapter,
  cast: { champions: readonly Trained[]; learners: readonly Learner[]; partners: readonly Partner[] },
): Promise<void> => {
  const { chance, scale } = chapter
  const { champions, learners, partners } = cast
  const [helped, lent] = [learning(chapter, chance.fork('learning'), champions), lending(chapter, chance.fork('lending'))]
  const opened = helped.length + scale(COUNTED.loans)
  const small = Math.min(scale(COUNTED.sortedCalls), scale(COUNTED.calls) - opened)
  const friendly = Math.max(0, scale(COUNTED.calls) - opened - small)
  const own = (name: string, nth: number): Chance => chance.fork(`${name} ${nth}`)
  const groupLearners = learners.slice(-scale(240))
  await chapter.run('Stockport, April 2020 to March 2021', [
    ...lent,
    ...helped,
    ...giftTales(chapter, partners, SCHEMES),
    ...Array.from({ length: scale(COUNTED.groups) }, (_none, nth) => videoGroup(chapter, own('group', nth), groupLearners)),
    ...Array.from({ length: Math.max(0, small) }, (_none, nth) => smallCall(chapter, own('small', nth))),
    ...Array.from({ length: friendly }, (_none, nth) =>
      friendlyCall(chapter, own('friendly', nth), own('whom', nth).pick(learners)),
    ),
  ])
}
