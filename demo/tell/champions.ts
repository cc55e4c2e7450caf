import { activateChampion, type ChampionFacts, type ChampionKind, recordChampion, type Way } from '#modules/champions'
import type { Actor } from '#platform/access'
import { addDays } from '#platform/clock'
import type { Chance } from '../chance'
import type { MadeUpPerson } from '../made-up-people'
import { type Story, tell } from '../story'

export interface KnownChampion {
  readonly reference: string
  /** The champion in their own area: sees and writes only what they are matched to. */
  readonly actor: Actor
}

const KINDS: readonly ChampionKind[] = ['volunteer', 'volunteer', 'volunteer', 'council_staff', 'student', 'partner_staff']
const HOURS = [
  ['09:30', '12:30'],
  ['10:00', '16:00'],
  ['13:00', '17:00'],
  ['18:00', '20:00'],
] as const

/** How and when someone can help; before 2020 nearly always face to face, then by phone and video. */
export const madeUpFacts = (
  chance: Chance,
  ways: readonly Way[],
  language: string,
  maxLearners = chance.between(2, 5),
): ChampionFacts => ({
  kind: chance.pick(KINDS),
  languages: [...new Set(['en', language])],
  ways,
  maxLearners,
  travelsKm: chance.pick([3.2, 4.8, 8]),
  availability: chance
    .some([1, 2, 3, 4, 5, 6], chance.between(1, 4))
    .toSorted()
    .map((weekday) => {
      const [starts, ends] = chance.pick(HOURS)
      return { weekday, starts, ends }
    }),
})

interface NewChampion {
  readonly person: MadeUpPerson
  readonly facts: ChampionFacts
  readonly appliedOn: string
  /** The day they were checked and trained and started, or null while they are not. */
  readonly activeOn: string | null
  readonly partnerId?: string | null
}

/** Someone applies, and is checked, trained and made active. */
export const takeOnChampion = async (
  story: Story,
  { person, facts, appliedOn, activeOn, partnerId = null }: NewChampion,
): Promise<KnownChampion> => {
  const known = await tell(story, 'coordinator', [appliedOn, '10:30'], recordChampion, { ...facts, person, appliedOn, partnerId })
  if (activeOn) {
    const dates = { checkedOn: addDays(activeOn, -9), trainedOn: addDays(activeOn, -2) }
    await tell(story, 'coordinator', [activeOn, '09:15'], activateChampion, { champion: known.reference, ...dates })
  }
  const actor: Actor = {
    kind: 'account',
    name: person.name,
    roles: ['champion'],
    accountId: null,
    personId: known.personId,
    partnerId: null,
  }
  return { reference: known.reference, actor }
}
