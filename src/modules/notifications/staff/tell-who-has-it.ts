import { accountsOf, type StaffNotice, type Telling, tellStaff } from './tell-staff'

/**
 * Tells whoever has something in hand; where nobody has, or whoever had it has left, all of the helpline, and where there is none the
 * coordinators. Gives how many were told.
 */
export const tellWhoHasIt = async (work: Telling, owner: string | null, notice: Omit<StaffNotice, 'to'>): Promise<number> => {
  const theirs = owner ? { account: owner } : null
  const isHere = theirs !== null && (await accountsOf(work, theirs)).length > 0
  if (isHere) return tellStaff(work, { ...notice, to: theirs })
  const told = await tellStaff(work, { ...notice, to: { role: 'helpline' } })
  return told > 0 || (await accountsOf(work, { role: 'helpline' })).length > 0
    ? told
    : tellStaff(work, { ...notice, to: { role: 'coordinator' } })
}
