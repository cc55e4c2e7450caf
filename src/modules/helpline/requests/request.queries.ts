import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { prepared } from '#platform/prepared'
import { dutyName } from './on-duty'
import { OPEN } from './request.moves'

/** Everything on a request's own page, or undefined when this alliance knows no such request. */
export const readRequest = (tx: Tx, allianceId: string, reference: string) =>
  tx
    .selectFrom('request as r')
    .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'r.person_id').onRef('p.alliance_id', '=', 'r.alliance_id'))
    .leftJoin('account as o', (join) => join.onRef('o.id', '=', 'r.owner_id').onRef('o.alliance_id', '=', 'r.alliance_id'))
    .leftJoin('partner as a', (join) => join.onRef('a.id', '=', 'r.partner_id').onRef('a.alliance_id', '=', 'r.alliance_id'))
    .leftJoin('person as k', (join) => join.onRef('k.id', '=', 'r.asker_id').onRef('k.alliance_id', '=', 'r.alliance_id'))
    .selectAll('r')
    .select(['p.reference as person', 'p.name', 'o.name as owner', 'o.closed_at as owner_left', 'a.name as partner'])
    .select(dutyName(allianceId).as('duty'))
    .select(['k.name as asker', 'k.reference as asker_reference'])
    .select(({ selectFrom }) =>
      selectFrom('call_back as c')
        .select('c.due_from')
        .whereRef('c.alliance_id', '=', 'r.alliance_id')
        .where('c.about_type', '=', 'request')
        .whereRef('c.about_id', '=', 'r.id')
        .where('c.status', '=', 'waiting')
        .orderBy('c.due_from')
        .limit(1)
        .as('ring_from'),
    )
    .where('r.alliance_id', '=', allianceId)
    .where('r.reference', '=', reference.toUpperCase())
    .executeTakeFirst()

export type RequestRecord = NonNullable<Awaited<ReturnType<typeof readRequest>>>

/** Who has a request now: whoever has left has nothing in hand. */
export const ownerNow = ({ owner_id, owner_left }: Pick<RequestRecord, 'owner_id' | 'owner_left'>): string | null =>
  owner_left ? null : owner_id

/** A person's open requests, the soonest next step first. */
export const openRequestsOf = prepared((tx, allianceId: string, personId: string) =>
  tx
    .selectFrom('request')
    .select(['id', 'reference', 'needs', 'status', 'next_action', 'next_action_on'])
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .where('status', 'in', OPEN)
    .orderBy('next_action_on')
    .orderBy('id'),
)

const AT_DESK = ['r.id', 'r.reference', 'r.needs', 'r.status', 'r.next_action', 'r.next_action_on'] as const

/** The same for the call desk, with those they asked for on behalf of somebody else after their own: for whom, or null. */
export const openAtDesk = prepared((tx, allianceId: string, personId: string) => {
  const own = tx
    .selectFrom('request as r')
    .select([...AT_DESK, sql<string | null>`null::text`.as('for_name')])
    .where('r.alliance_id', '=', allianceId)
    .where('r.person_id', '=', personId)
    .where('r.status', 'in', OPEN)
  const forOthers = tx
    .selectFrom('request as r')
    .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'r.person_id').onRef('p.alliance_id', '=', 'r.alliance_id'))
    .select([...AT_DESK, sql<string | null>`p.name`.as('for_name')])
    .where('r.alliance_id', '=', allianceId)
    .where('r.asker_id', '=', personId)
    .where('r.person_id', '<>', personId)
    .where('r.status', 'in', OPEN)
  // Each by its own index: asked as one with “or”, every open request may be read.
  return tx
    .selectFrom(own.unionAll(forOthers).as('r'))
    .selectAll()
    .orderBy((row) => row('r.for_name', 'is not', null))
    .orderBy('r.next_action_on')
    .orderBy('r.id')
})

export type OpenRequest = Awaited<ReturnType<typeof openAtDesk>>[number]
