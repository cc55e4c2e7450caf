import { sql } from 'kysely'
import { callOff } from '#modules/notifications'
import type { Work } from '#platform/command'
import type { Forget } from '#platform/module'

/** What stands where a name stood. */
export const SOMEONE_ERASED = 'Someone who was erased'

const BLANK = {
  name: SOMEONE_ERASED,
  ...{ known_as: '', say_as: '', birth_year: null, age_band: '', address: '', postcode: null, lat: null, lon: null },
  ...{ language: 'en', also_speaks: [], interpreter: false, access_needs: [], support_needs: '', import_key: null },
  ...{ ways: [], reach_through: '', best_times: '', do_not_call: false, died_on: null },
}

const CONTACT = ['person_phone', 'stopped_number', 'person_email', 'person_token', 'safe_contact_plan', 'likeness_due'] as const

/** Name words nobody else here bears go from the list of near words, too. */
const dropWords = async ({ tx, allianceId }: Work, words: readonly string[]): Promise<void> => {
  await sql`delete from name_near n where n.alliance_id = ${allianceId} and n.word = any(${words}::text[])
    and not exists (select from person_token t where t.alliance_id = n.alliance_id and t.token = n.word)`.execute(tx)
}

const dropContact = async (work: Work, personId: string): Promise<void> => {
  const { tx, allianceId } = work
  const tokens = tx.selectFrom('person_token').select('token').where('alliance_id', '=', allianceId)
  const known = await tokens.where('person_id', '=', personId).execute()
  for (const table of CONTACT)
    await tx.deleteFrom(table).where('alliance_id', '=', allianceId).where('person_id', '=', personId).execute()
  await dropWords(
    work,
    known.map(({ token }) => token),
  )
}

const dropNotes = async ({ tx, allianceId }: Work, personId: string): Promise<void> => {
  const notes = tx.selectFrom('person_note').select('id').where('alliance_id', '=', allianceId).where('person_id', '=', personId)
  await tx.deleteFrom('person_note_version').where('alliance_id', '=', allianceId).where('note_id', 'in', notes).execute()
  await tx.deleteFrom('person_note').where('alliance_id', '=', allianceId).where('person_id', '=', personId).execute()
}

/** That they agreed, and when, stays; who spoke for them and what they said goes. */
const blankWords = async ({ tx, allianceId }: Work, personId: string): Promise<void> => {
  const whose = { alliance_id: allianceId, person_id: personId }
  const consents = tx.updateTable('consent').set({ on_behalf: '', withdrawn_why: '' })
  await consents.where('alliance_id', '=', whose.alliance_id).where('person_id', '=', whose.person_id).execute()
  const opened = tx.updateTable('glass_broken').set({ why: '' })
  await opened.where('alliance_id', '=', whose.alliance_id).where('person_id', '=', whose.person_id).execute()
  const apart = tx.deleteFrom('restricted_person')
  await apart.where('alliance_id', '=', whose.alliance_id).where('person_id', '=', whose.person_id).execute()
}

/** The steps of a merge hold what both records said. Without them it cannot be taken apart, and must not be. */
const dropMerges = async ({ tx, allianceId }: Work, personId: string): Promise<void> => {
  const merges = tx
    .selectFrom('person_merge')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where((row) => row.or([row('kept_id', '=', personId), row('merged_id', '=', personId)]))
  await tx.deleteFrom('person_merge_step').where('alliance_id', '=', allianceId).where('merge_id', 'in', merges).execute()
}

/** Takes a person out of the people's own tables: the row stays, so that what they were part of still counts, and names nobody. */
export const forgetPerson: Forget = async (work, personId) => {
  const { tx, allianceId, at } = work
  await callOff(work, { about: { type: 'person', id: personId } })
  await dropContact(work, personId)
  await dropNotes(work, personId)
  await blankWords(work, personId)
  await dropMerges(work, personId)
  await tx
    .updateTable('person')
    .set({ ...BLANK, erased_at: at })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', personId)
    .execute()
}
