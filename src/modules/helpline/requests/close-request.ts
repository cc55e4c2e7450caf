import { z } from 'zod'
import { callOffCallBacks } from '#modules/callbacks'
import { callOff } from '#modules/notifications'
import { londonDate } from '#platform/clock'
import { command, type Work } from '#platform/command'
import { tick, words } from '#platform/fields'
import { done, type Refusal, refuse, type Subject } from '#platform/outcome'
import { formatDate } from '#ui/format'
import { stopWithRequest } from '../referrals/stop-referrals'
import { matchMoves } from './match.moves'
import { moveRequest } from './move-request'
import { type OutcomeOfRequest, outcomeField } from './request'
import { tellAsker } from './tell-asker'

/** Ended in help: what the funder's count of people supported goes by. */
const HELP: readonly OutcomeOfRequest[] = ['helped', 'signposted']

export const closeForm = z
  .object({ outcome: outcomeField, whatChanged: words(2000), tellNobody: tick() })
  .refine(({ outcome, whatChanged }) => outcome !== 'helped' || whatChanged !== '', {
    path: ['whatChanged'],
    error: 'Enter what changed for them',
  })
type Closed = z.output<typeof closeForm>
/** `tellNobody`: whoever asked for the person hears nothing of it. */
export type CloseInput = Omit<Closed, 'tellNobody'> & Partial<Pick<Closed, 'tellNobody'>>

/** Nobody goes on being asked about a request that is closed, or helping with it. Gives the champions it ends for. */
const letChampionsGo = async (work: Work, requestId: string): Promise<Subject[]> => {
  const { tx, allianceId, at } = work
  const champions: Subject[] = []
  for (const { from, to } of [matchMoves.withdraw, matchMoves.end]) {
    const moved = await tx
      .updateTable('match')
      .set({ status: to, answered_at: at })
      .where('alliance_id', '=', allianceId)
      .where('request_id', '=', requestId)
      .where('status', 'in', from)
      .returning(['id', 'champion_id'])
      .execute()
    for (const { id } of moved) await callOff(work, { about: { type: 'match', id } })
    champions.push(...moved.map(({ champion_id }) => ({ type: 'champion', id: champion_id })))
  }
  return champions
}

/** Someone would go to a session for nothing, or one held would never be written up. */
const sessionToCome = async ({ tx, allianceId }: Work, requestId: string): Promise<Refusal | null> => {
  const session = await tx
    .selectFrom('session')
    .select(['starts_at', 'reference'])
    .where('alliance_id', '=', allianceId)
    .where('request_id', '=', requestId)
    .where('status', '=', 'planned')
    .orderBy('starts_at')
    .executeTakeFirst()
  if (!session) return null
  const day = formatDate(londonDate(session.starts_at))
  return refuse(
    'session-planned',
    `A session is planned for ${day} (${session.reference}). Record it or cancel it first`,
    'outcome',
  )
}

/** Ends a request today: how, what changed for the person, and with it who was helping and the partners that were asked. Refuses `session-planned`. */
export const closeRequest = command('request.close', async (work, input: CloseInput & { readonly id: string }) => {
  const moved = await moveRequest(work, input.id, HELP.includes(input.outcome) ? 'finish' : 'close', {
    outcome: input.outcome,
    what_changed: input.whatChanged,
    closed_on: work.today,
    next_action: null,
    next_action_on: null,
  })
  if (!moved.ok) return moved
  const { id, personId, reference } = moved.value
  const planned = await sessionToCome(work, id)
  if (planned) return planned
  const also = await letChampionsGo(work, id)
  await callOffCallBacks(work, { type: 'request', id })
  const stopped = await stopWithRequest(work, id)
  if (!input.tellNobody) await tellAsker(work, id)
  const detail = { reference, outcome: input.outcome }
  return done(moved.value, { about: { type: 'request', id }, person: personId, also, detail }, ...stopped)
})
