import { sql } from 'kysely'
import { command, type Work } from '#platform/command'
import type { Tx } from '#platform/db'
import { writeJournal } from '#platform/journal'
import type { ConsentWithdrawn, StopsForPerson } from '#platform/module'
import { done, refuse, type Subject } from '#platform/outcome'
import { seeingAll } from '#platform/seeing-all'
import { callBackMoves } from './call-back.moves'
import { changing } from './changing'
import { endCalls } from './end-calls'

/**
 * Takes back every call still owed about this record: the loan is back, the request is closed. About a person, every
 * call to them. With `causes`, only those asked for under one of them, whatever follows it; `exactly`, where nothing does. Those to people its actor may
 * not see too: nobody is rung about what is done. Gives how many.
 */
export const callOffCallBacks = async (
  work: Work,
  about: Subject,
  causes?: readonly string[],
  { exactly = false } = {},
): Promise<number> => {
  const { from, to } = callBackMoves.callOff
  const { tx, allianceId, at, ctx } = work
  const ended = await seeingAll(tx, () =>
    changing(work)
      .updateTable('call_back')
      .set({ status: to, ended_at: at })
      .where('alliance_id', '=', allianceId)
      .$if(about.type === 'person', (query) => query.where('person_id', '=', about.id))
      .$if(about.type !== 'person', (query) => query.where('about_type', '=', about.type).where('about_id', '=', about.id))
      .where('status', 'in', from)
      .$if(causes !== undefined, (query) =>
        query.where(
          exactly
            ? sql<boolean>`cause = any(${causes}::text[])`
            : sql<boolean>`exists (select from unnest(${causes}::text[]) as one where starts_with(cause || ' ', one || ' '))`,
        ),
      )
      .returning(['id', 'person_id'])
      .execute(),
  )
  const entries = ended.map(({ id, person_id }) => ({
    ...{ action: 'call-back.call-off', about: { type: 'call_back', id }, person: person_id },
    also: about.type === 'person' ? [] : [about],
  })) as Parameters<typeof writeJournal>[2]
  await writeJournal(tx, { ...work, requestId: ctx.requestId }, entries)
  return ended.length
}

/** Calls owed to others about what was asked for this person. */
export const callsAboutThem = (tx: Tx, allianceId: string, people: readonly string[]) =>
  tx
    .selectFrom('call_back as c')
    .innerJoin('request as q', (join) => join.onRef('q.id', '=', 'c.about_id').onRef('q.alliance_id', '=', 'c.alliance_id'))
    .select(['c.id', 'c.person_id'])
    .where('c.alliance_id', '=', allianceId)
    .where('c.about_type', '=', 'request')
    .where('q.person_id', 'in', [...people])
    .where('c.person_id', 'not in', [...people])
    .where('c.status', 'in', callBackMoves.callOff.from)
    .execute()

const stopAboutThem = (work: Work, person: string) =>
  seeingAll(work.tx, async () => endCalls(work, 'callOff', await callsAboutThem(work.tx, work.allianceId, [person])))

/**
 * Nobody rings someone who has died. Whoever may see someone kept apart goes on ringing them; nobody else is rung about either: whoever
 * asked for them may be whom they are kept from.
 */
export const stopCallBacks: StopsForPerson = async (work, { person, because }) => {
  // Whoever is kept apart is no row of the others' any more.
  changing(work)
  if (because === 'alive' || because === 'agrees-again') return []
  if (because === 'died') await callOffCallBacks(work, { type: 'person', id: person })
  await stopAboutThem(work, person)
  return []
}

/** Nor anyone who took back that we keep their details, or let it end, nor others about them. */
export const stopCallsUnheld: ConsentWithdrawn = async (work, { person, purpose }) => {
  if (purpose !== 'hold') return []
  await callOffCallBacks(work, { type: 'person', id: person })
  await stopAboutThem(work, person)
  return []
}

/** A worker says that one call is not needed. Refuses `moved-on` when it was made or taken back meanwhile. */
export const callOffCall = command('call-back.call-off', async (work, { id }: { readonly id: string }) => {
  const call = await work.tx
    .selectFrom('call_back')
    .select(['id', 'person_id'])
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!call) return refuse('not-found')
  const ended = await endCalls(work, 'callOff', [call])
  return ended.length > 0 ? done({ id }) : refuse('moved-on')
})
