import { recordDistribution } from '#modules/distributions'
import { addDays } from '#platform/clock'
import { bringIn } from '../bring-in'
import { workdaysOf } from '../calendar'
import { organisationsOf, partnersFile } from '../organisations'
import { tell } from '../story'
import { recruit, type Trained } from './champions'
import type { Chapter, Tale } from './chapter'
import { bringPeopleIn } from './people'
import { lengthsOf, referred } from './remote-help'
import { inParts, splitBy } from './scale'

/** What the programme counted from June to November 2020. */
export const COUNTED = { techMates: 51, hours: 320, forChildren: 1000, forPatients: 100, forCareHomes: 100 } as const

const PARTNERS = 14

/** Bulk gifts, each to the partner who hands them out. [how many, scheme, when, in how many deliveries] */
const GIFTS = [
  [COUNTED.forChildren, 'Devices for schoolchildren', '2020-06-15', 10],
  [COUNTED.forPatients, 'Tablets for hospital patients', '2020-06-22', 4],
  [COUNTED.forCareHomes, 'Tablets for care homes', '2020-07-06', 4],
] as const

const gifts = ({ story, scale }: Chapter, partners: readonly string[]): Tale[] =>
  GIFTS.flatMap(([total, scheme, first, deliveries], nth) =>
    splitBy(
      scale(total),
      Array.from({ length: deliveries }, () => 1),
    )
      .filter((quantity) => quantity > 0)
      .map((quantity, delivery) => async () => {
        const givenOn = addDays(first, delivery * 14)
        const partner = partners[(nth * 5 + delivery) % partners.length] ?? ''
        await tell(story, 'librarian', [givenOn, '15:00'], recordDistribution, {
          what: 'device',
          partner,
          quantity,
          scheme,
          givenOn,
          notes: '',
        })
      }),
  )

/** Wigan, June to November 2020: partners refer people, and TechMates ring them. */
export const tellWigan2020 = async (chapter: Chapter, partnersOf: () => Promise<string[]>): Promise<readonly Trained[]> => {
  const { story, borough, chance, scale, postcodes } = chapter
  const joined = workdaysOf('2020-06-01', '2020-07-31').slice(0, PARTNERS)
  await bringIn(story, '2020-07-31', 'partners', partnersFile(organisationsOf(borough, joined)))
  const partners = await partnersOf()
  const recruiting = {
    count: scale(COUNTED.techMates),
    from: '2020-06-01',
    to: '2020-08-28',
    ways: ['phone', 'video'] as const,
    postcodes,
  }
  const champions = await recruit(story, chance.fork('champions'), recruiting)
  const talks = inParts(lengthsOf(chance.fork('lengths'), scale(COUNTED.hours * 60)), 3)
  const learners = await bringPeopleIn(story, chance.fork('people'), {
    day: '2020-06-01',
    count: talks.length,
    label: 'wigan-2020',
    postcodes,
  })
  const days = workdaysOf('2020-06-08', '2020-11-06')
  const tales = learners.map((learner, nth) => {
    const remote = { chapter, chance: chance.fork(nth), champions, days, way: 'phone' } as const
    return referred(remote, learner, chance.fork(`partner ${nth}`).pick(partners), talks[nth] ?? [])
  })
  await chapter.run('Wigan, June to November 2020', [...gifts(chapter, partners), ...tales])
  return champions
}
