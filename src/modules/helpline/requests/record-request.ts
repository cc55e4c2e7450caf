import { command, type Work } from '#platform/command'
import { newId } from '#platform/ids'
import { done, type Outcome, refuse } from '#platform/outcome'
import type { Agreed, Standing } from '../calls/call'
import { refusePast } from './next-step'
import { type PromisedRing, promiseRing } from './promise-ring'
import type { RequestInput, Source } from './request'

export interface NewRequest extends RequestInput {
  readonly personId: string
  readonly source: Source
  readonly partnerId?: string | null
  /** The account that has it in hand; without one it is new, for anyone to take. */
  readonly ownerId?: string | null
  /** Whoever asked for them, what they are to them, and whether the person knows. */
  readonly asker?: { readonly id: string; readonly standing: Standing; readonly agreed: Agreed }
  /** Whom we said we would ring about it, by the day of the next step. */
  readonly ring?: PromisedRing
}

export interface RecordedRequest {
  readonly id: string
  readonly reference: string
}

/** Whoever asked for them and for whom, so that it reads right on the pages of both. */
const askedFor = async ({ tx, allianceId }: Work, { personId, asker }: NewRequest): Promise<Record<string, string>> => {
  if (!asker) return {}
  const two = await tx
    .selectFrom('person')
    .select(['id', 'reference'])
    .where('alliance_id', '=', allianceId)
    .where('id', 'in', [personId, asker.id])
    .execute()
  const of = (id: string) => two.find((one) => one.id === id)?.reference ?? ''
  return { by: of(asker.id), for: of(personId), standing: asker.standing }
}

/**
 * Opens a request for a person of this alliance, inside any command that makes one: the desk's, the public form's, a
 * partner's. Give `happened` of the answer to your own `done`. Refuses a next step in the past.
 */
export const writeRequest = async (work: Work, input: NewRequest): Promise<Outcome<RecordedRequest>> => {
  const past = refusePast(work, input.nextActionOn)
  if (past) return past
  const { tx, allianceId, at, today } = work
  const request = await tx
    .insertInto('request')
    .values({
      alliance_id: allianceId,
      id: newId(at),
      person_id: input.personId,
      status: input.ownerId ? 'in_hand' : 'new',
      source: input.source,
      words: input.words,
      needs: input.needs,
      barriers: input.barriers,
      theme: input.theme ?? null,
      partner_id: input.partnerId ?? null,
      owner_id: input.ownerId ?? null,
      asker_id: input.asker?.id ?? null,
      asker_standing: input.asker?.standing ?? null,
      agreed: input.asker?.agreed ?? null,
      next_action: input.nextAction,
      next_action_on: input.nextActionOn,
      opened_at: at,
      opened_on: today,
    })
    .returning(['id', 'reference'])
    .executeTakeFirstOrThrow()
  if (input.ring) await promiseRing(work, request.id, input.ring, input.nextActionOn)
  const detail = { reference: request.reference, needs: input.needs, source: input.source, ...(await askedFor(work, input)) }
  // Whoever asked for them finds it on their own timeline too.
  const also = input.asker ? [{ type: 'person', id: input.asker.id }] : []
  return done<RecordedRequest>(request, { about: { type: 'request', id: request.id }, person: input.personId, also, detail })
}

/** What the database says when the person or the partner is not of this alliance. */
export const requestReasons = {
  request_alliance_id_person_id_fkey: refuse('not-found'),
  request_alliance_id_partner_id_fkey: refuse('not-found'),
}

/** Records what a person asked for, with the next step and its day. */
export const recordRequest = command('request.record', writeRequest, requestReasons)
