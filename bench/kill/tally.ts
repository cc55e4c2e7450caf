import { sql } from 'kysely'
import type { Tx } from '../../src/platform/db'
import type { Desk } from './prepare'
import { withItsDatabase } from './prepare'

export interface Tally {
  /** Acknowledged, and not there. */
  readonly lost: number
  /** Acknowledged, and there more than once. */
  readonly doubled: number
  /** What is written by halves, in words. */
  readonly halves: readonly string[]
  readonly written: number
}

/** Each finds records that stand without what is always written with them. */
const HALVES: Readonly<Record<string, string>> = {
  'a call without its event': `select 1 from call c where not exists
    (select 1 from event e where e.alliance_id = c.alliance_id and e.about_type = 'call' and e.about_id = c.id)`,
  'a call without its request': 'select 1 from call where request_id is null',
  'a request without its event': `select 1 from request r where not exists
    (select 1 from event e where e.alliance_id = r.alliance_id and e.about_type = 'request' and e.about_id = r.id)`,
  'a person without a call': `select 1 from person p where not exists
    (select 1 from call c where c.alliance_id = p.alliance_id and c.person_id = p.id)`,
  'a person who cannot be found': `select 1 from person p where not exists
    (select 1 from person_token t where t.alliance_id = p.alliance_id and t.person_id = p.id)`,
  'a person without a phone': `select 1 from person p where not exists
    (select 1 from person_phone t where t.alliance_id = p.alliance_id and t.person_id = p.id)`,
  'an event that is on no timeline': `select 1 from event e where not exists
    (select 1 from event_link l where l.alliance_id = e.alliance_id and l.event_id = e.id)`,
  'a form answered without an answer': 'select 1 from submission where answer is null',
}

const count = async (tx: Tx, query: string): Promise<number> =>
  (await sql<{ n: number }>`select count(*) as n from (${sql.raw(query)}) as half`.execute(tx)).rows[0]?.n ?? 0

const readHalves = async (tx: Tx): Promise<string[]> => {
  const found: string[] = []
  for (const [words, query] of Object.entries(HALVES)) {
    const n = await count(tx, query)
    if (n > 0) found.push(`${n} × ${words}`)
  }
  return found
}

/** What the stopped program's database holds of what was acknowledged. */
export const tally = (dataDir: string, desk: Desk, acknowledged: readonly string[]): Promise<Tally> =>
  withItsDatabase(dataDir, (db) =>
    db.transaction({ allianceId: desk.allianceId, readOnly: true }, async (tx) => {
      const { rows } = await sql<{ name: string; n: number }>`
        select p.name, count(*) as n from person p join call c on c.alliance_id = p.alliance_id and c.person_id = p.id
        group by p.name`.execute(tx)
      const held = new Map(rows.map(({ name, n }) => [name, n]))
      return {
        lost: acknowledged.filter((name) => !held.has(name)).length,
        doubled: rows.filter(({ n }) => n > 1).length,
        halves: await readHalves(tx),
        written: rows.length,
      }
    }),
  )
