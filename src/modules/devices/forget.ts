import type { Work } from '#platform/command'
import type { Forget } from '#platform/module'
import { bookingMoves } from './bookings/booking.moves'
import { waitingMoves } from './waiting/waiting.moves'

const forgetHandovers = async ({ tx, allianceId }: Work, personId: string): Promise<void> => {
  const loans = tx.selectFrom('loan').select('id').where('alliance_id', '=', allianceId).where('person_id', '=', personId)
  const theirs = tx.selectFrom('handover').select('id').where('alliance_id', '=', allianceId).where('loan_id', 'in', loans)
  await tx.deleteFrom('handover_photo').where('alliance_id', '=', allianceId).where('handover_id', 'in', theirs).execute()
  const signed = tx.updateTable('handover').set({ signature: null, signed_name: null })
  await signed.where('alliance_id', '=', allianceId).where('loan_id', 'in', loans).execute()
}

/** Takes a person out of the lending: who signed, photos, and what was written about it. They leave the waiting list and what is booked for them. */
export const forgetLending: Forget = async (work: Work, personId) => {
  const { tx, allianceId, today } = work
  await forgetHandovers(work, personId)
  const loans = tx.updateTable('loan').set({ signature: null, return_notes: '', trouble_notes: '' })
  await loans.where('alliance_id', '=', allianceId).where('person_id', '=', personId).execute()
  const signed = tx.updateTable('loan').set({ signed_name: 'Someone who was erased' })
  await signed
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .where('signed_name', 'is not', null)
    .execute()
  const left = tx.updateTable('waiting').set({ status: waitingMoves.leave.to, ended_on: today })
  await left
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .where('status', 'in', waitingMoves.leave.from)
    .execute()
  const waits = tx.updateTable('waiting').set({ notes: '' })
  await waits.where('alliance_id', '=', allianceId).where('person_id', '=', personId).execute()
  await tx.deleteFrom('eligibility_check').where('alliance_id', '=', allianceId).where('person_id', '=', personId).execute()
  const bookings = tx.updateTable('booking').set({ status: bookingMoves.cancel.to })
  await bookings
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .where('status', 'in', bookingMoves.cancel.from)
    .execute()
  const notes = tx.updateTable('booking').set({ notes: '' })
  await notes.where('alliance_id', '=', allianceId).where('person_id', '=', personId).execute()
}
