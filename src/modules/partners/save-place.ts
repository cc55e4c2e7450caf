import { locateMany } from '#modules/people'
import { command, type Work } from '#platform/command'
import { isId, newId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import type { PlaceInput } from './place'

const twice = { place_name: refuse('already-there', 'We have a place of this name at this postcode already', 'name') }

const columnsOf = async ({ tx, allianceId }: Work, input: PlaceInput) => {
  const known = (await locateMany(tx, allianceId, [input.postcode])).get(input.postcode ?? '')
  return {
    name: input.name,
    kind: input.kind,
    address: input.address,
    postcode: input.postcode,
    email: input.email,
    website: input.website,
    takes_donations: input.takesDonations,
    closed_on: input.closedOn,
    opening_hours: JSON.stringify(input.openingHours),
    ...known,
  }
}

/** Adds a place where help happens. Refuses `already-there`. */
export const recordPlace = command(
  'place.record',
  async (work, input: PlaceInput) => {
    const { tx, allianceId, at } = work
    const id = newId(at)
    await tx
      .insertInto('place')
      .values({ alliance_id: allianceId, id, ...(await columnsOf(work, input)) })
      .execute()
    return done({ id }, { about: { type: 'place', id }, detail: { name: input.name } })
  },
  twice,
)

/** Puts a place's details right; a date closed takes it off the lists of places to go. Refuses `not-found`, `already-there`. */
export const correctPlace = command(
  'place.correct',
  async (work, { id, ...input }: PlaceInput & { id: string }) => {
    const { tx, allianceId } = work
    const columns = await columnsOf(work, input)
    const changed = isId(id)
      ? await tx
          .updateTable('place')
          .set(columns)
          .where('alliance_id', '=', allianceId)
          .where('id', '=', id)
          .returning('id')
          .executeTakeFirst()
      : undefined
    return changed ? done({ id }, { about: { type: 'place', id }, detail: { name: input.name } }) : refuse('not-found')
  },
  twice,
)
