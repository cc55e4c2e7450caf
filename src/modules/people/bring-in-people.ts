import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Work } from '#platform/command'
import { newId } from '#platform/ids'
import { firstOfEach, type ImportProblem, type ImportRow } from '#platform/importer'
import type { JournalEntry } from '#platform/journal'
import { detailsOf } from './details'
import { folded } from './finding/names'
import { addTokens } from './finding/person-tokens'
import { locateMany } from './locate-many'
import type { PersonInput } from './person'
import { personColumns, type RecordedPerson } from './record-person'

export type ImportedPerson = PersonInput & { readonly reference: string; readonly knownSince: string | null }

export interface BroughtIn {
  /** The person of each line, known before or new. */
  readonly ids: ReadonlyMap<number, string>
  /** Those that are new. */
  readonly made: ReadonlySet<string>
  readonly problems: readonly ImportProblem[]
  readonly happened: readonly JournalEntry[]
}

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 24)

/**
 * What tells that two rows are one person: the file's own reference, else name with year of birth and postcode, else name with
 * phone, postcode or email. Kept as a hash, since it is only ever compared.
 */
export const importKey = (person: ImportedPerson): string | null => {
  const { reference, name, birthYear, postcode, phones, email } = person
  if (reference !== '') return `ref ${hash(reference.toLowerCase())}`
  const other = birthYear && postcode ? `${birthYear} ${postcode}` : (phones[0] ?? postcode ?? email)
  return other ? `who ${hash(`${folded(name)} ${other}`)}` : null
}

const NO_KEY = 'Nothing here tells this person from another of the same name: add a reference, a postcode or a phone number'

interface Keyed {
  readonly line: number
  readonly row: ImportedPerson
  readonly key: string
}

/**
 * Key by key, so that each is looked up in the index of keys: in a transaction that fills the table, its statistics still say
 * "empty", and a list of keys would be looked for by reading everyone.
 */
const knownBy = async ({ tx, allianceId }: Work, keys: readonly string[]): Promise<Map<string, string>> => {
  const { rows } = await sql<{ id: string; key: string }>`
    select known.id, asked.key from unnest(${keys}::text[]) as asked(key)
    cross join lateral (select id from person where alliance_id = ${allianceId} and import_key = asked.key limit 1) as known`.execute(
    tx,
  )
  return new Map(rows.map(({ id, key }) => [key, id]))
}

const insert = async (work: Work, people: readonly Keyed[]): Promise<(Keyed & RecordedPerson)[]> => {
  const { tx, allianceId, at, today } = work
  const places = await locateMany(
    tx,
    allianceId,
    people.map(({ row }) => row.postcode),
  )
  const values = people.map(({ row, key }) => ({
    alliance_id: allianceId,
    id: newId(at),
    import_key: key,
    created_on: row.knownSince ?? today,
    ...personColumns(detailsOf(row)),
    ...(places.get(row.postcode ?? '') ?? { lat: null, lon: null, ward_code: null }),
  }))
  // One value for all rows: thousands of them cost more to spell out and to read than the rows to write.
  const { rows: made } = await sql<RecordedPerson & { import_key: string }>`
    insert into person (alliance_id, id, import_key, created_on, name, known_as, say_as, birth_year, age_band, address, postcode,
      language, also_speaks, interpreter, access_needs, support_needs, ways, reach_through, best_times, do_not_call, lat, lon, ward_code)
    select alliance_id, id, import_key, created_on, name, known_as, say_as, birth_year, age_band, address, postcode,
      language, also_speaks, interpreter, access_needs, support_needs, ways, reach_through, best_times, do_not_call, lat, lon, ward_code
    from json_populate_recordset(null::person, ${JSON.stringify(values)}::json)
    returning id, reference, import_key`.execute(tx)
  const byKey = new Map(made.map((person) => [String(person.import_key), person]))
  return people.flatMap((person) => {
    const one = byKey.get(person.key)
    return one ? [{ ...person, id: one.id, reference: one.reference }] : []
  })
}

/** One statement a table, whatever the number of people: two lists rather than thousands of values. */
const writePairs = async (
  { tx, allianceId }: Work,
  into: ReturnType<typeof sql>,
  pairs: readonly (readonly [string, string])[],
) => {
  const [owners, values] = [pairs.map(([id]) => id), pairs.map(([, value]) => value)]
  await sql`insert into ${into} select ${allianceId}::uuid, * from unnest(${owners}::uuid[], ${values}::text[])`.execute(tx)
}

const writeContacts = async (work: Work, made: readonly (Keyed & RecordedPerson)[]): Promise<void> => {
  const { tx, allianceId, at } = work
  const phones = made.flatMap(({ id, row }) => row.phones.map((number) => [id, number] as const))
  const emails = made.flatMap(({ id, row }) => (row.email ? [[id, row.email] as const] : []))
  const plans = made.flatMap(({ id, row }) => (row.safeContact ? [{ id, words: row.safeContact }] : []))
  await writePairs(work, sql`person_phone (alliance_id, person_id, number)`, phones)
  await writePairs(work, sql`person_email (alliance_id, person_id, address)`, emails)
  await sql`insert into safe_contact_plan (alliance_id, person_id, words, made_at)
    select ${allianceId}::uuid, id, words, ${at} from unnest(${plans.map(({ id }) => id)}::uuid[], ${plans.map(({ words }) => words)}::text[])
      as plan (id, words)`.execute(tx)
  await addTokens(
    tx,
    allianceId,
    made.map(({ id, reference, row }) => ({ ...row, id, reference, emails: row.email ? [row.email] : [] })),
  )
}

/** Makes many people known at once, the way one is recorded. Those brought in before are found, not made again. */
export const bringInPeople = async (work: Work, rows: readonly ImportRow<ImportedPerson>[]): Promise<BroughtIn> => {
  const keyed = rows.flatMap(({ line, row }): Keyed[] => {
    const key = importKey(row)
    return key ? [{ line, row, key }] : []
  })
  const known = await knownBy(work, [...new Set(keyed.map(({ key }) => key))])
  const fresh = firstOfEach(
    keyed.filter(({ key }) => !known.has(key)),
    ({ key }) => key,
  ).first
  const made = fresh.length > 0 ? await insert(work, fresh) : []
  if (made.length > 0) await writeContacts(work, made)
  const idOf = new Map([...known, ...made.map(({ key, id }) => [key, id] as const)])
  return {
    ids: new Map(keyed.map(({ line, key }) => [line, String(idOf.get(key))])),
    made: new Set(made.map(({ id }) => id)),
    problems: rows.filter(({ row }) => importKey(row) === null).map(({ line }) => ({ line, message: NO_KEY })),
    happened: made.map(({ id }) => ({
      action: 'person.record',
      about: { type: 'person', id },
      person: id,
      detail: { imported: true },
    })),
  }
}
