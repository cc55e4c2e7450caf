/** Who there is to do things. */
export const ROLES = [
  'helpline',
  'coordinator',
  'champion',
  'librarian',
  'refurbisher',
  'partner',
  'lead',
  'region',
  'admin',
  'safeguarding',
  'data_lead',
] as const
export type Role = (typeof ROLES)[number]

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  helpline: 'Helpline worker',
  coordinator: 'Champion coordinator',
  champion: 'Digital champion',
  librarian: 'Device librarian',
  refurbisher: 'Refurbisher',
  partner: 'Partner',
  lead: 'Programme lead',
  region: 'Region officer',
  admin: 'Administrator',
  safeguarding: 'Safeguarding lead',
  data_lead: 'Data lead',
}

export const desk = ['helpline', 'coordinator'] as const
export const devices = ['librarian', 'refurbisher'] as const
export const staff = ['helpline', 'coordinator', 'librarian', 'lead', 'admin'] as const
/** Those who may see people kept apart. */
export const guardians = ['safeguarding', 'data_lead'] as const
export const meetsPeople = ['helpline', 'coordinator', 'librarian', ...guardians] as const
