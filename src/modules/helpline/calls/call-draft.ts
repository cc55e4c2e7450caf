import { type SqlBool, sql } from 'kysely'
import { heldByOther, holdPerson, letGoOf } from '#modules/callbacks'
import { command, type Work } from '#platform/command'
import type { Tx } from '#platform/db'
import { tellScreens } from '#platform/http/live'
import { done, type Refusal, refuse } from '#platform/outcome'
import { prepared } from '#platform/prepared'
import { NOT_YOURS } from './not-yours'
import { personIdBy } from './person-by'

export type DraftFields = Readonly<Record<string, string | string[]>>

export interface SaveDraft {
  /** The id of the form, under which the call will be recorded. */
  readonly id: string
  /** Which save this is; null for one that comes after all others, such as “Put aside”. */
  readonly turn: number | null
  /** The reference of the person, once found. */
  readonly person: string
  /** It is put aside: its person is for others to ring. */
  readonly aside?: boolean
  readonly fields: DraftFields
}

/** Whether the call that was typed under this id is saved: what is typed under it from then on would be nobody's. */
export const wasRecorded = async (tx: Tx, allianceId: string, id: string): Promise<boolean> => {
  const found = await tx
    .selectFrom('submission')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return found !== undefined
}

/** A save and the recording of the same call take turns: or one that comes late could bring a finished call back as a draft. */
const takeTurn = ({ tx }: Work, id: string) => sql`select pg_advisory_xact_lock(hashtextextended(${id}, 7))`.execute(tx)

/** An open desk saves itself every minute: one that did not for so long was put aside, and nobody was on the line. */
const AWAY_MS = 10 * 60_000

const awayBy = (at: Date) => sql<number>`call_draft.away_seconds + case
  when ${at}::timestamptz - call_draft.saved_at > ${AWAY_MS / 1000} * interval '1 second'
  then extract(epoch from ${at}::timestamptz - call_draft.saved_at)::integer else 0 end`

const write = async ({ tx, allianceId, actor, at }: Work, { id, turn, aside, fields }: SaveDraft, person: string | null) => {
  const row = { fields: JSON.stringify(fields), person_id: person, saved_at: at, put_down_at: aside ? at : null }
  return tx
    .insertInto('call_draft')
    .values({ alliance_id: allianceId, id, account_id: String(actor.accountId), started_at: at, turn: turn ?? 1, ...row })
    .onConflict((conflict) =>
      conflict
        .columns(['alliance_id', 'id'])
        .doUpdateSet({ ...row, turn: turn ?? sql<number>`call_draft.turn + 1`, away_seconds: awayBy(at) })
        .where('call_draft.account_id', '=', String(actor.accountId))
        .where(sql<boolean>`(${turn}::integer is null or call_draft.turn < ${turn}::integer)`),
    )
    .returning('started_at')
    .executeTakeFirst()
}

/** The turn of a save that was newer than this one; null for a draft that is somebody else's, and so not there for this worker. */
const storedTurn = async ({ tx, allianceId, actor }: Work, id: string): Promise<number | null> => {
  const draft = await tx
    .selectFrom('call_draft')
    .select('turn')
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .where('account_id', '=', actor.accountId)
    .executeTakeFirst()
  return draft?.turn ?? null
}

/** Keeps the person for this worker while the call is typed; the name of a colleague who has them already. */
const keepFor = async (work: Work, person: string, { aside }: SaveDraft): Promise<string | null> => {
  if (aside) await letGoOf(work, person)
  return aside || (await holdPerson(work, person)) ? null : heldByOther(work, person)
}

/** Colleagues see at once that a call is begun, or put down. */
const tellOthers = (work: Work, { aside }: SaveDraft, begun: Date | undefined): void => {
  if (aside || begun?.getTime() === work.at.getTime()) tellScreens(work, 'calls')
}

/**
 * Keeps a call as far as it is typed, and the person for this worker meanwhile: `heldBy` is a colleague who has them. A save that
 * comes late, after a newer one or after the call was recorded, changes nothing. Another worker's draft is `not-found`, and so is
 * one of somebody this worker may not see (`NOT_YOURS`).
 */
export const saveDraft = command('call.save-draft', async (work, input: SaveDraft) => {
  if (!work.actor.accountId) return refuse('forbidden')
  await takeTurn(work, input.id)
  if (await wasRecorded(work.tx, work.allianceId, input.id)) return done({ kept: false, turn: null, heldBy: null })
  const person = input.person ? await personIdBy(work.tx, work.allianceId, input.person) : null
  // Kept apart meanwhile: their draft is not there for this worker either.
  if (person === undefined) return NOT_YOURS
  const written = await write(work, input, person)
  const stored = written ? null : await storedTurn(work, input.id)
  if (!written && stored === null) return refuse('not-found')
  const heldBy = person && written ? await keepFor(work, person, input) : null
  tellOthers(work, input, written?.started_at)
  return done({ kept: written !== undefined, turn: stored, heldBy })
})

/** Throws a draft away, on purpose. */
export const dropDraft = command('call.drop-draft', async (work, { id }: { readonly id: string }) => {
  const dropped = await work.tx
    .deleteFrom('call_draft')
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', id)
    .where('account_id', '=', work.actor.accountId)
    .returning('person_id')
    .executeTakeFirst()
  if (!dropped) return refuse('not-found')
  if (dropped.person_id) await letGoOf(work, dropped.person_id)
  tellScreens(work, 'calls')
  return done(null, { about: { type: 'call', id }, person: dropped.person_id })
})

export interface EndedDraft {
  readonly begun: Date
  /** How long somebody was at it, in minutes begun. */
  readonly minutes: number
}

