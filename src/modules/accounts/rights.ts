import { readPerson } from '#modules/people'
import type { Role } from '#platform/access'
import type { Work } from '#platform/command'
import { isId } from '#platform/ids'
import { type Refusal, refuse } from '#platform/outcome'
import { type Rights, rolesIn } from './account'

/** Whose records a role reaches: a champion's account is a person, a partner's account speaks for a partner. */
export interface Reach {
  readonly person_id: string | null
  readonly partner_id: string | null
}

const NO_PERSON = refuse('no-person', 'Enter the reference of the person who is this champion, such as P-1042', 'person')
const NO_PARTNER = refuse('no-partner', 'Choose the partner they speak for', 'partner')
const WRONG_ROLE = refuse('wrong-role', 'That role is not one there is here. Choose from the list', 'roles')

const personOf = async ({ tx, allianceId }: Work, reference: string): Promise<string | null> =>
  (await readPerson(tx, allianceId, reference.trim()))?.id ?? null

const partnerOf = async ({ tx, allianceId }: Work, id: string): Promise<string | null> => {
  if (!isId(id)) return null
  const query = tx.selectFrom('partner').select('id').where('alliance_id', '=', allianceId).where('id', '=', id)
  return (await query.executeTakeFirst())?.id ?? null
}

const isRegion = async ({ tx, allianceId }: Work): Promise<boolean> => {
  const query = tx.selectFrom('alliance').select('is_region').where('id', '=', allianceId)
  return (await query.executeTakeFirstOrThrow()).is_region
}

/** What roles reach, or the refusal: `wrong-role`, `no-person` for a champion, `no-partner` for a partner. */
export const reachOf = async (work: Work, { roles, person, partner }: Rights): Promise<Reach | Refusal> => {
  const known = rolesIn(await isRegion(work))
  if (!roles.every((role) => known.includes(role))) return WRONG_ROLE
  const person_id = roles.includes('champion') ? await personOf(work, person) : null
  if (roles.includes('champion') && !person_id) return NO_PERSON
  const partner_id = roles.includes('partner') ? await partnerOf(work, partner) : null
  if (roles.includes('partner') && !partner_id) return NO_PARTNER
  return { person_id, partner_id }
}

/** Writes the roles of an account that has none. */
export const writeRoles = async ({ tx, allianceId }: Work, accountId: string, roles: readonly Role[]): Promise<void> => {
  await tx
    .insertInto('account_role')
    .values([...new Set(roles)].map((role) => ({ alliance_id: allianceId, account_id: accountId, role })))
    .execute()
}
