import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db'
import { folded, nameWords } from './names'
import { isSlip, nearKeys } from './near-words'
import { otherNames } from './nicknames'
import { heardAs, soundsOf } from './said-as'
import { type Asked, asked } from './terms'

export interface FoundPerson {
  readonly id: string
  readonly reference: string
  readonly name: string
  readonly known_as: string
  readonly birth_year: number | null
  readonly postcode: string | null
  readonly ward: string | null
  readonly safe_plan: boolean
}

/** One thing a person must have: any of these tokens, or one that begins with any of these. */
interface Test {
  readonly any: readonly string[]
  readonly starts?: string | undefined
}

/** The least text that begins with none of this: plain comparisons are leakproof, so that an index serves them. */
const past = (start: string): string => `${start}\u{10FFFF}`

const condition = (column: string, { any, starts }: Test): RawBuilder<boolean> => {
  const token = sql.ref(column)
  const one = any.length > 0 ? sql`${token} = any(${any}::text[])` : sql`false`
  return starts === undefined
    ? sql<boolean>`${one}`
    : sql<boolean>`(${one} or (${token} >= ${starts} and ${token} < ${past(starts)}))`
}

/** Scans what begins as asked, in the order of the alphabet, before what merely sounds like it. */
const drivenBy = (allianceId: string, { any, starts }: Test): RawBuilder<unknown> => {
  const listed = sql`select token, person_id from person_token where alliance_id = ${allianceId} and token = any(${any}::text[])`
  if (starts === undefined) return listed
  const begun = sql`select token, person_id from person_token
    where alliance_id = ${allianceId} and token >= ${starts} and token < ${past(starts)}`
  return any.length > 0 ? sql`${begun} union all ${listed}` : sql`${begun} order by token`
}

const certain = ({ exact, starts }: Asked): Test[] => [
  ...exact.map((token) => ({ any: [token] })),
  ...starts.map((token) => ({ any: [], starts: token })),
]

const asTyped = (word: string): Test => ({ any: [], starts: word })

/** For each word: another name for the same person, what was heard, or a slip of the finger. */
const closeTo = async (tx: Tx, allianceId: string, words: readonly string[]): Promise<Test[]> => {
  const { rows } = await sql<{ word: string }>`
    select distinct word from name_near
    where alliance_id = ${allianceId} and near = any(${words.flatMap(nearKeys)}::text[])`.execute(tx)
  return words.map((word) => {
    const slipped = rows.map((row) => row.word).filter((known) => isSlip(known, word))
    return { any: [...new Set([...otherNames(word), ...heardAs(word), `:${word}`, ...slipped])], starts: word }
  })
}

const alike = (word: string, close: Test): Test => ({
  ...close,
  any: [...close.any, ...soundsOf(word).map((sound) => `~${sound}`)],
})

/** A query for the ids of the people who match all that was typed, or null when nothing was typed. */
export const matchingIds = (allianceId: string, text: string) => {
  const read = asked(text)
  const tests = [...certain(read), ...read.words.map((word) => alike(word, { any: [`:${word}`], starts: word }))]
  if (tests.length === 0) return null
  return sql<string>`${sql.join(
    tests.map(
      (test) => sql`select person_id from person_token where alliance_id = ${allianceId} and ${condition('token', test)}`,
    ),
    sql` intersect `,
  )}`
}

/** Enough to fill a screen in order. */
const MOST_READ = 60

/** Further than this it does not matter how many more there are. */
const MOST_COUNTED = 2000

/** The tests, the one that fewest pass first, and how many pass it. */
const fewestFirst = async (tx: Tx, allianceId: string, tests: readonly Test[]) => {
  if (tests.length < 2) return { ordered: tests, fewest: 0 }
  const counts = tests.map(
    (test, at) => sql`(select count(*) from (
      select from person_token where alliance_id = ${allianceId} and ${condition('token', test)} limit ${MOST_COUNTED}) as few)
      as ${sql.ref(`test${at}`)}`,
  )
  const { rows } = await sql<Record<string, number>>`select ${sql.join(counts)}`.execute(tx)
  const countOf = (test: Test): number => Number(rows[0]?.[`test${tests.indexOf(test)}`] ?? 0)
  const ordered = tests.toSorted((one, other) => countOf(one) - countOf(other))
  return { ordered, fewest: ordered[0] ? countOf(ordered[0]) : 0 }
}

