import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db'
import { prepared } from '#platform/prepared'
import { isSlip, nearKeys } from './near-words'
import { otherNames } from './nicknames'
import { districtToken, pairTokens, postcodeToken } from './person-tokens'
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

/** Someone who may be meant, of whom only the name has been read. */
export type NamedPerson = Pick<FoundPerson, 'id' | 'name' | 'known_as'>

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

const asTyped = (start: string): Test => ({ any: [], starts: start })

/** What everyone found must have besides a name. */
export const certain = ({ exact, starts, district }: Asked): Test[] => [
  ...exact.map((token) => ({ any: [token] })),
  ...[...starts, ...(district ? [postcodeToken(district)] : [])].map(asTyped),
]

/** All that was typed, as it was typed: in a district, each word is looked for in that district alone. */
export const begunAs = ({ district, ...read }: Asked): Test[] =>
  district && read.words.length > 0
    ? [...read.words.map((word) => asTyped(districtToken(district, word))), ...certain(read)]
    : [...read.words.map(asTyped), ...certain({ ...read, ...(district && { district }) })]

/** A word typed, and the words it may have been meant for. */
export interface Meant extends Test {
  readonly words: readonly string[]
}

/** For each word: another name for the same person, what was heard, or a slip of the finger among the words `near` it. */
export const meantBy = (words: readonly string[], near: readonly string[]): Meant[] =>
  words.map((word) => {
    const slipped = near.filter((known) => isSlip(known, word))
    const others = [...otherNames(word), ...heardAs(word), ...slipped]
    return { any: [...new Set([...others, `:${word}`])], starts: word, words: [...new Set([word, ...others])] }
  })

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
const MOST_READ = 24

/** Of those who share two sounds, as many as are looked at for the ones most like what was typed. */
const MOST_ALIKE = 300

/** Further than this it does not matter how many more there are. */
const MANY = 1000

/** What begins with a word may be listed by itself too. */
const MOST_DRIVEN = 2 * MANY

/** With so many who bear the whole name, those whose name only sounds like it are not looked for. */
const SCREENFUL = 12

export interface LookedUp {
  /** How often each test is passed, counted to `MANY`; nothing is known of a test that stands alone. */
  readonly counts: readonly number[]
  /** Words of names that may be a slip away from those typed. */
  readonly near: readonly string[]
}

/** What there is of these tests and near these words, before anyone is read. */
export const lookUp = async (
  tx: Tx,
  allianceId: string,
  tests: readonly Test[],
  words: readonly string[] = [],
): Promise<LookedUp> => {
  if (tests.length < 2 && words.length === 0) return { counts: [], near: [] }
  const counts = tests.map(
    (test) => sql`(select count(*) from (select from (${drivenBy(allianceId, test)}) as hit limit ${sql.lit(MANY)}) as few)`,
  )
  const { rows } = await sql<LookedUp>`select array[${sql.join(counts)}]::int[] as counts, array(
    select distinct word from name_near where alliance_id = ${allianceId} and near = any(${words.flatMap(nearKeys)}::text[])) as near`.execute(
    tx,
  )
  return rows[0] ?? { counts: [], near: [] }
}

/** Those whom one test finds are looked at one by one for the rest. */
const oneByOne = (allianceId: string, first: Test, rest: readonly Test[]): RawBuilder<unknown> => {
  const others = rest.map(
    (test, at) => sql`cross join lateral (select from person_token o where o.alliance_id = ${allianceId}
      and o.person_id = hit.person_id and ${condition('o.token', test)} limit 1) as ${sql.ref(`also${at}`)}`,
  )
  return sql`select hit.token, hit.person_id from (${drivenBy(allianceId, first)} limit ${sql.lit(MOST_DRIVEN)}) as hit
    ${sql.join(others, sql` `)} limit ${sql.lit(MOST_READ)}`
}

/** When every test is passed by many, and of the first of them too few pass the rest, the sets of people are laid over one another. */
const allAtOnce = (
  allianceId: string,
  tests: readonly Test[],
  [first, ...rest]: readonly [Test, ...Test[]],
): RawBuilder<unknown> => {
  const sets = tests.map(
    (test) => sql`select person_id from person_token where alliance_id = ${allianceId} and ${condition('token', test)}`,
  )
  return sql`with early as materialized (${oneByOne(allianceId, first, rest)}) select * from early union all
    select '' as token, person_id from (${sql.join(sets, sql` intersect `)}) as hit
    where (select count(*) from early) < ${sql.lit(MOST_READ)} limit ${sql.lit(MOST_READ)}`
}

