import type { Tx } from '#platform/db'
import { alike, asTyped, certain, closeTo, type FoundPerson, type Meant, pairedAlike, passing } from './by-tokens'
import { folded, nameWords } from './names'
import { isSlip } from './near-words'
import { otherNames } from './nicknames'
import { heardAs } from './said-as'
import { asked } from './terms'

/** With so few found, what only sounds alike is worth showing. */
const LITTLE = 2

/** A word this far from the name is one that is like it: a slip, or another name for the same person. */
const LIKE = 2

const byLength = (one: string, other: string): number => other.length - one.length

/** How far a word is from a name: 0 for the very word, more when the name's only begins so, is like it, or may sound so. */
const far = (own: readonly string[], word: string): number => {
  if (own.includes(word)) return 0
  if (own.some((one) => one.startsWith(word))) return 1
  return own.some((one) => isSlip(one, word) || otherNames(word).includes(one) || heardAs(one).includes(word)) ? LIKE : LIKE + 1
}

interface Ranked {
  readonly person: FoundPerson
  /** How far each word typed is from their name. */
  readonly far: readonly number[]
  /** How many words their name has besides. */
  readonly more: number
}

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0)

const nearest = (one: Ranked, other: Ranked): number => sum(one.far) - sum(other.far) || one.more - other.more

const ranked = (people: readonly FoundPerson[], words: readonly string[]): Ranked[] =>
  people
    .map((person) => {
      const own = nameWords(`${person.name} ${person.known_as}`)
      return { person, far: words.map((word) => far(own, word)), more: Math.max(0, own.length - words.length) }
    })
    .toSorted(nearest)

interface Way {
  readonly look: () => Promise<readonly FoundPerson[]>
  /** What has been found so far is enough: the slower ways after this one need not be gone. */
  readonly enough?: (found: readonly Ranked[]) => boolean
}

/** Whoever bears the very words typed is most likely meant; of one word there may be many more. */
const named = (found: readonly Ranked[]): boolean => found.some(({ far }) => far.length > 1 && sum(far) === 0)

/** Every word typed is one of theirs, or begins one. */
const begins = ({ far }: Ranked): boolean => far.every((one) => one < LIKE)

/** Somebody is like every word typed. */
const likely = (found: readonly Ranked[]): boolean => found.some(({ far }) => far.every((one) => one <= LIKE))

/** Two words of a name are what people are most often looked for by, and have an index of their own. */
const byPairs = (tx: Tx, allianceId: string, words: readonly string[], meant: () => Promise<readonly Meant[]>): Way[] => [
  {
    look: () =>
      pairedAlike(
        tx,
        allianceId,
        words.slice(0, 2).map((word) => [word]),
      ),
    enough: named,
  },
  { look: async () => passing(tx, allianceId, words.map(asTyped)), enough: named },
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

/** The ways to look for what was typed, the surest and quickest first. */
const waysTo = (tx: Tx, allianceId: string, text: string, words: readonly string[]): Way[] => {
  const read = asked(text)
  const fixed = certain(read)
  const whole = { any: [], starts: `=${folded(read.words.join(' '))}` }
  let close: Promise<Meant[]> | undefined
  const meant = (): Promise<Meant[]> => (close ??= closeTo(tx, allianceId, words))
  if (words.length === 0) return [{ look: () => passing(tx, allianceId, fixed) }]
  return [
    ...(fixed.length === 0 ? [{ look: () => passing(tx, allianceId, [whole]) }] : []),
    ...(fixed.length === 0 && words.length > 1
      ? byPairs(tx, allianceId, words, meant)
      : [{ look: () => passing(tx, allianceId, [...fixed, ...words.map(asTyped)]), enough: named }]),
    {
      look: async () => passing(tx, allianceId, [...fixed, ...(await meant())]),
      // What sounds like two words has been looked for already.
      enough: (found) => found.length > (words.length > 1 ? 0 : LITTLE),
    },
    {
      look: async () => {
        const tests = await meant()
        return passing(tx, allianceId, [...fixed, ...words.map((word, at) => alike(word, tests[at] ?? asTyped(word)))])
      },
    },
  ]
}

/** The first people who match what was typed, with the facts that tell two apart; the very words before what is like them. */
export const findPeople = async (tx: Tx, allianceId: string, text: string, most = 12): Promise<FoundPerson[]> => {
  const words = asked(text).words.toSorted(byLength)
  const found = new Map<string, Ranked>()
  for (const { look, enough } of waysTo(tx, allianceId, text, words)) {
    for (const one of ranked(await look(), words)) if (!found.has(one.person.id)) found.set(one.person.id, one)
    const all = [...found.values()]
    if (all.filter(begins).length >= most || enough?.(all)) break
  }
  return [...found.values()]
    .toSorted(nearest)
    .slice(0, most)
    .map(({ person }) => person)
}
