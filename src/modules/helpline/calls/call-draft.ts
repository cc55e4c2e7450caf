import { type SqlBool, sql } from 'kysely'
import { holdPerson } from '#modules/callbacks'
import { command, type Work } from '#platform/command'
import type { Tx } from '#platform/db'
import { tellScreens } from '#platform/http/live'
import { done, refuse } from '#platform/outcome'
import { personIdBy } from './person-by'

export type DraftFields = Readonly<Record<string, string | string[]>>

export interface SaveDraft {
  /** The id of the form, under which the call will be recorded. */
  readonly id: string
  /** Which save this is; null for one that comes after all others, such as “Put aside”. */
  readonly turn: number | null
  /** The reference of the person, once found. */
  readonly person: string
  readonly fields: DraftFields
}

const wasRecorded = async ({ tx, allianceId }: Work, id: string): Promise<boolean> => {
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

const write = async ({ tx, allianceId, actor, at }: Work, { id, turn, fields }: SaveDraft, person: string | null) => {
  const row = { fields: JSON.stringify(fields), person_id: person, saved_at: at }
  return tx
    .insertInto('call_draft')
    .values({ alliance_id: allianceId, id, account_id: String(actor.accountId), started_at: at, turn: turn ?? 1, ...row })
    .onConflict((conflict) =>
      conflict
        .columns(['alliance_id', 'id'])
        .doUpdateSet({ ...row, turn: turn ?? sql<number>`call_draft.turn + 1` })
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

/**
 * Keeps a call as far as it is typed, and the person for this worker meanwhile. A save that comes late, after a newer one or
 * after the call was recorded, changes nothing. Another worker's draft is `not-found`.
 */
export const saveDraft = command('call.save-draft', async (work, input: SaveDraft) => {
  if (!work.actor.accountId) return refuse('forbidden')
  await takeTurn(work, input.id)
  if (await wasRecorded(work, input.id)) return done({ kept: false, turn: null })
  const person = input.person ? ((await personIdBy(work.tx, work.allianceId, input.person)) ?? null) : null
  const written = await write(work, input, person)
  const stored = written ? null : await storedTurn(work, input.id)
  if (!written && stored === null) return refuse('not-found')
  if (person) await holdPerson(work, person)
  if (written?.started_at.getTime() === work.at.getTime()) await tellScreens(work, 'calls')
  return done({ kept: written !== undefined, turn: stored })
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
  await tellScreens(work, 'calls')
  return done(null, { about: { type: 'call', id }, person: dropped.person_id })
})

/** The draft of the form that is being recorded is done with. Gives when the call was begun, if it was kept. */
export const endDraft = async (work: Work): Promise<Date | null> => {
  const { tx, ctx, allianceId, actor } = work
  if (!ctx.submission) return null
  await takeTurn(work, ctx.submission)
  const ended = await tx
    .deleteFrom('call_draft')
    .where('alliance_id', '=', allianceId)
    .where('id', '=', ctx.submission)
    .where('account_id', '=', actor.accountId)
    .returning('started_at')
    .executeTakeFirst()
  return ended?.started_at ?? null
}

const ownDrafts = (tx: Tx, allianceId: string, account: string | null) =>
  tx
    .selectFrom('call_draft as d')
    .leftJoin('person as p', (join) => join.onRef('p.id', '=', 'd.person_id').onRef('p.alliance_id', '=', 'd.alliance_id'))
    .select(['d.id', 'd.fields', 'd.started_at', 'd.saved_at', 'd.turn', 'p.reference as person', 'p.name'])
    .where('d.alliance_id', '=', allianceId)
    .where('d.account_id', '=', account)

/** One of this worker's own calls that is not finished, or undefined. */
export const readDraft = (tx: Tx, allianceId: string, account: string | null, id: string) =>
  ownDrafts(tx, allianceId, account).where('d.id', '=', id).executeTakeFirst()

/** Something was typed or ticked: a desk that was only opened is no call that waits to be finished. */
const HAS_WORDS = sql<SqlBool>`(d.fields ->> 'notes' <> '' or d.fields ->> 'name' <> '' or d.fields ?| array['needs', 'barriers', 'next'])`

/** This worker's calls that are not finished, the latest first. */
export const unfinished = (tx: Tx, allianceId: string, account: string | null) =>
  ownDrafts(tx, allianceId, account).where(HAS_WORDS).orderBy('d.saved_at', 'desc').limit(20).execute()

export type DraftRow = Awaited<ReturnType<typeof unfinished>>[number]
