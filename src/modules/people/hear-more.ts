import type { Work } from '#platform/command'
import type { Happened } from '#platform/outcome'
import { refreshTokens } from './finding/refresh-tokens'
import { writeNote } from './notes/write-note'
import { readContact } from './person.queries'
import { locate, type RecordedPerson, writeEmails, writePhones } from './record-person'

/** What someone said of themselves when they turned up again. */
export interface SaidAgain {
  readonly phones: readonly string[]
  readonly emails: readonly string[]
  readonly address: string
  readonly postcode: string | null
  readonly safeContact: string
  /** What must never be done, where they were asked. */
  readonly never?: { readonly voicemail: boolean; readonly text: boolean; readonly write: boolean }
}

const notIn = (known: readonly string[], said: readonly string[]): string[] => said.filter((one) => !known.includes(one))

const addWays = async (work: Work, person: RecordedPerson, { phones, emails }: SaidAgain): Promise<string[]> => {
  const known = await readContact(work.tx, work.allianceId, person.id)
  const numbers = known.phones.map(({ number, label }) => ({ number, label }))
  const addresses = known.emails.map(({ address }) => address)
  const newPhones = notIn(
    numbers.map(({ number }) => number),
    phones,
  )
  const newEmails = notIn(addresses, emails)
  if (newPhones.length > 0)
    await writePhones(work, person.id, [...numbers, ...newPhones.map((number) => ({ number, label: '' }))])
  if (newEmails.length > 0) await writeEmails(work, person.id, [...addresses, ...newEmails])
  return [...(newPhones.length > 0 ? ['phone numbers'] : []), ...(newEmails.length > 0 ? ['email addresses'] : [])]
}

const homeOf = ({ tx, allianceId }: Work, person: string) =>
  tx
    .selectFrom('person')
    .select(['address', 'postcode'])
    .where('alliance_id', '=', allianceId)
    .where('id', '=', person)
    .forUpdate()
    .executeTakeFirstOrThrow()

type Home = Pick<SaidAgain, 'address' | 'postcode'>

/** The home they gave, in words, where it is another than the one we know; else empty. */
const otherHome = (known: Home, said: Home): string => {
  const fits = [known.address, ''].includes(said.address) || known.address === ''
  const isAnother = !fits || (known.postcode !== null && known.postcode !== (said.postcode ?? known.postcode))
  return isAnother ? [said.address, said.postcode].filter(Boolean).join(', ') : ''
}

/** The note of a home they gave that is another than the one we know; empty where it is not. */
export const homeNote = (known: Home, said: Home): string => {
  const other = otherHome(known, said)
  return other && `They gave another address: ${other}`
}

/** A home we did not know is written down; another than the one we know is a note, since only they can say which is right. */
const addHome = async (work: Work, person: RecordedPerson, said: SaidAgain): Promise<{ added: string[]; note: string }> => {
  const known = await homeOf(work, person.id)
  const address = said.address || known.address
  const postcode = said.postcode ?? known.postcode
  const note = homeNote(known, said)
  if (note) return { added: [], note }
  if (address === known.address && postcode === known.postcode) return { added: [], note: '' }
  await work.tx
    .updateTable('person')
    .set({ address, postcode, ...(await locate(work.tx, work.allianceId, postcode)) })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', person.id)
    .execute()
  return { added: [postcode === known.postcode ? 'address' : 'postcode'], note: '' }
}

const keepPlan = ({ tx, allianceId, at }: Work, person: RecordedPerson, plan: object) =>
  tx
    .insertInto('safe_contact_plan')
    .values({ alliance_id: allianceId, person_id: person.id, made_at: at, ...plan })
    .onConflict((conflict) => conflict.columns(['alliance_id', 'person_id']).doUpdateSet({ made_at: at, ...plan }))
    .execute()

const NOTHING = { voicemail: false, text: false, write: false }

/** What they say of safe contact is added to a plan and never stands in place of it: a plan only becomes more careful by this. */
const addSafety = async (work: Work, person: RecordedPerson, { safeContact, never = NOTHING }: SaidAgain): Promise<boolean> => {
  const plan = await work.tx
    .selectFrom('safe_contact_plan')
    .select(['words', 'voicemail_ok', 'never_text', 'never_write'])
    .where('alliance_id', '=', work.allianceId)
    .where('person_id', '=', person.id)
    .forUpdate()
    .executeTakeFirst()
  if (!plan && safeContact === '') return false
  if (!plan) await keepPlan(work, person, { words: safeContact })
  if (!plan) return true
  const careful = {
    words: plan.words.includes(safeContact) ? plan.words : [plan.words, safeContact].filter(Boolean).join('\n'),
    voicemail_ok: plan.voicemail_ok && !never.voicemail,
    never_text: plan.never_text || never.text,
    never_write: plan.never_write || never.write,
  }
  if (JSON.stringify(careful) === JSON.stringify(plan)) return false
  await keepPlan(work, person, careful)
  return true
}

const saysNothing = ({ phones, emails, address, postcode, safeContact, never = NOTHING }: SaidAgain): boolean =>
  phones.length + emails.length === 0 && !address && !postcode && !safeContact && !Object.values(never).includes(true)

/**
 * Keeps what someone we know said when they turned up again: added to what we have, never written over it. Gives what happened;
 * the journal says what was added, never what it was.
 */
export const hearMore = async (work: Work, person: RecordedPerson, said: SaidAgain): Promise<Happened[]> => {
  if (saysNothing(said)) return []
  const ways = await addWays(work, person, said)
  const home = await addHome(work, person, said)
  const safe = await addSafety(work, person, said)
  const added = [...ways, ...home.added]
  const own = { about: { type: 'person', id: person.id }, person: person.id }
  if (added.length > 0) await refreshTokens(work.tx, work.allianceId, [person.id])
  const note = home.note ? await writeNote.within(work, { reference: person.reference, words: home.note }) : null
  return [
    ...(added.length > 0 ? [{ ...own, ...{ action: 'person.hear-more' }, detail: { added } }] : []),
    ...(safe ? [{ ...own, ...{ action: 'person.safe-contact' }, detail: { plan: 'made' } }] : []),
    ...(note?.ok ? note.happened : []),
  ]
}
