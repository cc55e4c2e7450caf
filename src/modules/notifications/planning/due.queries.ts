import { sql } from 'kysely'
import { addDays, londonDate, londonInstant } from '#platform/clock'
import type { Work } from '#platform/command'

/** A notice whose time has come, held until the caller's transaction ends. */
export interface DueNotice {
  readonly id: string
  readonly person: string
  readonly template: string
  readonly personalisation: unknown
  readonly bundles: boolean
  readonly aboutType: string
  readonly aboutId: string
  readonly notAfter: Date | null
  /** Where it was tried and did not arrive. */
  readonly failed: readonly { readonly way: string; readonly address: string }[]
}

const columns = sql`id, person_id as person, template, personalisation, bundles, about_type as "aboutType", about_id as "aboutId",
  not_after as "notAfter",
  coalesce((select jsonb_agg(jsonb_build_object('way', m.way, 'address', m.address)) from message_notice mn
    join message m on m.alliance_id = mn.alliance_id and m.id = mn.message_id
    where mn.alliance_id = notice.alliance_id and mn.notice_id = notice.id and m.status = 'failed'), '[]'::jsonb) as failed`

/** The first notices that are due, and whatever else bundles for the same people within this London day. */
export const takeDue = async ({ tx, allianceId, at }: Work, most: number): Promise<DueNotice[]> => {
  const { rows: due } = await sql<DueNotice>`
    select ${columns} from notice where alliance_id = ${allianceId} and status = 'waiting' and plan_at <= ${at}
    order by plan_at, id limit ${most} for update skip locked`.execute(tx)
  const people = [...new Set(due.filter(({ bundles }) => bundles).map(({ person }) => person))]
  if (people.length === 0) return due
  const midnight = londonInstant(addDays(londonDate(at), 1), '00:00')
  const { rows: more } = await sql<DueNotice>`
    select ${columns} from notice where alliance_id = ${allianceId} and person_id = any(${people}::uuid[]) and status = 'waiting'
      and bundles and not_before < ${midnight} and id <> all(${due.map(({ id }) => id)}::uuid[])
    order by plan_at, id for update skip locked`.execute(tx)
  return [...due, ...more]
}
