import { sql } from 'kysely'
import type { Work } from '#platform/command'
import type { Tx } from '#platform/db'
import { endCalls } from './end-calls'
import { CAN_RING } from './queue.queries'

interface StuckCall {
  readonly id: string
  readonly person_id: string
  readonly about_type: string
  readonly about_id: string
  readonly why: string
  /** Of no use any more, or owed to someone we do not write to either. */
  readonly is_over: boolean
}

const stuck = (allianceId: string, at: Date) => sql`
  from call_back c join person_reach r on r.alliance_id = c.alliance_id and r.person_id = c.person_id
  where c.alliance_id = ${allianceId} and c.status = 'waiting' and (c.not_after <= ${at} or (c.due_from <= ${at} and not ${CAN_RING}))`

/** The people with a call that is due and that nobody can make. */
export const peopleWithStuckCalls = async (tx: Tx, allianceId: string, at: Date): Promise<string[]> => {
  const { rows } = await sql<{ person_id: string }>`select distinct c.person_id ${stuck(allianceId, at)}`.execute(tx)
  return rows.map(({ person_id }) => person_id)
}

/** Ends the calls to a person that nobody can make. Gives those to use the way that is left for. */
export const endStuckCalls = async (work: Work, person: string): Promise<readonly StuckCall[]> => {
  const { rows } = await sql<StuckCall>`
    select c.id, c.person_id, c.about_type, c.about_id, c.why,
      r.gone or not r.holds_consent or coalesce(c.not_after <= ${work.at}, false) as is_over
    ${stuck(work.allianceId, work.at)} and c.person_id = ${person} order by c.due_from, c.id`.execute(work.tx)
  await endCalls(
    work,
    'callOff',
    rows.filter(({ is_over }) => is_over),
  )
  const given = await endCalls(
    work,
    'giveUp',
    rows.filter(({ is_over }) => !is_over),
  )
  return rows.filter(({ id }) => given.includes(id))
}
