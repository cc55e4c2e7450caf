import { sql } from 'kysely'
import { parse as parsePostcode } from 'postcode'
import type { Tx } from '#platform/db'
import { folded, soundsOf } from './names'

export interface FoundPerson {
  readonly id: string
  readonly reference: string
  readonly name: string
  readonly known_as: string
  readonly birth_year: number | null
  readonly postcode: string | null
  readonly ward: string | null
  readonly safe_contact: string
}

interface Term {
  readonly token: string
  readonly prefix: boolean
}

const digitsOf = (text: string): string => text.replace(/^\s*(\+44|0044)/, '0').replace(/\(0\)|\D/g, '')

const phoneTerm = (text: string): Term[] | null => {
  const digits = digitsOf(text)
  return /^[\d\s+()/.-]+$/.test(text) && digits.length >= 4 ? [{ token: `#${digits}`, prefix: true }] : null
}

const postcodeTerm = (text: string): Term[] | null => {
  const compact = text.replace(/\s/g, '').toLowerCase()
  if (parsePostcode(text).valid) return [{ token: `@${compact}`, prefix: false }]
  return /^[a-z]{1,2}\d[a-z\d]? ?\d?[a-z]{0,2}$/i.test(text.trim()) ? [{ token: `@${compact}`, prefix: true }] : null
}

/** Reads one box: a phone number in any format, a postcode, a reference, an email, or any part of a name. */
export const termsOf = (text: string): Term[] => {
  const typed = text.trim()
  if (/^p-\d+$/i.test(typed)) return [{ token: typed.toLowerCase(), prefix: false }]
  if (typed.includes('@')) return [{ token: typed.toLowerCase(), prefix: true }]
  const words = folded(typed).split(' ').filter(Boolean).slice(0, 5)
  return phoneTerm(typed) ?? postcodeTerm(typed) ?? words.map((token) => ({ token, prefix: true }))
}

const matching = (allianceId: string, { token, prefix }: Term) => {
  const sounds = prefix ? soundsOf(token).map((sound) => `~${sound}`) : []
  const alike = sounds.length > 0 ? sql` or token in (${sql.join(sounds)})` : sql``
  const test = prefix ? sql`token ^@ ${token}` : sql`token = ${token}`
  return sql`select distinct person_id from person_token where alliance_id = ${allianceId} and (${test}${alike})`
}

/** A query for the ids of the people who match every word typed, or null when nothing was typed. */
export const matchingIds = (allianceId: string, text: string) => {
  const terms = termsOf(text)
  if (terms.length === 0) return null
  return sql<string>`${sql.join(
    terms.map((term) => matching(allianceId, term)),
    sql` intersect `,
  )}`
}

/** The first people who match what was typed, with the facts that tell two apart; exact names first. */
export const findPeople = async (tx: Tx, allianceId: string, text: string, most = 12): Promise<FoundPerson[]> => {
  const ids = matchingIds(allianceId, text)
  if (!ids) return []
  const { rows } = await sql<FoundPerson>`
    select p.id, p.reference, p.name, p.known_as, p.birth_year, p.postcode, a.name as ward, p.safe_contact
    from (${ids}) as found join person p on p.alliance_id = ${allianceId} and p.id = found.person_id
    left join area a on a.alliance_id = p.alliance_id and a.code = p.ward_code
    order by lower(p.name) ^@ ${folded(text)} desc, p.name, p.id limit ${most}`.execute(tx)
  return rows
}
