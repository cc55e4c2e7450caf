import type { Work } from '#platform/command'
import { type StaffNotice, tellStaff } from './tell-staff'

/**
 * Tells of someone kept apart those who may see them; where there is nobody, the lead, with nothing of the record, finds someone.
 * The words must name no reference.
 */
export const tellGuardians = async (work: Work, notice: Omit<StaffNotice, 'to'>): Promise<void> => {
  const told = await tellStaff(work, { ...notice, to: { role: 'safeguarding' } })
  if (told === 0) await tellStaff(work, { ...notice, to: { role: 'lead' }, path: '/messages' })
}
