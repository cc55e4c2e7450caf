import type { Tx } from '../../src/platform/db'
import { newId } from '../../src/platform/ids'
import type { World } from '../world'

type Day = string

/** Help as the desk would have recorded it, on any day: for tests of what is counted. Each gives the new record's id. */
export interface HelpGiven {
  person(name: string, more?: Record<string, unknown>): Promise<string>
  partner(name: string, joinedOn: Day, leftOn?: Day): Promise<string>
  champion(personId: string, activeOn: Day, leftOn?: Day): Promise<string>
  session(on: Day, came: readonly string[], more?: Record<string, unknown>): Promise<string>
  attendance(sessionId: string, personId: string, status: string): Promise<void>
  loan(who: { person?: string; partner?: string }, on: Day, more?: Record<string, unknown>): Promise<string>
  gift(who: { person?: string; partner?: string }, on: Day, what: 'device' | 'data', quantity?: number): Promise<string>
  /** Data from the stock, given to a person. */
  sim(personId: string, on: Day, status?: 'issued' | 'suspended' | 'ended'): Promise<string>
  request(personId: string, on: Day, more?: Record<string, unknown>): Promise<string>
  call(personId: string, on: Day): Promise<string>
}

const noon = (day: Day): Date => new Date(`${day}T12:00:00Z`)

const writer =
  ({ db, allianceId }: World) =>
  async (write: (tx: Tx, row: { alliance_id: string; id: string }) => Promise<unknown>): Promise<string> => {
    const id = newId()
    await db.transaction({ allianceId }, (tx) => write(tx, { alliance_id: allianceId, id }))
    return id
  }

const lend = async (tx: Tx, row: { alliance_id: string; id: string }, who: object, on: Day, more: object): Promise<void> => {
  const device = newId()
  const wipe = newId()
  const { alliance_id } = row
  await tx.insertInto('device').values({ alliance_id, id: device, kind: 'tablet', status: 'ready', added_on: on }).execute()
  const proof = { method: 'factory_reset', passed: true, done_by: 'Sam', recorded_at: noon(on), wiped_on: on }
  await tx
    .insertInto('wipe')
    .values({ alliance_id, id: wipe, device_id: device, ...proof })
    .execute()
  const out = { status: 'on_loan', promised_at: noon(on), collected_on: on, due_on: '2199-01-01', signed_name: 'Ann' }
  await tx
    .insertInto('loan')
    .values({ ...row, device_id: device, wipe_id: wipe, ...who, ...out, ...more })
    .execute()
}

const columnsOf = ({ person, partner }: { person?: string; partner?: string }) => ({
  person_id: person ?? null,
  partner_id: partner ?? null,
})

/** Writes help straight into a world's tables. */
export const helpGiven = (world: World): HelpGiven => {
  const write = writer(world)
  const attendance: HelpGiven['attendance'] = async (session_id, person_id, status) => {
    await write((tx, { alliance_id }) =>
      tx.insertInto('attendance').values({ alliance_id, session_id, person_id, status }).execute(),
    )
  }
  return {
    attendance,
    person: (name, more = {}) =>
      write((tx, row) =>
        tx
          .insertInto('person')
          .values({ ...row, name, created_on: '2018-04-01', ...more })
          .execute(),
      ),
    partner: (name, joined_on, left_on) =>
      write((tx, row) =>
        tx
          .insertInto('partner')
          .values({ ...row, name, sector: 'voluntary', joined_on, left_on: left_on ?? null })
          .execute(),
      ),
    champion: (person_id, active_on, left_on) => {
      const days = { applied_on: active_on, checked_on: active_on, trained_on: active_on, active_on, left_on: left_on ?? null }
      const status = left_on ? 'left' : 'active'
      return write((tx, row) =>
        tx
          .insertInto('champion')
          .values({ ...row, person_id, kind: 'volunteer', status, ...days })
          .execute(),
      )
    },
    session: async (on, came, more = {}) => {
      const held = { kind: 'one_to_one', way: 'phone', status: 'held', held_on: on, minutes: 30 }
      const at = { starts_at: noon(on), ends_at: new Date(noon(on).getTime() + 1_800_000) }
      const id = await write((tx, row) =>
        tx
          .insertInto('session')
          .values({ ...row, ...held, ...at, ...more })
          .execute(),
      )
      for (const person of came) await attendance(id, person, 'attended')
      return id
    },
    loan: (who, on, more = {}) => write((tx, row) => lend(tx, row, columnsOf(who), on, more)),
    gift: (who, given_on, what, quantity = 1) =>
      write((tx, row) =>
        tx
          .insertInto('distribution')
          .values({ ...row, ...columnsOf(who), what, quantity, given_on })
          .execute(),
      ),
    sim: (person_id, issued_on, status = 'issued') =>
      write((tx, row) => {
        const data = { kind: 'sim', network: 'Vodafone', added_on: issued_on, person_id, issued_on, status }
        return tx
          .insertInto('sim')
          .values({ ...row, ...data })
          .execute()
      }),
    request: (person_id, on, more = {}) => {
      const open = { status: 'new', source: 'call', next_action: 'Ring', next_action_on: on, opened_at: noon(on), opened_on: on }
      return write((tx, row) =>
        tx
          .insertInto('request')
          .values({ ...row, person_id, ...open, ...more })
          .execute(),
      )
    },
    call: (person_id, on) =>
      write((tx, row) =>
        tx
          .insertInto('call')
          .values({ ...row, person_id, direction: 'in', started_at: noon(on), called_on: on, result: 'spoke' })
          .execute(),
      ),
  }
}

/** What makes a request one that ended in help, on a day. */
export const helpedOn = (day: Day) => ({
  status: 'done',
  outcome: 'helped',
  closed_on: day,
  next_action: null,
  next_action_on: null,
})
