import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db'
import { countStray } from './inbound.queries'

const MOST = 25
/** How long something may be late before somebody should look. */
const LATE = sql`interval '15 minutes'`
/** How long what could not be told stays here unless somebody decides about it. */
const KEPT = sql`interval '30 days'`

export interface StuckMessage {
  readonly id: string
  readonly person: string | null
  readonly templates: string[]
  readonly subject: string
  readonly way: string
  readonly status: string
  readonly failure: string | null
  readonly since: Date
}

export interface StuckNotice {
  readonly id: string
  readonly person: string | null
  readonly template: string
  readonly status: string
  readonly because: string | null
  readonly since: Date
}

/** Messages of one way that should have gone by now, told together: with a provider down there are thousands. */
export interface LateWay {
  readonly way: string
  readonly count: number
  readonly since: Date
}

export interface Stuck {
  readonly late: readonly LateWay[]
  readonly messages: readonly StuckMessage[]
  readonly notices: readonly StuckNotice[]
  /** Texts from numbers that nobody has. */
  readonly stray: number
  /** Of messages and notices, where more are stuck than are shown. */
  readonly total: number
}

const lateMessages = (allianceId: string, now: Date): RawBuilder<unknown> => sql`
  from message m where m.alliance_id = ${allianceId} and m.status = 'planned' and m.way in ('text', 'email', 'letter')
    and m.next_try_at < ${now}::timestamptz - ${LATE} and m.created_at < ${now}::timestamptz - ${LATE} and m.provider is distinct from 'print'`

/** Nobody knows whether it went, or it was for an account and did not arrive. */
const lookedFor = (allianceId: string, now: Date): RawBuilder<unknown> => sql`
  select m.id from message m where m.alliance_id = ${allianceId} and m.status = 'unsure'
  union all
  select m.id from message m where m.alliance_id = ${allianceId} and m.status = 'failed' and m.person_id is null
    and m.failed_at > ${now}::timestamptz - interval '7 days'`

/** The messages somebody should look at, by id: each part finds its few by an index. */
export const stuckIds = (allianceId: string, now: Date): RawBuilder<unknown> =>
  sql`(${lookedFor(allianceId, now)} union all select m.id ${lateMessages(allianceId, now)})`

const readLate = async (tx: Tx, allianceId: string, now: Date): Promise<LateWay[]> => {
  const { rows } = await sql<LateWay>`
    select m.way, count(*) as count, min(m.created_at) as since ${lateMessages(allianceId, now)} group by m.way order by m.way`.execute(
    tx,
  )
  return rows
}

type Counted<T> = T & { readonly total: number }

const readLookedFor = async (tx: Tx, allianceId: string, now: Date): Promise<Counted<StuckMessage>[]> => {
  const { rows } = await sql<Counted<StuckMessage>>`
    select m.id, p.reference as person, m.subject, m.way, m.status, m.failure, m.created_at as since, m.total,
      array(select distinct n.template from message_notice mn join notice n on n.alliance_id = mn.alliance_id and n.id = mn.notice_id
        where mn.alliance_id = m.alliance_id and mn.message_id = m.id) as templates
    from (select *, count(*) over () as total from message where alliance_id = ${allianceId} and id in (${lookedFor(allianceId, now)})
      order by id limit ${MOST}) m
    left join person p on p.alliance_id = m.alliance_id and p.id = m.person_id order by m.id`.execute(tx)
  return rows
}

/** What could not be told, and what should have been thought over by now. */
const readNotices = async (tx: Tx, allianceId: string, now: Date): Promise<Counted<StuckNotice>[]> => {
  const { rows } = await sql<Counted<StuckNotice>>`
    select n.id, p.reference as person, n.template, n.status, n.because, coalesce(n.ended_at, n.plan_at) as since, n.total
    from (select *, count(*) over () as total from notice where alliance_id = ${allianceId} and id in (
        select id from notice where alliance_id = ${allianceId} and status = 'could_not_tell' and ended_at > ${now}::timestamptz - ${KEPT}
        union all
        select id from notice where alliance_id = ${allianceId} and status = 'waiting' and plan_at < ${now}::timestamptz - ${LATE})
      order by id limit ${MOST}) n
    join person p on p.alliance_id = n.alliance_id and p.id = n.person_id order by n.id`.execute(tx)
  return rows
}

/** What somebody should look at, the longest first. */
export const readStuck = async (tx: Tx, allianceId: string, now: Date): Promise<Stuck> => {
  const late = await readLate(tx, allianceId, now)
  const messages = await readLookedFor(tx, allianceId, now)
  const notices = await readNotices(tx, allianceId, now)
  const stray = await countStray(tx, allianceId)
  return { late, messages, notices, stray, total: (messages[0]?.total ?? 0) + (notices[0]?.total ?? 0) }
}
