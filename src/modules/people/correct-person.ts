import { command } from '#platform/command'
import { done, refuse } from '#platform/outcome'
import type { PersonInput } from './person'
import { locate, personColumns, type RecordedPerson, writeContact } from './record-person'

/** Puts a person's details right. The journal says which details changed, never what they were. */
export const correctPerson = command('person.correct', async (work, input: PersonInput & { reference: string }) => {
  const { tx, allianceId } = work
  const before = await tx
    .selectFrom('person')
    .selectAll()
    .where('alliance_id', '=', allianceId)
    .where('reference', '=', input.reference.toUpperCase())
    .forUpdate()
    .executeTakeFirst()
  if (!before) return refuse('not-found')
  const columns = personColumns(input)
  const changed = Object.entries(columns).filter(([column, value]) => before[column as keyof typeof columns] !== value)
  const place = await locate(tx, allianceId, input.postcode)
  await tx
    .updateTable('person')
    .set({ ...columns, ...place })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', before.id)
    .execute()
  await writeContact(work, before, input)
  return done<RecordedPerson>(
    { id: before.id, reference: before.reference },
    { about: { type: 'person', id: before.id }, person: before.id, detail: { changed: changed.map(([column]) => column) } },
  )
})
