import { newId } from '#platform/ids'
import type { World } from '#test/world'
import { bookForm } from './booking'

/** What tests of booking start from: today is Wednesday 5 November 2025. */
export const booking = (more: Record<string, unknown> = {}) =>
  bookForm.parse({ startsOn: '2025-12-01', endsOn: '2025-12-15', kind: '', place: '', purpose: '', notes: '', ...more })

export const aPlace = async ({ db, allianceId }: World, name: string, hours: unknown[] = []) => {
  const id = newId()
  await db.transaction({ allianceId }, (tx) =>
    tx
      .insertInto('place')
      .values({ alliance_id: allianceId, id, name, kind: 'library', opening_hours: JSON.stringify(hours) })
      .execute(),
  )
  return id
}

export const read = <T>(world: World, query: Parameters<typeof world.db.transaction<T>>[1]) =>
  world.db.transaction({ allianceId: world.allianceId, readOnly: true }, query)

export const bookingBy = (world: World, reference: string) =>
  read(world, (tx) => tx.selectFrom('booking').selectAll().where('reference', '=', reference).executeTakeFirstOrThrow())
