import { z } from 'zod'
import { command, type Work } from '#platform/command'
import type { Tx } from '#platform/db'
import { date, words } from '#platform/fields'
import { isId, newId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'

/** The days a place is closed: from the first of them until it opens again. */
export const closedDaysForm = z
  .object({
    startsOn: date('Enter the first day it is closed, such as 27 3 2026'),
    endsOn: date('Enter the day it opens again, such as 30 3 2026'),
    why: words(120).default(''),
  })
  .refine(({ startsOn, endsOn }) => endsOn > startsOn, {
    path: ['endsOn'],
    error: 'The day it opens again must be after the first day it is closed',
  })
export type ClosedDaysInput = z.output<typeof closedDaysForm>

export const openAgainForm = z.object({ closure: z.uuid({ error: 'Choose the days from the list' }) })

/** The days a place is closed that are not over: the next first. */
export const readClosedDays = (tx: Tx, allianceId: string, placeId: string, today: string) =>
  tx
    .selectFrom('place_closure')
    .select(['id', 'starts_on', 'ends_on', 'why'])
    .where('alliance_id', '=', allianceId)
    .where('place_id', '=', placeId)
    .where('ends_on', '>', today)
    .orderBy('starts_on')
    .execute()

export type ClosedDays = Awaited<ReturnType<typeof readClosedDays>>[number]

const isPlace = async ({ tx, allianceId }: Work, id: string): Promise<boolean> =>
  isId(id) &&
  (await tx.selectFrom('place').select('id').where('alliance_id', '=', allianceId).where('id', '=', id).executeTakeFirst()) !==
    undefined

/** Writes down that a place is closed on some days: nobody is asked to come then. Refuses `not-found`, `past`, `closed-already`. */
export const closePlace = command(
  'place.close',
  async (work, { place, startsOn, endsOn, why }: ClosedDaysInput & { place: string }) => {
    const { tx, allianceId, at, today } = work
    if (!(await isPlace(work, place))) return refuse('not-found')
    if (endsOn <= today) return refuse('past', 'The day it opens again must be after today', 'endsOn')
    await tx
      .insertInto('place_closure')
      .values({ alliance_id: allianceId, id: newId(at), place_id: place, starts_on: startsOn, ends_on: endsOn, why })
      .execute()
    return done({ id: place }, { about: { type: 'place', id: place }, detail: { startsOn, endsOn, why } })
  },
  { place_closure_once: refuse('closed-already', 'It is closed on some of these days already. Choose other days', 'startsOn') },
)

/** A place is open after all on days it was to be closed. Refuses `not-found`. */
export const openPlace = command('place.open', async (work, { place, closure }: { place: string; closure: string }) => {
  const { tx, allianceId } = work
  if (!isId(place)) return refuse('not-found')
  const gone = await tx
    .deleteFrom('place_closure')
    .where('alliance_id', '=', allianceId)
    .where('place_id', '=', place)
    .where('id', '=', closure)
    .returning(['starts_on', 'ends_on'])
    .executeTakeFirst()
  if (!gone) return refuse('not-found')
  const detail = { startsOn: gone.starts_on, endsOn: gone.ends_on }
  return done({ id: place }, { about: { type: 'place', id: place }, detail })
})
