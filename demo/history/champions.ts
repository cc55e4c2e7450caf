import { type ChampionFacts, correctChampion, leaveChampion, type Way } from '#modules/champions'
import { addDays } from '#platform/clock'
import { workdaysOf } from '../calendar'
import type { Chance } from '../chance'
import { madeUpPerson } from '../made-up-people'
import { inTurns, type Story, tell } from '../story'
import { type KnownChampion, madeUpFacts, takeOnChampion } from '../tell/champions'

export interface Trained extends KnownChampion {
  readonly activeOn: string
  readonly facts: ChampionFacts
}

/** Room for everyone the story gives them at one time. */
const MOST_LEARNERS = 20

interface Recruiting {
  readonly count: number
  readonly from: string
  readonly to: string
  readonly ways: readonly Way[]
  readonly postcodes: readonly string[]
}

/** Champions taken on one after the other over a stretch of time, the first on its first day. */
export const recruit = async (
  story: Story,
  chance: Chance,
  { count, from, to, ways, postcodes }: Recruiting,
): Promise<Trained[]> => {
  const days = workdaysOf(from, to)
  const taken = new Map<number, Trained>()
  const starts = Array.from({ length: count }, (_none, nth) => days[Math.floor((nth * days.length) / count)] ?? from)
  await inTurns(starts, 4, async (activeOn, nth) => {
    const own = chance.fork(nth)
    const made = madeUpPerson(own, postcodes)
    const person = { ...made, safeContact: '', postcode: made.postcode ?? own.pick(postcodes) }
    const facts = madeUpFacts(own, ways, person.language, MOST_LEARNERS)
    const known = await takeOnChampion(story, { person, facts, appliedOn: addDays(activeOn, -25), activeOn })
    taken.set(nth, { ...known, activeOn, facts })
  })
  return [...taken].toSorted(([one], [other]) => one - other).map(([, champion]) => champion)
}

/** One of those who were champions on that day. */
export const championOn = (chance: Chance, champions: readonly Trained[], day: string): Trained =>
  chance.pick(champions.filter(({ activeOn }) => activeOn <= day))

/** In spring 2020 everyone learns to help from a distance. */
export const retrain = (story: Story, champions: readonly Trained[], day: string): Promise<void> =>
  inTurns(champions, 4, async ({ reference, facts }) => {
    await tell(story, 'coordinator', [day, '10:00'], correctChampion, { ...facts, ways: ['phone', 'video'], champion: reference })
  })

/** Some of them leave, one after the other, in the years after. */
export const partWith = (story: Story, champions: readonly Trained[], from: string): Promise<void> =>
  inTurns(champions, 4, async ({ reference }, nth) => {
    await tell(story, 'coordinator', [addDays(from, nth * 17), '16:00'], leaveChampion, { champion: reference })
  })
