import { askForCallBack } from '#modules/callbacks'
import { callOff, notify, tellStaff } from '#modules/notifications'
import { today } from '#platform/clock'
import type { Ctx } from '#platform/command'
import { command, type Work } from '#platform/command'
import { eachInTurn } from '#platform/each'
import { done, refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { lastToCome, readCollectPlace } from '../bookings/place-hours'
import { kindWord } from '../stock/device'
import { deviceMoves } from '../stock/device.moves'
import { moveDevice } from '../stock/move-device'
import { movePlaceOf } from '../waiting/move-waiting'
import { queueOffers } from '../waiting/queue-offers'
import { waitingMoves } from '../waiting/waiting.moves'
import { earliest } from './latest-due'
import { loanMoves } from './loan.moves'
import { aboutLoan, type HeldLoan, holdLoan, type KnownLoan } from './move-loan'
import { holdEnded } from './templates'

/** They are not offered another until someone has asked them: a call, whatever their way, since the message was not enough. */
const askThem = async (work: Work, { loan, device }: HeldLoan): Promise<void> => {
  await callOff(work, { about: { type: 'loan', id: loan.id } })
  if (loan.partner_id && loan.waiting_id)
    await tellStaff(work, {
      ...{ to: { role: 'librarian' }, about: { type: 'loan', id: loan.id }, path: `/loans/${loan.reference}` },
      words: `${device.reference} was not collected in time (${loan.reference}). Please ask the organisation if they still want one`,
      cause: `hold-ended:${loan.id}:${loan.held_until}`,
    })
  if (!loan.person_id) return
  const cause = `hold-ended:${loan.id}:${loan.held_until}`
  const about = { type: 'loan', id: loan.id }
  await notify(work, {
    to: loan.person_id,
    about,
    template: holdEnded,
    personalisation: { device: kindWord(device.kind) },
    cause,
  })
  if (loan.waiting_id)
    await askForCallBack(work, { person: loan.person_id, about, why: `Do they still want a ${kindWord(device.kind)}?`, cause })
}

/** Where its place was closed on the last day it was kept, that is the next it is open, while its calendar has it for them. */
const lastDayOf = async ({ tx, allianceId }: Work, { loan }: HeldLoan): Promise<string> => {
  const [until, planned] = [loan.held_until ?? '', loan.planned_until ?? '']
  const place = await readCollectPlace(tx, allianceId, loan.device_id, loan.collect_place_id)
  const open = lastToCome(place, until, 0)
  return until < planned ? earliest(open, planned) : until
}

/** A promise whose days have run out ends: the device passes on. Refuses `moved-on` when it was collected or kept longer meanwhile. */
export const lapseLoan = command('loan.lapse', async (work, { reference }: { reference: string }) => {
  const held = await holdLoan(work, reference, loanMoves.lapse)
  if (!held.ok) return held
  const { loan, device } = held
  if (!loan.held_until || (await lastDayOf(work, held)) >= work.today) return refuse('moved-on')
  const { from, to } = loanMoves.lapse
  const moved = await work.tx
    .updateTable('loan')
    .set({ status: to, lapsed_at: work.at })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', loan.id)
    .where('status', 'in', from)
    .returning(['id', 'reference'])
    .executeTakeFirst()
  if (!moved || !(await moveDevice(work, deviceMoves.cancel, device))) return refuse('moved-on')
  if (!(await movePlaceOf(work, waitingMoves.miss, loan.waiting_id))) return refuse('moved-on')
  await askThem(work, held)
  await queueOffers(work)
  return done<KnownLoan>(moved, aboutLoan(loan, device))
})

/** Ends every promise whose days have run out; run twice, the second finds nothing. */
export const lapseHolds = async (ctx: Ctx): Promise<void> => {
  const read = await reading(ctx, 'loan.lapse', (tx) =>
    tx
      .selectFrom('loan')
      .select('reference')
      .where('alliance_id', '=', ctx.allianceId)
      .where('status', '=', 'promised')
      .where('held_until', '<', today(ctx.clock))
      .execute(),
  )
  if (!read.ok) return
  await eachInTurn(read.value, ({ reference }) => lapseLoan(ctx, { reference }))
}
