import { sql } from 'kysely'
import { callOffCallBacks } from '#modules/callbacks'
import type { Work } from '#platform/command'
import { writeJournal } from '#platform/journal'
import type { Subject } from '#platform/outcome'
import { seeingAll } from '#platform/seeing-all'
import { messageMoves } from './message.moves'
import { noticeMoves } from './notice.moves'
import { fallBack, NOT_NEEDED } from './sending/tell-notices'

export interface CallOff {
  /** Everything that waits about this record; about a person, everything that waits for them. */
  readonly about: Subject
  /** Only these templates, by name. */
  readonly templates?: readonly string[]
}

/** What may still be told, or told again, held until the caller's transaction ends: a round that plans it now is waited for. */
const holdOpen = ({ tx, allianceId }: Work, { about, templates }: CallOff) =>
  tx
    .selectFrom('notice')
    .select(['id', 'person_id', 'template', 'status'])
    .where('alliance_id', '=', allianceId)
    .$if(about.type === 'person', (query) => query.where('person_id', '=', about.id))
    .$if(about.type !== 'person', (query) => query.where('about_type', '=', about.type).where('about_id', '=', about.id))
    .$if(templates !== undefined, (query) => query.where('template', 'in', [...(templates ?? [])]))
    .where('status', 'in', [...new Set([...noticeMoves.cancel.from, ...noticeMoves.fallBack.from])])
    .where('over_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()

/** Stops the messages that carry one of these and have not gone. Gives every notice they carried. */
const stopMessages = async ({ tx, allianceId }: Work, notices: readonly string[]): Promise<string[]> => {
  const { from, to } = messageMoves.cancel
  if (notices.length === 0) return []
  const { rows } = await sql<{ notice_id: string }>`
    with stopped as (
      update message set status = ${to}, failure = ${NOT_NEEDED}
      where alliance_id = ${allianceId} and status = any(${[...from]}::text[]) and id in (
        select message_id from message_notice where alliance_id = ${allianceId} and notice_id = any(${notices}::uuid[]))
      returning id)
    select notice_id from message_notice where alliance_id = ${allianceId} and message_id in (select id from stopped)`.execute(tx)
  return rows.map(({ notice_id }) => notice_id)
}

/** Moves notices by a move of their table. */
export const setNotices = (
  { tx, allianceId }: Work,
  ids: readonly string[],
  { from, to }: { from: readonly string[]; to: string },
  more: { ended_at?: Date | null; plan_at?: Date; because?: string | null },
) =>
  tx
    .updateTable('notice')
    .set({ status: to, ...more })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('status', 'in', from)
    .execute()

/** Stops messages that would tell these again; what shared one with them is thought over again. Gives every notice they carried. */
export const stopTelling = async (work: Work, notices: readonly string[]): Promise<string[]> => {
  const stopped = await stopMessages(work, notices)
  await fallBack(
    work,
    stopped.filter((id) => !notices.includes(id)),
  )
  return stopped
}

/** What became a call is not rung about either; what they wrote to us, and whatever else we owe them a call for, stays. */
const stopCalls = async (work: Work, { about, templates }: CallOff): Promise<number> => {
  if (about.type === 'person') return 0
  const called = await work.tx
    .selectFrom('notice')
    .select('id')
    .where('alliance_id', '=', work.allianceId)
    .where('about_type', '=', about.type)
    .where('about_id', '=', about.id)
    .$if(templates !== undefined, (query) => query.where('template', 'in', [...(templates ?? [])]))
    .where('status', '=', noticeMoves.askForCall.to)
    .execute()
  if (called.length === 0) return 0
  return callOffCallBacks(
    work,
    about,
    called.map(({ id }) => `notice ${id}`),
  )
}

/** What has gone, or is on its way and cannot be caught, is told no other way should it turn out not to have arrived. */
const close = async ({ tx, allianceId, at }: Work, ids: readonly string[]): Promise<void> => {
  await tx
    .updateTable('notice')
    .set({ over_at: at })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
}

/**
 * Takes back what has not gone: the thing is done, or the person does not want it; of people its actor may not see as well. What
 * shared a message with it goes without it, and a call that it became is not made. Gives how many were not told; a message on its
 * way cannot be caught.
 */
export const callOff = (work: Work, asked: CallOff): Promise<number> => seeingAll(work.tx, () => takeBack(work, asked))

const takeBack = async (work: Work, asked: CallOff): Promise<number> => {
  const { tx, at, ctx } = work
  const open = await holdOpen(work, asked)
  await stopCalls(work, asked)
  if (open.length === 0) return 0
  const stopped = await stopTelling(
    work,
    open.map(({ id }) => id),
  )
  const ended = open.filter(({ id, status }) => status === 'waiting' || (status !== 'told' && stopped.includes(id)))
  const endedIds = ended.map(({ id }) => id)
  await setNotices(work, endedIds, noticeMoves.cancel, { ended_at: at, because: NOT_NEEDED })
  await close(
    work,
    open.map(({ id }) => id).filter((id) => !endedIds.includes(id)),
  )
  const entries = ended.map(({ id, person_id, template }) => ({
    ...{ action: 'notice.call-off' as const, about: { type: 'notice', id }, person: person_id },
    ...{ also: asked.about.type === 'person' ? [] : [asked.about], detail: { template } },
  }))
  await writeJournal(tx, { ...work, requestId: ctx.requestId }, entries)
  return ended.length
}
