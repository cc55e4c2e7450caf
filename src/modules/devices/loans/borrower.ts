import type { Work } from '#platform/command'
import { isId } from '#platform/ids'

/** Who borrows: a person by their reference, or a partner by its id; and the request it answers, where there is one. */
export interface BorrowerInput {
  readonly person?: string | undefined
  readonly partner?: string | undefined
  readonly request?: string | undefined
}

const requestBy = ({ tx, allianceId }: Work, reference: string) =>
  tx
    .selectFrom('request')
    .select(['id', 'person_id'])
    .where('alliance_id', '=', allianceId)
    .where('reference', '=', reference.toUpperCase())
    .executeTakeFirst()

const partnerBy = ({ tx, allianceId }: Work, id: string) =>
  tx
    .selectFrom('partner')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .where('left_on', 'is', null)
    .executeTakeFirst()

const personBy = ({ tx, allianceId }: Work, reference: string) =>
  tx
    .selectFrom('person')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('reference', '=', reference.toUpperCase())
    .executeTakeFirst()

export interface KnownBorrower {
  readonly person_id: string | null
  readonly partner_id: string | null
  readonly request_id: string | null
}

/** Whoever asked borrows, unless someone is named: then the request must be their own. */
const borrowingPerson = async (work: Work, person: string | undefined, asked: { id: string; person_id: string } | undefined) => {
  const known = person ? await personBy(work, person) : asked && { id: asked.person_id }
  if (!known || (asked && asked.person_id !== known.id)) return undefined
  return { person_id: known.id, partner_id: null, request_id: asked?.id ?? null }
}

/** The borrower as the alliance knows them, or undefined when it does not. */
export const borrowerOf = async (work: Work, { person, partner, request }: BorrowerInput): Promise<KnownBorrower | undefined> => {
  const asked = request ? await requestBy(work, request) : undefined
  if (request && !asked) return undefined
  if (!partner) return borrowingPerson(work, person, asked)
  const known = isId(partner) ? await partnerBy(work, partner) : undefined
  return known && { person_id: null, partner_id: known.id, request_id: asked?.id ?? null }
}
