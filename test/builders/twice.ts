import type { Tx } from '../../src/platform/db'
import type { Row } from './borough'

const AT = new Date('2025-11-03T09:00:00Z')

/** A second record of the same person, offered for review; and one that was made part of theirs before. */
export const recordTwice = async (tx: Tx, row: Row, { person, account }: { person: string; account: string }) => {
  const made = async (more: object) =>
    tx
      .insertInto('person')
      .values(row({ name: `Second ${row.mark}`, created_on: '2025-11-03', ...more }))
      .returning(['id', 'reference'])
      .executeTakeFirstOrThrow()
  const [double, merged] = [await made({}), await made({ merged_into: person })]
  const [first_id = '', second_id = ''] = [person, double.id].sort()
  const pair = row({ first_id, second_id, likelihood: 0.97, reasons: ['same_name'], status: 'offered', found_at: AT })
  const merge = row({ kept_id: person, merged_id: merged.id, merged_at: AT, merged_by: account })
  await tx.insertInto('person_pair').values(pair).execute()
  await tx.insertInto('person_merge').values(merge).execute()
  return { double, pair, merge }
}
