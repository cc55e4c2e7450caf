import type { Database } from '../../src/platform/db'
import type { FakeNotify } from '../../test/fake-notify/index'

export interface MessageTally {
  /** People owed a text to whom none came. */
  readonly lost: number
  /** Texts that came more than once: the same person, or the same reference. */
  readonly doubled: number
  readonly arrived: number
  /** How the program's own record of them stands, by status. */
  readonly statuses: Readonly<Record<string, number>>
  /** Notices that do not count as told. */
  readonly untold: number
}

const repeated = (values: readonly string[]): number => values.length - new Set(values).size

/** Whether anything waits or is under way. */
export const isDone = (db: Database, allianceId: string): Promise<boolean> =>
  db.transaction({ allianceId, readOnly: true }, async (tx) => {
    const open = await tx
      .selectNoFrom(({ exists, selectFrom }) => [
        exists(
          selectFrom('notice')
            .select('id')
            .where('alliance_id', '=', allianceId)
            .where('status', 'in', ['waiting', 'on_its_way']),
        ).as('notice'),
        exists(
          selectFrom('message').select('id').where('alliance_id', '=', allianceId).where('status', 'in', ['planned', 'sending']),
        ).as('message'),
      ])
      .executeTakeFirstOrThrow()
    return !open.notice && !open.message
  })

/** What came at the fake of what an alliance owed, beside what the program says of it. */
export const tallyMessages = (db: Database, allianceId: string, fake: FakeNotify): Promise<MessageTally> =>
  db.transaction({ allianceId, readOnly: true }, async (tx) => {
    const owed = await tx.selectFrom('person_phone').select('number').where('alliance_id', '=', allianceId).execute()
    const numbers = new Set(owed.map(({ number }) => number.slice(1)))
    const came = fake.arrived.filter(({ to }) => numbers.has(to))
    const reached = new Set(came.map(({ to }) => to))
    const rows = await tx
      .selectFrom('message')
      .select(['status', (row) => row.fn.countAll<number>().as('n')])
      .where('alliance_id', '=', allianceId)
      .groupBy('status')
      .execute()
    const untold = await tx
      .selectFrom('notice')
      .select((row) => row.fn.countAll<number>().as('n'))
      .where('alliance_id', '=', allianceId)
      .where('status', '<>', 'told')
      .executeTakeFirstOrThrow()
    const doubled = Math.max(repeated(came.map(({ to }) => to)), repeated(came.map(({ reference }) => reference ?? '')))
    return {
      ...{ lost: numbers.size - reached.size, doubled, arrived: came.length, untold: untold.n },
      statuses: Object.fromEntries(rows.map(({ status, n }) => [status, n])),
    }
  })
