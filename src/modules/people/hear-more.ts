import type { Work } from '#platform/command'
import type { Happened } from '#platform/outcome'
import { refreshTokens } from './finding/refresh-tokens'
import { writeNote } from './notes/write-note'
import { readContact } from './person.queries'
import { locate, type RecordedPerson, writeEmails, writePhones, writeSafeWords } from './record-person'

/** What someone said of themselves when they turned up again. */
export interface SaidAgain {
  readonly phones: readonly string[]
  readonly emails: readonly string[]
  readonly address: string
  readonly postcode: string | null
  readonly safeContact: string
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

/** A home we did not know is written down; another than the one we know is a note, since only they can say which is right. */
const addHome = async (work: Work, person: RecordedPerson, said: SaidAgain): Promise<{ added: string[]; other: string }> => {
  const known = await homeOf(work, person.id)
  const address = said.address || known.address
  const postcode = said.postcode ?? known.postcode
  const fits = [known.address, ''].includes(said.address) || known.address === ''
  if (!fits || (known.postcode !== null && known.postcode !== postcode))
    return { added: [], other: [said.address, said.postcode].filter(Boolean).join(', ') }
  if (address === known.address && postcode === known.postcode) return { added: [], other: '' }
  await work.tx
    .updateTable('person')
    .set({ address, postcode, ...(await locate(work.tx, work.allianceId, postcode)) })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', person.id)
    .execute()
  return { added: [postcode === known.postcode ? 'address' : 'postcode'], other: '' }
}

/** Words about safe contact are added to a plan, and never stand in place of it. */
const addSafeWords = async (work: Work, person: RecordedPerson, said: string): Promise<boolean> => {
  const { tx, allianceId } = work
  const plan = await tx
    .selectFrom('safe_contact_plan')
    .select('words')
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', person.id)
    .forUpdate()
    .executeTakeFirst()
  if (said === '' || plan?.words.includes(said)) return false
  if (!plan) await writeSafeWords(work, person.id, said)
  else
    await tx
      .updateTable('safe_contact_plan')
      .set({ words: [plan.words, said].filter(Boolean).join('\n'), made_at: work.at })
      .where('alliance_id', '=', allianceId)
      .where('person_id', '=', person.id)
      .execute()
  return true
}

/**
 * Keeps what someone we know said when they turned up again: added to what we have, never written over it. Gives what happened;
 * the journal says what was added, never what it was.
 */
export const hearMore = async (work: Work, person: RecordedPerson, said: SaidAgain): Promise<Happened[]> => {
  const ways = await addWays(work, person, said)
  const home = await addHome(work, person, said)
  const safe = await addSafeWords(work, person, said.safeContact)
  const added = [...ways, ...home.added]
  const own = { about: { type: 'person', id: person.id }, person: person.id }
  if (added.length > 0) await refreshTokens(work.tx, work.allianceId, [person.id])
  const words = `They gave another address: ${home.other}`
  const note = home.other ? await writeNote.within(work, { reference: person.reference, words }) : null
  return [
    ...(added.length > 0 ? [{ ...own, ...{ action: 'person.hear-more' }, detail: { added } }] : []),
    ...(safe ? [{ ...own, ...{ action: 'person.safe-contact' }, detail: { plan: 'made' } }] : []),
    ...(note?.ok ? note.happened : []),
  ]
}
