import { slips } from '../finding/near-words'
import { phoneToken, postcodeToken } from '../finding/person-tokens'
import { type NameCommonness, nameOdds } from './name-odds'
import { likelihoodOf, NO_WORD, type Odds, times } from './odds'
import type { Reason } from './reasons'

/** What two records are compared by. */
export interface Described {
  readonly name: string
  readonly knownAs: string
  readonly birthYear: number | null
  readonly phones: readonly string[]
  readonly emails: readonly string[]
  readonly postcode: string | null
}

export interface Weighed {
  /** 0 to 1. */
  readonly likelihood: number
  readonly reasons: readonly Reason[]
}

/** What is known of the people here all together. */
export interface Commonness {
  readonly people: number
  /** How many others share a token with these two. */
  readonly others: (token: string) => number
  readonly names: NameCommonness
}

interface Said {
  readonly odds: Odds
  readonly reasons: readonly Reason[]
}
const NOTHING: Said = { odds: NO_WORD, reasons: [] }
const saying = (odds: Odds, ...reasons: Reason[]): Said => ({ odds, reasons })

const A_YEAR = 1 / 65

/** Parent and child are at least so many years apart. */
const A_GENERATION = 15

/** Of two who live together few were born in one year; of two with names like Marie and Maria most were: they are twins. */
const TOGETHER_IN_ONE_YEAR = { twins: 0.6, others: 0.04 }

const ofYears = (a: number | null, b: number | null, likeTwins: boolean): Said => {
  if (a === null || b === null) return NOTHING
  const between = Math.abs(a - b)
  if (between === 0) return saying([0.9, TOGETHER_IN_ONE_YEAR[likeTwins ? 'twins' : 'others'], A_YEAR], 'same_year')
  if (between === 1) return saying([0.03, 0.07, 2 * A_YEAR], 'near_year')
  // 1947 for 1974, and for 1942: how years are misheard and mistyped.
  if (slips(String(a), String(b)) === 1) return saying([0.035, 0.12, 0.12], 'near_year')
  return saying(between < A_GENERATION ? [0.025, 0.32, 0.25] : [0.01, 0.45, 0.58], 'other_year')
}

const shared = (ones: readonly string[], others: readonly string[]): string | undefined =>
  ones.find((one) => others.includes(one))

/** The last digits are typed wrong, not the area: a slip in the same number. */
const isNearPhone = (one: string, other: string): boolean => one.length === other.length && slips(one, other) === 1

const isMobile = (phone: string): boolean => /^\+447[1-57-9]/.test(phone)

/** A number misdialled, or given out anew: it happens. */
const BY_CHANCE = 2e-6

/** Two mobiles are mostly two people; two landlines, or one of each, may be one person's. */
const differing = (a: readonly string[], b: readonly string[]): Odds => {
  if (a.some(isMobile) && b.some(isMobile)) return [0.14, 0.5, 0.5]
  return a.some(isMobile) === b.some(isMobile) ? [0.08, 0.1, 0.3] : [0.18, 0.35, 0.45]
}

/** One landline and a mobile each: mostly two people of one household, seldom one who has a new phone. */
const OWN_MOBILES: Odds = [0.12, 0.7, 1]

const ownMobiles = (a: readonly string[], b: readonly string[], same: string): boolean =>
  !isMobile(same) && a.some(isMobile) && b.some(isMobile)

const ofPhones = (a: readonly string[], b: readonly string[], { people, others }: Commonness): Said => {
  if (a.length === 0 || b.length === 0) return NOTHING
  const same = shared(a.filter(isMobile), b) ?? shared(a, b)
  // A landline is the household's; a mobile mostly one person's.
  if (same) {
    const odds: Odds = [0.6, isMobile(same) ? 0.08 : 0.45, BY_CHANCE + others(phoneToken(same)) / people]
    return saying(ownMobiles(a, b, same) ? times([odds, OWN_MOBILES]) : odds, 'same_phone')
  }
  if (a.some((one) => b.some((other) => isNearPhone(one, other)))) return saying([0.05, 0.01, 0.0005], 'near_phone')
  return saying(differing(a, b))
}

const ofEmails = (a: readonly string[], b: readonly string[]): Said => {
  if (a.length === 0 || b.length === 0) return NOTHING
  return shared(a, b) ? saying([0.75, 0.08, 1e-6], 'same_email') : saying([0.25, 0.92, 1])
}

const districtOf = (postcode: string): string => postcode.split(' ')[0] ?? postcode

const ofPostcodes = (a: string | null, b: string | null, { people, others }: Commonness): Said => {
  if (!a || !b) return NOTHING
  if (a === b) return saying([0.75, 0.93, 0.0001 + others(postcodeToken(a)) / people], 'same_postcode')
  if (a.length === b.length && slips(a, b) === 1) return saying([0.06, 0.01, 0.004], 'near_postcode')
  return districtOf(a) === districtOf(b) ? saying([0.1, 0.03, 0.1], 'moved') : saying([0.09, 0.03, 0.9], 'moved')
}

/** Whether someone moved house is only worth asking when it is likely to be them. */
const worthSaying = (reasons: readonly Reason[], likelihood: number): Reason[] =>
  reasons.filter((reason) => !['moved', 'other_surname'].includes(reason) || likelihood > 0.2)

/** How likely it is that two records are of one person, and why. */
export const weigh = (a: Described, b: Described, common: Commonness): Weighed => {
  const name = nameOdds(a, b, common.names)
  const rest = [
    ofYears(a.birthYear, b.birthYear, name.likeTwins),
    ofPhones(a.phones, b.phones, common),
    ofEmails(a.emails, b.emails),
    ofPostcodes(a.postcode, b.postcode, common),
  ]
  const likelihood = likelihoodOf([...name.odds, ...rest.map(({ odds }) => odds)], common.people)
  return { likelihood, reasons: worthSaying([...name.reasons, ...rest.flatMap(({ reasons }) => reasons)], likelihood) }
}