const minutesAt = (at: Date, draft: { started_at: Date; saved_at: Date; away_seconds: number }): number => {
  const quiet = at.getTime() - draft.saved_at.getTime()
  const until = quiet > AWAY_MS ? draft.saved_at : at
  return Math.max(0, Math.ceil((until.getTime() - draft.started_at.getTime()) / 60_000 - draft.away_seconds / 60))
}

/** Whoever saves a call is on none of their others: one that is still open says so itself within the minute. */
const putDownOthers = ({ tx, allianceId, actor, at }: Work) =>
  tx
    .updateTable('call_draft')
    .set({ put_down_at: at })
    .where('alliance_id', '=', allianceId)
    .where('account_id', '=', actor.accountId)
    .where('put_down_at', 'is', null)
    .execute()

/** The draft of the form that is being recorded is done with. Gives when it was begun and how long it took, if it was kept. */
export const endDraft = async (work: Work): Promise<EndedDraft | null> => {
  const { tx, ctx, allianceId, actor } = work
  if (!ctx.submission) return null
  // Sent at once, done in this order.
  const [, ended] = await Promise.all([
    takeTurn(work, ctx.submission),
    tx
      .deleteFrom('call_draft')
      .where('alliance_id', '=', allianceId)
      .where('id', '=', ctx.submission)
      .where('account_id', '=', actor.accountId)
      .returning(['started_at', 'saved_at', 'away_seconds'])
      .executeTakeFirst(),
    putDownOthers(work),
  ])
  return ended ? { begun: ended.started_at, minutes: minutesAt(work.at, ended) } : null
}

/** Somebody was sooner, and who; or it is finished. */
const whoHas = async (tx: Tx, allianceId: string, id: string): Promise<Refusal> => {
  const draft = await allDrafts(tx, allianceId).select('a.name as worker').where('d.id', '=', id).executeTakeFirst()
  const says = draft ? `${draft.worker} goes on with this call now.` : 'This call is finished, or was thrown away.'
  return { ...refuse('moved-on'), says }
}

/**
 * Goes on with a call that a colleague began who has left: nobody else could read it. Refuses `moved-on` for one somebody took, or
 * whose worker is still here.
 */
export const takeDraft = command('call.take-draft', async ({ tx, allianceId, actor }, { id }: { readonly id: string }) => {
  if (!actor.accountId) return refuse('forbidden')
  const taken = await tx
    .updateTable('call_draft as d')
    .from('account as a')
    .set({ account_id: actor.accountId })
    .whereRef('a.alliance_id', '=', 'd.alliance_id')
    .whereRef('a.id', '=', 'd.account_id')
    .where('a.closed_at', 'is not', null)
    .where('d.alliance_id', '=', allianceId)
    .where('d.id', '=', id)
    .returning((row) => [
      'd.person_id',
      // Where the call goes on: at its person's own desk.
      row
        .selectFrom('person as p')
        .select('p.reference')
        .whereRef('p.alliance_id', '=', 'd.alliance_id')
        .whereRef('p.id', '=', 'd.person_id')
        .as('person'),
    ])
    .executeTakeFirst()
  if (!taken) return whoHas(tx, allianceId, id)
  return done({ id, person: taken.person }, { about: { type: 'call', id }, person: taken.person_id })
})

const allDrafts = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('call_draft as d')
    .innerJoin('account as a', (join) => join.onRef('a.id', '=', 'd.account_id').onRef('a.alliance_id', '=', 'd.alliance_id'))
    .leftJoin('person as p', (join) => join.onRef('p.id', '=', 'd.person_id').onRef('p.alliance_id', '=', 'd.alliance_id'))
    .select(['d.id', 'd.fields', 'd.started_at', 'd.saved_at', 'd.turn', 'p.reference as person', 'p.name'])
    // Who began it and has left since.
    .select(sql<string | null>`case when a.closed_at is not null then a.name end`.as('left_by'))
    .where('d.alliance_id', '=', allianceId)

/** One of this worker's own calls that is not finished, or undefined. */
export const readDraft = (tx: Tx, allianceId: string, account: string | null, id: string) =>
  allDrafts(tx, allianceId).where('d.account_id', '=', account).where('d.id', '=', id).executeTakeFirst()

/** What a desk sends that was only opened: chosen by the address, or the first of a list. */
const OPENED = ['submission', 'direction', 'request', 'callBacks', 'incoming', 'nextOn', 'ringOn']
const FIRST = { result: 'spoke', language: 'en', sentHow: 'told' }

/** Something was typed or ticked: a desk that was only opened is no call that waits to be finished. The number that rings is typed by nobody. */
export const HAS_WORDS = sql<SqlBool>`exists (
  select from jsonb_each(d.fields) as f (name, value)
  where f.name <> all(${OPENED}::text[]) and f.value not in ('""', '[]', 'null')
    and not ${JSON.stringify(FIRST)}::jsonb @> jsonb_build_object(f.name, f.value)
    and not (f.name = 'phones' and coalesce(d.fields ->> 'incoming', '') <> ''))`

/**
 * This worker's calls that are not finished, the latest first, then those of colleagues who have left; `open` is on their screen now,
 * with or without a word in it.
 */
export const unfinished = prepared((tx, allianceId: string, account: string | null, open: string | null = null) =>
  allDrafts(tx, allianceId)
    .where((row) => row.or([row('d.account_id', '=', account), row('a.closed_at', 'is not', null)]))
    .where((row) => row.or([HAS_WORDS, row('d.id', '=', open)]))
    .orderBy(
      (row) => row('d.id', '=', open),
      (order) => order.desc().nullsLast(),
    )
    .orderBy('left_by', (order) => order.asc().nullsFirst())
    .orderBy('d.saved_at', 'desc')
    .limit(20),
)

export type DraftRow = Awaited<ReturnType<typeof unfinished>>[number]
