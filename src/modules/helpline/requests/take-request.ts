import { sql } from 'kysely'
import { command } from '#platform/command'
import { done, refuse } from '#platform/outcome'
import { moveRequest } from './move-request'

export interface TakeRequest {
  readonly id: string
  /** Whose it was when the page was opened, or null for nobody's: of two who press at once, one takes it. */
  readonly seenOwner: string | null
}

/** Takes a request in hand: the one who presses owns it. Refused when someone else has taken it meanwhile. */
export const takeRequest = command('request.take', async (work, input: TakeRequest) => {
  const { tx, allianceId } = work
  const request = await tx
    .selectFrom('request')
    .select(['id', sql<boolean>`owner_id is not distinct from ${input.seenOwner}::uuid`.as('asSeen')])
    .where('alliance_id', '=', allianceId)
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst()
  if (!request) return refuse('not-found')
  if (!request.asSeen) return refuse('moved-on')
  const moved = await moveRequest(work, request.id, 'take', { owner_id: work.actor.accountId })
  if (!moved.ok) return moved
  const { id, personId, reference } = moved.value
  return done(moved.value, { about: { type: 'request', id }, person: personId, detail: { reference } })
})
