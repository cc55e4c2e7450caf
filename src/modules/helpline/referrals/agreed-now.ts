import { type RawBuilder, sql } from 'kysely'

const TODAY = sql`(current_moment() at time zone 'Europe/London')::date`
const STANDS = sql`c.withdrawn_at is null and coalesce(c.ends_on, 'infinity') >= ${TODAY}`

const theirs = (row: string) =>
  sql`c.alliance_id = ${sql.ref(`${row}.alliance_id`)} and c.person_id = ${sql.ref(`${row}.person_id`)}`

/** Whether a person agrees at this moment that we keep their details: not asked yet is not taken back. Of rows with a person. */
export const heldNow = (row: string): RawBuilder<boolean> => sql<boolean>`
  coalesce((select bool_or(${STANDS}) from consent c where ${theirs(row)} and c.purpose = 'hold'), true)`

/**
 * Whether a person agrees at this moment that their partner knows of them: read each time, since a consent may end by itself. Of
 * rows with a person and a partner, called `row` in the query. Whoever has died agrees to nothing.
 */
export const agreedNow = (row: string): RawBuilder<boolean> => {
  const partner = sql.ref(`${row}.partner_id`)
  const died = sql`exists (select from person p where p.alliance_id = ${sql.ref(`${row}.alliance_id`)}
    and p.id = ${sql.ref(`${row}.person_id`)} and p.has_died)`
  return sql<boolean>`(
    not ${died}
    and exists (select from consent c where ${theirs(row)} and c.purpose = 'share' and c.partner_id = ${partner} and ${STANDS})
    and ${heldNow(row)})`
}

/** Who took back that we share news of them with the partner that sent them, or let it end, is theirs to hear of no more. */
export const stillShared = sql<boolean>`not exists (
  select from consent c where c.alliance_id = r.alliance_id and c.person_id = r.person_id and c.partner_id = r.partner_id
  group by c.partner_id having not bool_or(${STANDS}))`
