import { workdaysOf } from '../calendar'
import { organisationsOf } from '../organisations'
import { takeOnPartners } from '../tell/partners'
import { recruit, type Trained } from './champions'
import type { Chapter } from './chapter'
import { giftTales, type Partner, type Scheme } from './gifts'
import { bringPeopleIn } from './people'
import { lengthsOf, referred } from './remote-help'
import { inParts } from './scale'

/** What the programme counted from June to November 2020. */
export const COUNTED = { techMates: 51, hours: 320, forChildren: 1000, forPatients: 100, forCareHomes: 100 } as const

const PARTNERS = 14

const SCHEMES: readonly Scheme[] = [
  {
    ...{ what: 'device', total: COUNTED.forChildren, scheme: 'Devices for schoolchildren' },
    ...{ through: 'Primary School', first: '2020-06-15', deliveries: 10 },
  },
  {
    ...{ what: 'device', total: COUNTED.forPatients, scheme: 'Tablets for hospital patients' },
    ...{ through: 'Health Centre', first: '2020-06-22', deliveries: 4 },
  },
  {
    ...{ what: 'device', total: COUNTED.forCareHomes, scheme: 'Tablets for care homes' },
    ...{ through: 'Carers’ Circle', first: '2020-07-06', deliveries: 4 },
  },
]

/** Wigan, June to November 2020: partners refer people, and TechMates ring them. */
export const tellWigan2020 = async (chapter: Chapter, partnersOf: () => Promise<Partner[]>): Promise<readonly Trained[]> => {
  const { story, borough, chance, scale, postcodes } = chapter
  const joined = workdaysOf('2020-05-18', '2020-06-05').slice(0, PARTNERS)
  await takeOnPartners(story, organisationsOf(borough, joined))
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
    return referred(remote, learner, chance.fork(`partner ${nth}`).pick(partners).id, talks[nth] ?? [])
  })
  await chapter.run('Wigan, June to November 2020', [...giftTales(chapter, partners, SCHEMES), ...tales])
  return champions
}
