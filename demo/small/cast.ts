import { leaveChampion, pauseChampion, type Way } from '#modules/champions'
import type { Calendar } from '../calendar'
import type { Chance } from '../chance'
import { madeUpPerson } from '../made-up-people'
import { type Story, tell } from '../story'
import { type KnownChampion, madeUpFacts, takeOnChampion } from '../tell/champions'

const WAYS: readonly (readonly Way[])[] = [
  ['in_person', 'phone', 'video'],
  ['in_person'],
  ['phone', 'video'],
  ['in_person', 'phone'],
  ['in_person', 'phone', 'video'],
  ['phone'],
  ['in_person', 'video'],
  ['in_person', 'phone', 'video'],
]

/** Room for all the story gives them: the story is about people, not about a full list. */
const MOST_LEARNERS = 6

const takeOn = async (
  story: Story,
  chance: Chance,
  postcodes: readonly string[],
  plan: { name?: string; ways: readonly Way[]; appliedOn: string; activeOn: string | null },
) => {
  const made = { ...madeUpPerson(chance, postcodes), safeContact: '' }
  const person = { ...made, ...(plan.name && { name: plan.name }), postcode: made.postcode ?? chance.pick(postcodes) }
  const facts = madeUpFacts(chance, plan.ways, person.language, MOST_LEARNERS)
  return takeOnChampion(story, { person, facts, appliedOn: plan.appliedOn, activeOn: plan.activeOn })
}

/** The champions of the small demonstration: eight who help (the persona first), two who applied, one on a break, one who left. */
export const takeOnChampions = async (
  story: Story,
  chance: Chance,
  { ago }: Calendar,
  postcodes: readonly string[],
  persona: string,
): Promise<KnownChampion[]> => {
  const active: KnownChampion[] = []
  for (const [nth, ways] of WAYS.entries()) {
    const appliedOn = ago(340 - nth * 9)
    const name = nth === 0 ? { name: persona } : {}
    active.push(await takeOn(story, chance.fork(nth), postcodes, { ...name, ways, appliedOn, activeOn: ago(310 - nth * 9) }))
  }
  for (const nth of [8, 9])
    await takeOn(story, chance.fork(nth), postcodes, { ways: ['in_person', 'phone'], appliedOn: ago(14 - nth), activeOn: null })
  const rested = await takeOn(story, chance.fork(10), postcodes, { ways: ['video'], appliedOn: ago(200), activeOn: ago(170) })
  await tell(story, 'coordinator', [ago(12), '10:10'], pauseChampion, { champion: rested.reference })
  const gone = await takeOn(story, chance.fork(11), postcodes, { ways: ['in_person'], appliedOn: ago(300), activeOn: ago(270) })
  await tell(story, 'coordinator', [ago(40), '10:10'], leaveChampion, { champion: gone.reference })
  return active
}
