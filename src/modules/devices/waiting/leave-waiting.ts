import { command } from '#platform/command'
import { done, refuse } from '#platform/outcome'
import { cancelLoan } from '../loans/lose-loan'
import type { KnownWaiting } from './join-waiting'
import { aboutWaiting, holdWaiting, moveWaiting } from './move-waiting'
import { queueOffers } from './queue-offers'
import { waitingMoves } from './waiting.moves'

/** Takes someone off the list; a device kept for them is free for the next. Refuses `not-found`, `moved-on`. */
export const leaveWaiting = command('waiting.leave', async (work, { reference }: { reference: string }) => {
  const offered = await work.tx
    .selectFrom('loan')
    .innerJoin('waiting', (join) =>
      join.onRef('waiting.id', '=', 'loan.waiting_id').onRef('waiting.alliance_id', '=', 'loan.alliance_id'),
    )
    .select('loan.reference')
    .where('loan.alliance_id', '=', work.allianceId)
    .where('waiting.reference', '=', reference.toUpperCase())
    .where('loan.status', '=', 'promised')
    .executeTakeFirst()
  const freed = offered && (await cancelLoan.within(work, { reference: offered.reference }))
  if (freed && !freed.ok) return freed
  const waiting = await holdWaiting(work, reference)
  if (!waiting) return refuse('not-found')
  const moved = await moveWaiting(work, waitingMoves.leave, waiting.id)
  if (!moved) return refuse('moved-on')
  return done<KnownWaiting>(moved, aboutWaiting(moved), ...(freed?.happened ?? []))
})

/** They did not collect a device in time, and still want one: back to the place they had. Refuses `not-found`, `moved-on`. */
export const rejoinWaiting = command('waiting.rejoin', async (work, { reference }: { reference: string }) => {
  const waiting = await holdWaiting(work, reference)
  if (!waiting) return refuse('not-found')
  const moved = await moveWaiting(work, waitingMoves.rejoin, waiting.id)
  if (!moved) return refuse('moved-on')
  await queueOffers(work)
  return done<KnownWaiting>(moved, aboutWaiting(moved))
})