/** Those whom one test finds are looked at one by one for the rest. */
const oneByOne = (allianceId: string, first: Test, rest: readonly Test[]): RawBuilder<unknown> => {
  const others = rest.map(
    (test, at) => sql`cross join lateral (select from person_token o where o.alliance_id = ${allianceId}
      and o.person_id = hit.person_id and ${condition('o.token', test)} limit 1) as ${sql.ref(`also${at}`)}`,
  )
  return sql`select hit.token, hit.person_id from (${drivenBy(allianceId, first)}) as hit ${sql.join(others, sql` `)} limit ${MOST_READ}`
}

/** When every word is a common one it is quicker to lay the sets of people over one another. */
const allAtOnce = (allianceId: string, tests: readonly Test[]): RawBuilder<unknown> => {
  const sets = tests.map(
    (test) => sql`select person_id from person_token where alliance_id = ${allianceId} and ${condition('token', test)}`,
  )
  return sql`select '' as token, person_id from (${sql.join(sets, sql` intersect `)}) as hit limit ${MOST_READ}`
}

const FEW = 200

/** People who pass every test. */
const passing = async (tx: Tx, allianceId: string, tests: readonly Test[]): Promise<FoundPerson[]> => {
  const { ordered, fewest } = await fewestFirst(tx, allianceId, tests)
  const [first, ...rest] = ordered
  if (!first || (fewest === 0 && rest.length > 0)) return []
  const { rows } = await sql<FoundPerson>`
    with hit as (${fewest <= FEW ? oneByOne(allianceId, first, rest) : allAtOnce(allianceId, tests)})
    select p.id, p.reference, p.name, p.known_as, p.birth_year, p.postcode, a.name as ward, plan.person_id is not null as safe_plan
    from (select person_id, min(token) as token from hit group by person_id) as hit
    join person p on p.alliance_id = ${allianceId} and p.id = hit.person_id
    left join area a on a.alliance_id = p.alliance_id and a.code = p.ward_code
    left join safe_contact_plan plan on plan.alliance_id = p.alliance_id and plan.person_id = p.id
    order by hit.token, p.name, p.id limit ${MOST_READ}`.execute(tx)
  return rows
}

/** With so few found, what only sounds alike is worth showing. */
const LITTLE = 2

const byLength = (one: string, other: string): number => other.length - one.length

/** How far a person's name is from what was typed: 0 for the very words, more for each that only begins, is near or sounds so. */
const distance = ({ name, known_as }: FoundPerson, words: readonly string[]): number => {
  const own = nameWords(`${name} ${known_as}`)
  const far = (word: string): number => {
    if (own.includes(word)) return 0
    if (own.some((one) => one.startsWith(word))) return 1
    return own.some((one) => isSlip(one, word) || otherNames(word).includes(one) || heardAs(one).includes(word)) ? 2 : 3
  }
  return words.reduce((sum, word) => sum + far(word), 0)
}

/** The first people who match what was typed, with the facts that tell two apart; the very words before what is like them. */
export const findPeople = async (tx: Tx, allianceId: string, text: string, most = 12): Promise<FoundPerson[]> => {
  const read = asked(text)
  const fixed = certain(read)
  const words = read.words.toSorted(byLength)
  const found = new Map<string, FoundPerson>()
  const add = async (tests: readonly Test[]): Promise<boolean> => {
    const ranked = (await passing(tx, allianceId, tests)).map((person) => ({ person, far: distance(person, words) }))
    ranked.sort((one, other) => one.far - other.far)
    for (const { person } of ranked) if (!found.has(person.id)) found.set(person.id, person)
    return found.size >= most
  }
  /** The very words: the whole name begun, then each word begun. Says whether that is enough. */
  const byWords = async (): Promise<boolean> => {
    const whole = { any: [], starts: `=${folded(read.words.join(' '))}` }
    if (fixed.length === 0 && words.length > 0 && (await add([whole]))) return true
    if ((await add([...fixed, ...words.map(asTyped)])) || words.length === 0) return true
    // Whoever bears the very words typed is most likely meant: what is only like them need not be looked for.
    return words.length > 1 && [...found.values()].some((person) => distance(person, words) === 0)
  }
  const byLikeness = async (): Promise<void> => {
    const close = await closeTo(tx, allianceId, words)
    if ((await add([...fixed, ...close])) || found.size > LITTLE) return
    await add([...fixed, ...words.map((word, at) => alike(word, close[at] ?? asTyped(word)))])
  }
  if (!(await byWords())) await byLikeness()
  return [...found.values()].slice(0, most)
}