const withFacts = (allianceId: string, hits: RawBuilder<unknown>) => sql<FoundPerson>`
  select p.id, p.reference, p.name, p.known_as, p.birth_year, p.postcode, a.name as ward, plan.person_id is not null as safe_plan
  from (select person_id, min(token) as token from (${hits}) as hit group by person_id) as hit
  join person p on p.alliance_id = ${allianceId} and p.id = hit.person_id
  left join area a on a.alliance_id = p.alliance_id and a.code = p.ward_code
  left join safe_contact_plan plan on plan.alliance_id = p.alliance_id and plan.person_id = p.id
  order by hit.token, p.name, p.id`

const readHits = async (tx: Tx, allianceId: string, hits: RawBuilder<unknown>): Promise<FoundPerson[]> =>
  (await withFacts(allianceId, hits).execute(tx)).rows

/** The facts that tell these people apart, in any order. */
export const factsOf = prepared((_tx, allianceId: string, people: readonly string[]) =>
  withFacts(allianceId, sql`select '' as token, person_id from unnest(${people}::uuid[]) as person_id`),
)

/** Whose request or referral this is. */
export const behind = (tx: Tx, allianceId: string, reference: string): Promise<FoundPerson[]> => {
  const table = sql.table(reference.startsWith('R') ? 'request' : 'referral')
  return readHits(
    tx,
    allianceId,
    sql`select '' as token, r.person_id from ${table} r
      join person who on who.alliance_id = r.alliance_id and who.id = r.person_id and who.erased_at is null
      where r.alliance_id = ${allianceId} and r.reference = ${reference}`,
  )
}

/** People who pass every test; `counts` says how many pass each. */
export const passing = async (
  tx: Tx,
  allianceId: string,
  tests: readonly Test[],
  counts: readonly number[],
): Promise<FoundPerson[]> => {
  const countOf = (test: Test): number => counts[tests.indexOf(test)] ?? 1
  const [first, ...rest] = tests.toSorted((one, other) => countOf(one) - countOf(other))
  if (!first || countOf(first) === 0) return []
  const few = countOf(first) < MANY || rest.length === 0
  return readHits(tx, allianceId, few ? oneByOne(allianceId, first, rest) : allAtOnce(allianceId, tests, [first, ...rest]))
}

const paired = (allianceId: string, pairs: readonly string[]): RawBuilder<unknown> =>
  sql`select '' as token, person_id from person_token where alliance_id = ${allianceId} and token = any(${pairs}::text[])`

/**
 * People whose whole name begins with what was typed, and, when that is not enough, those with two words that sound like these: with
 * a word that begins nobody's name it was mistyped, and they come with what it may have been meant for.
 */
export const named = (tx: Tx, allianceId: string, whole: Test, words: readonly string[]): Promise<FoundPerson[]> => {
  const [one, other] = words
  const pairs = one && other ? pairTokens([one], [other]) : []
  const borne = words.map(
    (word) => sql`exists (select from person_token where alliance_id = ${allianceId} and ${condition('token', asTyped(word))})`,
  )
  const begun = sql`${drivenBy(allianceId, whole)} limit ${sql.lit(MOST_READ)}`
  return readHits(
    tx,
    allianceId,
    sql`with begun as materialized (${begun}) select * from begun union all
      (${paired(allianceId, pairs)} and (select count(*) from begun) < ${sql.lit(SCREENFUL)} and ${sql.join(borne, sql` and `)}
        limit ${sql.lit(MOST_ALIKE)})`,
  )
}

const namesOf = prepared(
  (_tx, allianceId: string, pairs: readonly string[]) => sql<NamedPerson>`
    select p.id, p.name, p.known_as
    from (select distinct person_id from (${paired(allianceId, pairs)} limit ${sql.lit(MOST_ALIKE)}) as few) as hit
    join person p on p.alliance_id = ${allianceId} and p.id = hit.person_id order by p.name, p.id`,
)

/** People whose names hold two words that sound like what these may have been meant for: of many, few are shown in the end. */
export const pairedAlike = (
  tx: Tx,
  allianceId: string,
  [one = [], other = []]: readonly (readonly string[])[],
): Promise<NamedPerson[]> => namesOf(tx, allianceId, pairTokens(one, other))
