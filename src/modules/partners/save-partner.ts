import { command, type Work } from '#platform/command'
import { isId, newId } from '#platform/ids'
import type { PartnerEnded } from '#platform/module'
import { done, type Happened, refuse } from '#platform/outcome'
import type { PartnerInput } from './partner'

const nameTaken = { partner_name: refuse('already-there', 'We have a partner of this name already', 'name') }

export const partnerColumns = (input: PartnerInput) => ({
  name: input.name,
  sector: input.sector,
  what_they_do: input.whatTheyDo,
  contact_name: input.contactName,
  email: input.email,
  phone: input.phone,
  website: input.website,
  joined_on: input.joinedOn,
})

/** Adds an organisation to the alliance. Refuses `already-there`. */
export const recordPartner = command(
  'partner.record',
  async ({ tx, allianceId, at }, input: PartnerInput) => {
    const id = newId(at)
    await tx
      .insertInto('partner')
      .values({ alliance_id: allianceId, id, ...partnerColumns(input) })
      .execute()
    return done({ id }, { about: { type: 'partner', id }, detail: { name: input.name } })
  },
  nameTaken,
)

/** Puts an organisation's details right. Refuses `not-found`, `already-there`, `joined-after-leaving`. */
export const correctPartner = command(
  'partner.correct',
  async ({ tx, allianceId }, { id, ...input }: PartnerInput & { id: string }) => {
    const changed = isId(id)
      ? await tx
          .updateTable('partner')
          .set(partnerColumns(input))
          .where('alliance_id', '=', allianceId)
          .where('id', '=', id)
          .returning('id')
          .executeTakeFirst()
      : undefined
    return changed ? done({ id }, { about: { type: 'partner', id }, detail: { name: input.name } }) : refuse('not-found')
  },
  {
    ...nameTaken,
    partner_check: refuse('joined-after-leaving', 'The day they joined must not be after the day they left', 'joinedOn'),
  },
)

const isKnown = async ({ tx, allianceId }: Work, id: string): Promise<boolean> => {
  if (!isId(id)) return false
  const query = tx.selectFrom('partner').select('id').where('alliance_id', '=', allianceId)
  return (await query.where('id', '=', id).executeTakeFirst()) !== undefined
}

interface EndPartner {
  readonly id: string
  readonly leftOn: string
  /** What the modules stop: the house's `partnerEnded`. */
  readonly stops: readonly PartnerEnded[]
}

/**
 * Ends a partnership, and what each module does with this partner, in the same transaction. Refuses `moved-on` when it is over
 * already, `left-before-joining`.
 */
export const endPartner = command(
  'partner.end',
  async (work, { id, leftOn, stops }: EndPartner) => {
    const { tx, allianceId } = work
    const ended = isId(id)
      ? await tx
          .updateTable('partner')
          .set({ left_on: leftOn })
          .where('alliance_id', '=', allianceId)
          .where('id', '=', id)
          .where('left_on', 'is', null)
          .returning(['id', 'name'])
          .executeTakeFirst()
      : undefined
    if (!ended) return refuse((await isKnown(work, id)) ? 'moved-on' : 'not-found')
    const stopped: Happened[] = []
    for (const stop of stops) stopped.push(...(await stop(work, { partner: id })))
    return done({ id }, { about: { type: 'partner', id }, detail: { name: ended.name, leftOn } }, ...stopped)
  },
  { partner_check: refuse('left-before-joining', 'The day they left must not be before the day they joined', 'leftOn') },
)
