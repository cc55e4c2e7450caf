import { command } from '#platform/command'
import { done, refuse } from '#platform/outcome'
import type { PersonDetails } from './details'
import { refreshTokens } from './finding/refresh-tokens'
import { readContact, whoseRecord } from './person.queries'
import { locate, personColumns, type RecordedPerson, writeEmails, writePhones } from './record-person'

const differs = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other)

/** Puts a person's details right. The journal says which details changed, never what they were. */
export const correctPerson = command('person.correct', async (work, input: PersonDetails & { reference: string }) => {
  const { tx, allianceId } = work
  const before = await tx
    .selectFrom('person')
    .selectAll()
    .where('alliance_id', '=', allianceId)
    .where('id', '=', whoseRecord(allianceId, input.reference))
    .where('erased_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!before) return refuse('not-found')
  const columns = personColumns(input)
  const known = await readContact(tx, allianceId, before.id)
  const changed = [
    ...Object.entries(columns)
      .filter(([column, value]) => differs(before[column as keyof typeof columns], value))
      .map(([column]) => column),
    ...(differs(
      known.phones.map(({ number, label }) => ({ number, label })),
      input.phones,
    )
      ? ['phone numbers']
      : []),
    ...(differs(
      known.emails.map(({ address }) => address),
      input.emails,
    )
      ? ['email addresses']
      : []),
  ]
  const place = await locate(tx, allianceId, input.postcode)
  await tx
    .updateTable('person')
    .set({ ...columns, ...place, ...(columns.address !== before.address && { post_failed_at: null }) })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', before.id)
    .execute()
  await writePhones(work, before.id, input.phones)
  await writeEmails(work, before.id, input.emails)
  await refreshTokens(tx, allianceId, [before.id])
  return done<RecordedPerson>(
    { id: before.id, reference: before.reference },
    { about: { type: 'person', id: before.id }, person: before.id, detail: { changed } },
  )
})
