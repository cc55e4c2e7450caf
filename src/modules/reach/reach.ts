import type { Tx } from '#platform/db'
import { prepared } from '#platform/prepared'

export interface ReachPhone {
  readonly number: string
  readonly label: string
  readonly mobile: boolean
  /** A mobile whose owner has not stopped our texts. */
  readonly texts: boolean
  readonly works: boolean
}

export interface ReachEmail {
  readonly address: string
  readonly works: boolean
}

/** When it is safe to ring: a day of the week and wall-clock times in London. */
export interface SafeWindow {
  readonly day: string
  readonly from: string
  readonly until: string
}

const read = (tx: Tx, allianceId: string) => tx.selectFrom('person_reach').selectAll().where('alliance_id', '=', allianceId)
const readOne = prepared((tx, allianceId: string, personId: string) => read(tx, allianceId).where('person_id', '=', personId))

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof read>['executeTakeFirst']>>>

/** How a person may be reached now. Under a safe contact plan, only what it allows is in it. */
export interface Reach extends Omit<Row, 'phones' | 'emails' | 'safe_windows'> {
  readonly phones: readonly ReachPhone[]
  readonly emails: readonly ReachEmail[]
  readonly safe_windows: readonly SafeWindow[]
}

/** Whether we ring them ourselves; whoever is reached through someone else alone is not rung. */
export const canCall = ({ ways, do_not_call }: Pick<Reach, 'ways' | 'do_not_call'>): boolean =>
  ways.includes('call') && !do_not_call

/** Whether they can be rung at all, by what we know today: the rule for one whose reach is read. For many at once: CAN_RING in callbacks. */
export const canBeRung = ({ gone, holds_consent, rings_through, takes_calls }: Reach): boolean =>
  !gone && holds_consent && (rings_through || takes_calls)

const reachOfRow = (row: Row): Reach => ({
  ...row,
  phones: row.phones as ReachPhone[],
  emails: row.emails as ReachEmail[],
  safe_windows: row.safe_windows as SafeWindow[],
})

/** How one person may be reached now; undefined for someone this alliance does not know or this actor may not see. */
export const readReach = async (tx: Tx, allianceId: string, personId: string): Promise<Reach | undefined> => {
  const [row] = await readOne(tx, allianceId, personId)
  return row && reachOfRow(row)
}

/** How several people may be reached now, by their id. */
export const readReaches = async (tx: Tx, allianceId: string, people: readonly string[]): Promise<ReadonlyMap<string, Reach>> => {
  if (people.length === 0) return new Map()
  const rows = await read(tx, allianceId).where('person_id', 'in', people).execute()
  return new Map(rows.map((row) => [row.person_id, reachOfRow(row)]))
}
