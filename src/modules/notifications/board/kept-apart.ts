import { type RawBuilder, sql } from 'kysely'

/** Whether the person of a row is kept apart, by the name its table has in the query. */
export const isKeptApart = (row: 'message' | 'm' | 'n' | 't'): RawBuilder<boolean> => sql<boolean>`exists (
  select from restricted_person r where r.alliance_id = ${sql.ref(`${row}.alliance_id`)} and r.person_id = ${sql.ref(`${row}.person_id`)})`
