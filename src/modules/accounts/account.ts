import { z } from 'zod'
import { ROLE_NAMES, ROLES, type Role } from '#platform/access'
import { email, needed, someOf, words } from '#platform/fields'

const rights = {
  roles: someOf(ROLES, 'Choose from the list').refine((roles) => roles.length > 0, {
    error: 'Choose at least one thing they may do',
  }),
  /** The reference of the person a champion's account belongs to. */
  person: words(20),
  /** The id of the partner a partner's account speaks for. */
  partner: words(40),
}

export const rightsForm = z.object(rights)
export type Rights = z.output<typeof rightsForm>

export const inviteForm = z.object({ name: needed('Enter their name'), email: email(), ...rights })
export type Invitation = z.output<typeof inviteForm>

/** The roles there are in an alliance. A region has figures and no records, so it has no other roles than these two. */
export const rolesIn = (isRegion: boolean): readonly Role[] =>
  isRegion ? ['region', 'admin'] : ROLES.filter((role) => role !== 'region')

/** "Helpline worker, Device librarian" */
export const rolesInWords = (roles: readonly string[]): string => roles.map((role) => ROLE_NAMES[role as Role] ?? role).join(', ')
