import type { Chance } from '../../demo/chance'
import { firstName, LIKE_NAMES, type Origin, originOf, surname } from './name-lists'

/** A made-up person as they are, whatever was written down of them. */
export interface Truth {
  readonly id: number
  readonly first: string
  readonly middle: string
  readonly last: string
  readonly born: number
  readonly woman: boolean
  readonly origin: Origin
  readonly landline: string | null
  readonly mobile: string | null
  /** The number they give when asked for one. */
  readonly main: 'landline' | 'mobile'
  readonly email: string | null
  readonly postcode: string
}

/** Two records' worth of what a household shares. */
interface Home {
  readonly postcode: string
  readonly landline: string | null
}

const INWARD = 'ABDEFGHJLNPQRSTUWXYZ'

const postcodeOf = (chance: Chance): string => {
  const letter = () => INWARD[chance.between(0, INWARD.length - 1)]
  return `${chance.pick(['SK', 'WN'])}${chance.between(1, 8)} ${chance.between(1, 9)}${letter()}${letter()}`
}

const digits = (chance: Chance, count: number): string => String(chance.between(0, 10 ** count - 1)).padStart(count, '0')

/** The first figures Ofcom gives to mobiles; 070 and 076 are other things. */
export const mobileOf = (chance: Chance): string => `+447${chance.pick([3, 4, 5, 7, 8, 9])}${digits(chance, 8)}`

const homeOf = (chance: Chance, postcodes: readonly string[]): Home => ({
  postcode: chance.pick(postcodes),
  landline: chance.likely(0.65) ? `+44161${chance.between(2, 9)}${digits(chance, 6)}` : null,
})

interface Wanted {
  readonly first: string
  readonly born: number
  readonly woman: boolean
  readonly origin: Origin
  readonly last: string
}

const wanted = (chance: Chance, known: Partial<Wanted> = {}): Wanted => {
  const origin = known.origin ?? originOf(chance)
  const woman = known.woman ?? chance.likely(0.56)
  const born = Math.min(known.born ?? chance.between(1930, 2004), 2007)
  return {
    origin,
    woman,
    born,
    last: known.last ?? surname(chance, origin),
    first: known.first ?? firstName(chance, origin, born, woman),
  }
}

const live = (chance: Chance, id: number, home: Home, { first, born, woman, origin, last }: Wanted): Truth => ({
  ...{ id, first, last, born, woman, origin, ...home },
  middle: chance.likely(0.15) ? firstName(chance, origin, born, woman) : '',
  mobile: chance.likely(born > 1950 ? 0.96 : 0.75) ? mobileOf(chance) : null,
  main: chance.likely(born > 1945 ? 0.85 : 0.3) ? 'mobile' : 'landline',
  email: chance.likely(born > 1950 ? 0.4 : 0.12) ? `${first}.${last}${digits(chance, 5)}@example.org`.toLowerCase() : null,
})

const couple = (chance: Chance, one: Wanted): Wanted[] => {
  const last = chance.likely(0.8) ? { last: one.last } : {}
  return [one, wanted(chance, { born: one.born + chance.between(-6, 6), woman: !one.woman, origin: one.origin, ...last })]
}

/** Some sons bear their father's very name; hardly any daughter her mother's. */
const parentAndChild = (chance: Chance, one: Wanted): Wanted[] => {
  const named = chance.likely(one.woman ? 0.005 : 0.05) ? { first: one.first, woman: one.woman } : {}
  return [one, wanted(chance, { born: one.born + chance.between(18, 40), origin: one.origin, last: one.last, ...named })]
}

/** Twins: the same year, and in some families names one like the other. */
const twins = (chance: Chance, one: Wanted): Wanted[] => {
  const { born, origin, last } = one
  if (chance.likely(0.3)) return chance.pick(LIKE_NAMES).map((first) => ({ ...one, first }))
  const other = wanted(chance, { born, origin, last })
  return other.first === one.first ? twins(chance, one) : [one, other]
}

const houseMates = (chance: Chance, one: Wanted): Wanted[] => [one, wanted(chance, { born: one.born + chance.between(-12, 12) })]

/** Those who live together: couples, a parent and a child, twins, people who share a house. */
const together = (chance: Chance, one: Wanted): Wanted[] => {
  const kind = chance.between(1, 100)
  if (kind <= 55) return couple(chance, one)
  if (kind <= 80) return parentAndChild(chance, one)
  return kind <= 86 ? twins(chance, one) : houseMates(chance, one)
}

/** About `count` people of one borough, in their households: about one in four lives with someone who is here too. */
export const peopleOf = (chance: Chance, count: number): Truth[] => {
  const postcodes = Array.from({ length: Math.ceil(count / 12) }, () => postcodeOf(chance))
  const people: Truth[] = []
  while (people.length < count) {
    const home = homeOf(chance, postcodes)
    const one = wanted(chance)
    const members = (chance.likely(0.14) ? together(chance, one) : [one]).map((member, at) =>
      live(chance, people.length + at, home, member),
    )
    const [first] = members
    // Some households have one mobile between them.
    const shared = first && chance.likely(0.12) ? members.map((member) => ({ ...member, mobile: first.mobile })) : members
    people.push(...shared)
  }
  return people
}
