import { sql } from 'kysely'
import { type Action, MAY, type Role } from '#platform/access'
import type { Tx } from '#platform/db'
import type { PanelSpec } from '#platform/module'
import { reading } from '#platform/reading'
import { formatDateTime } from '#ui/format'
import { HAS_WORDS } from './call-draft'

const SEE: readonly Role[] = MAY['person.see-restricted' satisfies Action]

interface LeftBehind {
  readonly id: string
  readonly worker: string
  readonly notes: string
  readonly saved_at: Date
}

/** Calls with somebody kept apart that a worker was typing who may not see them any more: nobody else could go on with what was said. */
const leftBehind = async (tx: Tx, allianceId: string, person: string, at: Date): Promise<LeftBehind[]> => {
  const { rows } = await sql<LeftBehind>`
    select d.id, a.name as worker, coalesce(d.fields ->> 'notes', '') as notes, d.saved_at
    from call_draft d
    join restricted_person r on r.alliance_id = d.alliance_id and r.person_id = d.person_id
    join account a on a.alliance_id = d.alliance_id and a.id = d.account_id
    where d.alliance_id = ${allianceId} and d.person_id = ${person} and ${HAS_WORDS}
      and not exists (select from restricted_reader o where o.alliance_id = r.alliance_id and o.person_id = r.person_id
        and o.account_id = d.account_id and (o.until is null or o.until > ${at}))
      and not exists (select from account_role g where g.alliance_id = d.alliance_id and g.account_id = d.account_id
        and g.role = any(${[...SEE]}::text[]))
    order by d.saved_at desc limit 5`.execute(tx)
  return rows
}

const LeftBehindCalls = ({ calls }: { calls: readonly LeftBehind[] }) =>
  calls.length === 0 ? null : (
    <section class="digiknow-panel" aria-labelledby="left-behind">
      <h2 id="left-behind">Calls not finished</h2>
      <ul class="digiknow-plain digiknow-found">
        {calls.map(({ worker, notes, saved_at }) => (
          <li>
            {worker} was on a call with them, and cannot see this record now.{' '}
            <span class="digiknow-soft-text">Kept {formatDateTime(saved_at)}</span>
            {notes && <p class="govuk-body digiknow-said">{notes}</p>}
          </li>
        ))}
      </ul>
    </section>
  )

/** On a person's page: what was said in those calls, as far as it was kept, for whoever looks after them now. */
export const leftBehindOfPerson: PanelSpec = {
  on: 'person',
  order: 9,
  // Notes of a call are for those who keep notes of people.
  action: 'note.write',
  show: async (ask, person) => {
    const { allianceId, clock } = ask.ctx
    const read = await reading(ask.ctx, 'note.write', (tx) => leftBehind(tx, allianceId, person.id, clock.now()))
    return read.ok ? <LeftBehindCalls calls={read.value} /> : null
  },
}
