import { collectLoan, deviceForm, promiseLoan, recordDevice, recordWipe, wipeForm } from '../../src/modules/devices'
import { collectForm } from '../../src/modules/devices/loans/loan'
import { addDays } from '../../src/platform/clock'
import { got } from '../helping'
import type { World } from '../world'

/** A tablet lent to someone two months before it is due back; gives the loan, and when it is due as things stand. */
export const borrow = async (world: World, person: { reference: string }, dueOn: string) => {
  const then = world.at(`${addDays(dueOn, -60)}T11:00:00Z`)
  const librarian = await then.as('librarian')
  const device = got(await recordDevice(librarian, deviceForm.parse({ kind: 'tablet', make: 'Samsung', model: 'A8' })))
  const wipe = wipeForm.parse({ method: 'factory_reset', passed: 'yes', doneBy: 'Sam' })
  got(await recordWipe(librarian, { ...wipe, reference: device.reference }))
  const loan = got(await promiseLoan(librarian, { device: device.reference, person: person.reference }))
  const signed = collectForm.parse({ conditionOut: 'good', dueOn, signedName: 'Borrower', strokes: '', agree: 'yes' })
  got(await collectLoan(librarian, { ...signed, reference: loan.reference }))
  const dueNow = async (): Promise<string> => {
    const rows = await world.db.transaction({ allianceId: world.allianceId, readOnly: true }, (tx) =>
      tx.selectFrom('loan').select('due_on').where('id', '=', loan.id).executeTakeFirstOrThrow(),
    )
    return String(rows.due_on)
  }
  return { ...loan, dueNow }
}
