import type { Tx } from '#platform/db'
import {
  alike,
  begunAs,
  behind,
  certain,
  type FoundPerson,
  factsOf,
  lookUp,
  type Meant,
  meantBy,
  type NamedPerson,
  named,
  pairedAlike,
  passing,
} from './by-tokens'
import { folded, nameWords } from './names'
import { isSlip } from './near-words'
import { otherNames } from './nicknames'
import { heardAs } from './said-as'
import { asked, referenceTyped } from './terms'

/** With so few found, what only sounds alike is worth showing. */
const LITTLE = 2

/** A word this far from the name is one that is like it: a slip, or another name for the same person. */
const LIKE = 2

const byLength = (one: string, other: string): number => other.length - one.length

/** How far a word of a name is from the word typed: 0 for the very word, more when it only begins so, is like it, or may sound so. */
type Distance = (own: string) => number

/** Those who are found share their names, so each is measured once. */
const distanceTo = (word: string): Distance => {
  const others = otherNames(word)
  const measure: Distance = (own) => {
    if (own === word) return 0
    if (own.startsWith(word)) return 1
    return isSlip(own, word) || others.includes(own) || heardAs(own).includes(word) ? LIKE : LIKE + 1
  }
  const known = new Map<string, number>()
  return (own) => {
    const far = known.get(own) ?? measure(own)
    known.set(own, far)
    return far
  }
}

interface Ranked {
  readonly person: NamedPerson | FoundPerson
  /** How far each word typed is from their name. */
  readonly far: readonly number[]
  /** How many words their name has besides. */
  readonly more: number
}

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0)

const nearest = (one: Ranked, other: Ranked): number => sum(one.far) - sum(other.far) || one.more - other.more

const ranked = (people: readonly NamedPerson[], distances: readonly Distance[]): Ranked[] =>
  people
    .map((person) => {
      const own = nameWords(`${person.name} ${person.known_as}`)
      const far = distances.map((distance) => Math.min(LIKE + 1, ...own.map(distance)))
      return { person, far, more: Math.max(0, own.length - distances.length) }
    })
    .toSorted(nearest)

/** Asked when it is first wanted, and once. */
const once = <T>(ask: () => Promise<T>): (() => Promise<T>) => {
  let answer: Promise<T> | undefined
  return () => (answer ??= ask())
}

interface Way {
  readonly look: () => Promise<readonly NamedPerson[]>
  /** What has been found so far is enough: the slower ways after this one need not be gone. */
  readonly enough?: (found: readonly Ranked[]) => boolean
}

/** Whoever bears the very words typed is most likely meant; of one word there may be many more. */
const bears = (found: readonly Ranked[]): boolean => found.some(({ far }) => far.length > 1 && sum(far) === 0)

/** Every word typed is one of theirs, or begins one. */
const begins = ({ far }: Ranked): boolean => far.every((one) => one < LIKE)

/** Somebody is like every word typed. */
const likely = (found: readonly Ranked[]): boolean => found.some(({ far }) => far.every((one) => one <= LIKE))

/** "sk1" may be SK1, or SK13 as far as it was typed. */
const isHalfTyped = (district: string | undefined): boolean => /^[a-z]+\d$/.test(district ?? '')

/** The ways to look for what was typed, the surest and quickest first. */
const waysTo = (tx: Tx, allianceId: string, text: string, words: readonly string[]): Way[] => {
  const read = asked(text)
  const fixed = certain(read)
  const begun = begunAs({ ...read, words })
  const look = once(() => lookUp(tx, allianceId, begun, words))
  // How many pass one test that stands alone need not be known.
  const counts = async (): Promise<readonly number[]> => (begun.length > 1 ? (await look()).counts : [])
  const asBegun: Way = {
    look: async () => passing(tx, allianceId, begun, await counts()),
    enough: (found) => bears(found) && !isHalfTyped(read.district),
  }
  if (words.length === 0) return [asBegun]
  const whole = { any: [], starts: `=${folded(read.words.join(' '))}` }
  const meant = async (): Promise<Meant[]> => meantBy(words, (await look()).near)
  const sounding = once(async () => {
    const tests = [...(await meant()).map((one, at) => alike(words[at] ?? '', one)), ...fixed]
    return { tests, ...(await lookUp(tx, allianceId, tests)) }
  })
  return [
    // Two words of a name are what people are most often looked for by, and have an index of their own.
    ...(fixed.length === 0 ? [{ look: () => named(tx, allianceId, whole, words), enough: bears }] : []),
    asBegun,
    ...(fixed.length === 0 && words.length > 1
      ? [
          {
            look: async () =>
              pairedAlike(
                tx,
                allianceId,
                (await meant()).slice(0, 2).map(({ words }) => words),
              ),
            enough: likely,
          },
        ]
      : []),
    {
      // Whoever is close also sounds alike: the counts of those who do serve both.
      look: async () => passing(tx, allianceId, [...(await meant()), ...fixed], (await sounding()).counts),
      // What sounds like two words has been looked for already.
      enough: (found) => found.length > (words.length > 1 ? 0 : LITTLE),
    },
    {
      look: async () => {
        const { tests, counts } = await sounding()
        return passing(tx, allianceId, tests, counts)
      },
    },
  ]
}

const hasFacts = (person: NamedPerson | FoundPerson): person is FoundPerson => 'reference' in person

/** Of these the facts that tell two apart, where only their names have been read. */
const withFacts = async (tx: Tx, allianceId: string, people: readonly (NamedPerson | FoundPerson)[]): Promise<FoundPerson[]> => {
  const bare = people.filter((one) => !hasFacts(one)).map(({ id }) => id)
  const read = bare.length > 0 ? await factsOf(tx, allianceId, bare) : []
  const facts = new Map(read.map((one) => [one.id, one]))
  return people.flatMap((one) => (hasFacts(one) ? one : (facts.get(one.id) ?? [])))
}

/** The beginning of a postcode, or of a word: "sk" of "susan sk3". */
const STILL_TYPED = /\s+\p{L}{1,2}$/u

/** The first people who match what was typed, with the facts that tell two apart; the very words before what is like them. */
export const findPeople = async (tx: Tx, allianceId: string, text: string, most = 12): Promise<FoundPerson[]> => {
  const typed = text.trim()
  const found = await find(tx, allianceId, typed, most)
  const before = typed.replace(STILL_TYPED, '')
  // Whom the words before find does not go from the screen while the next is typed.
  return found.length === 0 && before !== typed ? find(tx, allianceId, before, most) : found
}

const find = async (tx: Tx, allianceId: string, text: string, most: number): Promise<FoundPerson[]> => {
  const reference = referenceTyped(text)
  if (reference) return behind(tx, allianceId, reference)
  const words = asked(text).words.toSorted(byLength)
  const distances = words.map(distanceTo)
  const found = new Map<string, Ranked>()
  for (const { look, enough } of waysTo(tx, allianceId, text, words)) {
    for (const one of ranked(await look(), distances)) if (!found.has(one.person.id)) found.set(one.person.id, one)
    const all = [...found.values()]
    if (all.filter(begins).length >= most || enough?.(all)) break
  }
  const shown = [...found.values()].toSorted(nearest).slice(0, most)
  return withFacts(
    tx,
    allianceId,
    shown.map(({ person }) => person),
  )
}
