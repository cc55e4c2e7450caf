import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db'
import { isSlip, nearKeys } from './near-words'
import { otherNames } from './nicknames'
import { pairTokens } from './person-tokens'
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
export interface Test {
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

/** What everyone found must have besides a name. */
export const certain = ({ exact, starts }: Asked): Test[] => [
  ...exact.map((token) => ({ any: [token] })),
  ...starts.map((token) => ({ any: [], starts: token })),
]

export const asTyped = (word: string): Test => ({ any: [], starts: word })

/** A word typed, and the words it may have been meant for. */
export interface Meant extends Test {
  readonly words: readonly string[]
}

/** For each word: another name for the same person, what was heard, or a slip of the finger. */
export const closeTo = async (tx: Tx, allianceId: string, words: readonly string[]): Promise<Meant[]> => {
  const { rows } = await sql<{ word: string }>`
    select distinct word from name_near
    where alliance_id = ${allianceId} and near = any(${words.flatMap(nearKeys)}::text[])`.execute(tx)
  return words.map((word) => {
    const slipped = rows.map((row) => row.word).filter((known) => isSlip(known, word))
    const others = [...otherNames(word), ...heardAs(word), ...slipped]
    return { any: [...new Set([...others, `:${word}`])], starts: word, words: [...new Set([word, ...others])] }
  })
}

/** What is close to a word, and whatever sounds like it. */
export const alike = (word: string, close: Test): Test => ({
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

/** Of those who share two sounds, as many as are looked at for the ones most like what was typed. */
const MOST_ALIKE = 300

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

const readHits = async (tx: Tx, allianceId: string, hits: RawBuilder<unknown>, most: number): Promise<FoundPerson[]> => {
  const { rows } = await sql<FoundPerson>`
    with hit as (${hits})
    select p.id, p.reference, p.name, p.known_as, p.birth_year, p.postcode, a.name as ward, plan.person_id is not null as safe_plan
    from (select person_id, min(token) as token from hit group by person_id) as hit
    join person p on p.alliance_id = ${allianceId} and p.id = hit.person_id
    left join area a on a.alliance_id = p.alliance_id and a.code = p.ward_code
    left join safe_contact_plan plan on plan.alliance_id = p.alliance_id and plan.person_id = p.id
    order by hit.token, p.name, p.id limit ${most}`.execute(tx)
  return rows
}

/** People who pass every test. */
export const passing = async (tx: Tx, allianceId: string, tests: readonly Test[]): Promise<FoundPerson[]> => {
  const { ordered, fewest } = await fewestFirst(tx, allianceId, tests)
  const [first, ...rest] = ordered
  if (!first || (fewest === 0 && rest.length > 0)) return []
  return readHits(tx, allianceId, fewest <= FEW ? oneByOne(allianceId, first, rest) : allAtOnce(allianceId, tests), MOST_READ)
}

/** People whose names hold two words that sound like these, or like what these may have been meant for. */
export const pairedAlike = (
  tx: Tx,
  allianceId: string,
  [one = [], other = []]: readonly (readonly string[])[],
): Promise<FoundPerson[]> => {
  const pairs = pairTokens(one, other)
  const hits = sql`select '' as token, person_id from person_token
    where alliance_id = ${allianceId} and token = any(${pairs}::text[]) limit ${MOST_ALIKE}`
  return readHits(tx, allianceId, hits, MOST_ALIKE)
}
