import { type SqlBool, sql } from 'kysely'
import type { Ctx } from './command'
import type { Tx } from './db'
import type { TimelineEvent } from './module'
import { prepared } from './prepared'

type Detail = TimelineEvent['detail']

const PERSON = /^P-\d+$/

/**
 * The journal is never changed, so it holds nobody's name: people stand in it by reference and accounts by id. Names are put
 * in as they are on the day it is read, and are gone from here too once a person is erased.
 */
const withNames = async <E extends { readonly detail: Detail }>(
  tx: Tx,
  allianceId: string,
  events: readonly E[],
): Promise<E[]> => {
  const references = events.flatMap(({ detail }) => Object.values(detail)).filter((value) => PERSON.test(String(value)))
  if (references.length === 0) return [...events]
  const people = await tx
    .selectFrom('person')
    .select(['reference', 'name'])
    .where('alliance_id', '=', allianceId)
    .where('reference', 'in', [...new Set(references.map(String))])
    .execute()
  const names = new Map(people.map(({ reference, name }) => [reference, name]))
  // Whoever is not found is kept apart from this reader.
  const nameOf = (value: unknown): unknown => (PERSON.test(String(value)) ? (names.get(String(value)) ?? 'someone') : value)
  const named = (detail: Detail): Detail => Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, nameOf(value)]))
  return events.map((event) => ({ ...event, detail: named(event.detail) }))
}

/** A person's records are theirs and those that were made part of theirs: the journal still says which it was. */
const subjectIds = (tx: Tx, allianceId: string, { type, id }: { type: string; id: string }) =>
  type !== 'person'
    ? [id]
    : tx
        .selectFrom('person')
        .select('id')
        .where('alliance_id', '=', allianceId)
        .where((row) => row.or([row('id', '=', id), row('merged_into', '=', id)]))

/** Things that must come back: their pages go on telling what happened with them, and name nobody (db/views/9999-secure.sql). */
const THINGS: readonly string[] = ['loan', 'device', 'sim']

/** An event hangs on others' pages too: on those of whoever asked for them, say. There it is not read by who may not see them. */
const notKeptApart = sql<SqlBool>`(event.person_id = any((select people_kept_apart())::uuid[])) is not true`

/** Told of somebody while two were one record, and of something of the other's: on their own page it is told no more. */
const notGoneBack = sql<SqlBool>`not exists (select from event_gone_back back
  where back.alliance_id = link.alliance_id and back.subject_id = link.subject_id and back.event_id = link.event_id)`

/** What happened with a record, newest first, before it is asked for a part of that. */
const eventsOf = (tx: Tx, allianceId: string, subject: { type: string; id: string }, size: number) =>
  tx
    .selectFrom('event_link as link')
    .innerJoin('event', (join) =>
      join.onRef('event.id', '=', 'link.event_id').onRef('event.alliance_id', '=', 'link.alliance_id'),
    )
    .leftJoin('account', (join) =>
      join.onRef('account.id', '=', 'event.account_id').onRef('account.alliance_id', '=', 'event.alliance_id'),
    )
    .select([
      'event.id',
      'event.at',
      'event.action',
      'event.about_type as aboutType',
      'event.about_id as aboutId',
      'event.detail',
      sql<string>`coalesce(account.name, event.actor)`.as('actor'),
    ])
    .where('link.alliance_id', '=', allianceId)
    .where('link.subject_type', '=', subject.type)
    .where('link.subject_id', 'in', subjectIds(tx, allianceId, subject))
    .$if(!THINGS.includes(subject.type), (query) => query.where(notKeptApart))
    .$if(subject.type === 'person', (query) => query.where(notGoneBack))
    .distinctOn('link.event_id')
    .orderBy('link.event_id', 'desc')
    .limit(size)

const latestOfPerson = prepared((tx, allianceId: string, id: string, size: number) =>
  eventsOf(tx, allianceId, { type: 'person', id }, size),
)

/**
 * What happened with a record, newest first: at most `size` events, those before the event `before` when given. `only` keeps the
 * actions that begin so: "loan." for everything about loans.
 */
export const readTimeline = (
  ctx: Ctx,
  subject: { type: string; id: string },
  size = 50,
  before?: string,
  only: readonly string[] = [],
): Promise<TimelineEvent[]> =>
  ctx.db.transaction({ ...ctx, readOnly: true }, async (tx) => {
    const isLatest = before === undefined && only.length === 0
    const some = (): Promise<Awaited<ReturnType<typeof latestOfPerson>>> =>
      eventsOf(tx, ctx.allianceId, subject, size)
        .$if(only.length > 0, (query) =>
          query.where((row) => row.or(only.map((begins) => row('event.action', 'like', `${begins}%`)))),
        )
        .$if(before !== undefined, (query) => query.where('link.event_id', '<', String(before)))
        .execute()
    const rows = await (isLatest && subject.type === 'person' ? latestOfPerson(tx, ctx.allianceId, subject.id, size) : some())
    return withNames(
      tx,
      ctx.allianceId,
      rows.map((row) => ({ ...row, detail: row.detail as Detail })),
    )
  })
