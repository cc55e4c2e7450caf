import { sql } from 'kysely'
import { command, type Work } from '#platform/command'
import type { ConsentWithdrawn, StopsForPerson } from '#platform/module'
import { done, type Happened, refuse } from '#platform/outcome'
import { hearMore, homeNote, type SaidAgain } from '../hear-more'
import { readTwo } from '../merging/merge.queries'
import { becomeOne } from '../merging/merge-people'
import { writeNote } from '../notes/write-note'
import { readContact } from '../person.queries'
import { likelyOthers } from './likely-people'
import { saidByForm } from './said-by-form'

export interface Recognise {
  /** The id of the record that a form made. */
  readonly newcomer: string
  /** The reference of the person it is. */
  readonly who: string
  /** What the modules stop where only one of the two has died or is kept apart: the house's `stopsForPerson`. */
  readonly stops: readonly StopsForPerson[]
  /** What they stop where only one of the two took consent back, or let it end: the house's `consentWithdrawn`. */
  readonly withdrawn?: readonly ConsentWithdrawn[]
}

interface Newcomer {
  readonly id: string
  readonly reference: string
  readonly address: string
  readonly postcode: string | null
  readonly safeContact: string
  readonly never: { readonly voicemail: boolean; readonly text: boolean; readonly write: boolean }
  /** Nothing has happened with this record but the one request it was made for. */
  readonly untouched: boolean
}

const newcomerOf = async ({ tx, allianceId }: Work, id: string): Promise<Newcomer | undefined> => {
  const none = (table: string) => sql`not exists (select from ${sql.table(table)} t
    where t.alliance_id = p.alliance_id and t.person_id = p.id)`
  const { rows } = await sql<Newcomer>`
    select p.id, p.reference, p.address, p.postcode, coalesce(plan.words, '') as "safeContact",
      jsonb_build_object('voicemail', plan.person_id is not null and not plan.voicemail_ok, 'text', coalesce(plan.never_text, false),
        'write', coalesce(plan.never_write, false)) as never,
      (select count(*) from request r where r.alliance_id = p.alliance_id and r.person_id = p.id) = 1
        and (select bool_and(r.source in ('public_form', 'partner')) from request r
          where r.alliance_id = p.alliance_id and r.person_id = p.id)
        and ${sql.join(['call', 'champion', 'loan', 'attendance', 'match'].map(none), sql` and `)} as untouched
    from person p left join safe_contact_plan plan on plan.alliance_id = p.alliance_id and plan.person_id = p.id
    where p.alliance_id = ${allianceId} and p.id = ${id} and p.merged_into is null and p.erased_at is null`.execute(tx)
  return rows[0]
}

const saidBy = async ({ tx, allianceId }: Work, { id, ...said }: Newcomer): Promise<SaidAgain> => {
  const { phones, emails } = await readContact(tx, allianceId, id)
  return { ...said, phones: phones.map(({ number }) => number), emails: emails.map(({ address }) => address) }
}

const TOUCHED = 'More has happened with this record since. Ask a coordinator to make one record of the two'

/** Whether their new plan says a number, an address, hours or a name for us that the plan we have does not: only words and what must never be done are added up. */
const planWouldGo = async ({ tx, allianceId }: Work, newcomer: string, known: string): Promise<boolean> => {
  const { rows } = await sql`
    select from safe_contact_plan n join safe_contact_plan k on k.alliance_id = n.alliance_id and k.person_id = ${known}
    where n.alliance_id = ${allianceId} and n.person_id = ${newcomer} and (n.safe_number <> coalesce(k.safe_number, '')
      or n.safe_email <> coalesce(k.safe_email, '') or n.safe_windows not in ('[]', k.safe_windows) or n.our_name not in ('', k.our_name))`.execute(
    tx,
  )
  return rows.length > 0
}

/** Another home has a note of its own; their name stays with the record that was theirs. */
const SAID_ELSEWHERE = ['name', 'home']

type Noted = Pick<SaidAgain, 'address' | 'postcode'> & { readonly happened: readonly Happened[] }

/**
 * What the form says otherwise than the record we have, which stays as it is: notes. Written on the form's own record before the two
 * become one, so that they go back with it if it was somebody else. Gives the home that is still to be added.
 */
const noteOtherwise = async (work: Work, known: string, newcomer: Newcomer): Promise<Noted> => {
  const { address, postcode, reference } = newcomer
  const two = await readTwo(work.tx, work.allianceId, known, reference)
  if (!two) return { address, postcode, happened: [] }
  const said = saidByForm(two).filter(({ code }) => !SAID_ELSEWHERE.includes(code))
  const facts = said.map(({ label, text }) => `${label}: ${text(two.merged)}`).join('. ')
  const home = homeNote(
    { address: String(two.kept.address), postcode: two.kept.postcode as string | null },
    { address, postcode },
  )
  const happened: Happened[] = []
  for (const words of [home, facts && `The form said otherwise. ${facts}`].filter(Boolean)) {
    const note = await writeNote.within(work, { reference, words })
    if (note.ok) happened.push(...note.happened)
  }
  return { ...(home ? { address: '', postcode: null } : { address, postcode }), happened }
}

const TWO_PLANS = 'Both have a safe contact plan, and they differ. Ask a coordinator to make one record of the two'

/**
 * Someone a form made a record of is someone we know: the two become one, which a coordinator can take apart for 30 days, and what
 * they typed is added to what we had; what it says otherwise is a note. Refuses anyone who was not offered, a record that more has happened with, and `two-plans`
 * where the one we have would stand in place of what is safe by the new one.
 */
export const recognisePerson = command('person.recognise', async (work, { newcomer: id, who, ...stopping }: Recognise) => {
  const newcomer = await newcomerOf(work, id)
  if (!newcomer) return refuse('not-found')
  const offered = await likelyOthers(work.tx, work.allianceId, id)
  const known = offered.find(({ reference }) => reference === who.toUpperCase())
  if (!known) return refuse('not-offered', 'Choose who it is from the people shown', 'person')
  if (!newcomer.untouched) return refuse('touched', TOUCHED, 'person')
  if (await planWouldGo(work, id, known.id)) return refuse('two-plans', TWO_PLANS, 'person')
  const said = await saidBy(work, newcomer)
  const { happened: noted, ...home } = await noteOtherwise(work, known.reference, newcomer)
  const merged = await becomeOne(work, { kept: known.reference, merged: newcomer.reference, choices: {}, ...stopping })
  if (!merged.ok) return merged
  const more = await hearMore(work, known, { ...said, ...home })
  return done({ id: known.id, reference: known.reference }, ...noted, ...merged.happened, ...more)
})
