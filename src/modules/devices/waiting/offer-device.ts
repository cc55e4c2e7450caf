import { notify, tellStaff } from '#modules/notifications'
import { addDays, today } from '#platform/clock'
import { type Ctx, command, type Work } from '#platform/command'
import type { Answer } from '#platform/module'
import { done, refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { formatDate } from '#ui/format'
import { holdAgain } from '../loans/hold-again'
import { cancelLoan } from '../loans/lose-loan'
import { type PromisedLoan, promiseFor, promiseReasons } from '../loans/promise-loan'
import { deviceOffered } from '../loans/templates'
import { readTerms } from '../rules/rule.queries'
import { kindWord } from '../stock/device'
import { leaveWaiting } from './leave-waiting'
import { aboutWaiting, moveWaiting } from './move-waiting'
import { waitingMoves } from './waiting.moves'
import { nextOffer } from './waiting.queries'

const readWaiting = ({ tx, allianceId }: Work, reference: string) =>
  tx
    .selectFrom('waiting')
    .leftJoin('place', (join) =>
      join.onRef('place.id', '=', 'waiting.place_id').onRef('place.alliance_id', '=', 'waiting.alliance_id'),
    )
    .selectAll('waiting')
    .select('place.name as place')
    .where('waiting.alliance_id', '=', allianceId)
    .where('waiting.reference', '=', reference.toUpperCase())
    .executeTakeFirst()

type Waits = NonNullable<Awaited<ReturnType<typeof readWaiting>>>

const deviceAt = ({ tx, allianceId }: Work, reference: string) =>
  tx
    .selectFrom('device')
    .leftJoin('place', (join) =>
      join.onRef('place.id', '=', 'device.place_id').onRef('place.alliance_id', '=', 'device.alliance_id'),
    )
    .select(['device.place_id', 'place.name as place'])
    .where('device.alliance_id', '=', allianceId)
    .where('device.reference', '=', reference.toUpperCase())
    .executeTakeFirst()

/** Days to bring it to the place they chose, when it is kept somewhere else. */
const bringDays = async (work: Work, waits: Waits, at: string | null): Promise<number> => {
  if (!waits.place_id || !at || waits.place_id === at) return 0
  return (await readTerms(work.tx, work.allianceId, { kind: waits.kind, purpose: waits.purpose, place: waits.place_id }))
    .transferDays
}

/** What is to be done here: an organisation hears of it from us, and a device that is kept elsewhere is to be brought. */
const tellLibrary = async (work: Work, waits: Waits, loan: PromisedLoan, days: number): Promise<void> => {
  const { reference } = loan.device
  const told = { to: { role: 'librarian' }, about: { type: 'loan', id: loan.id }, path: `/loans/${loan.reference}` } as const
  const until = formatDate(loan.heldUntil ?? work.today)
  if (waits.partner_id)
    await tellStaff(work, {
      ...{ ...told, cause: `offered-partner:${loan.id}` },
      words: `Please tell the organisation that ${reference} is kept for them until ${until} (${loan.reference})`,
    })
  if (days > 0)
    await tellStaff(work, {
      ...{ ...told, path: `/devices/${reference}`, cause: `bring:${loan.id}` },
      words: `Please send ${reference} to ${waits.place}: it is kept for someone there until ${until} (${loan.reference})`,
    })
}

const tellThem = async (work: Work, waits: Waits, loan: PromisedLoan, place: string | null, days: number): Promise<void> => {
  await tellLibrary(work, waits, loan, days)
  if (!waits.person_id) return
  // Kept elsewhere, it is not there yet
  const from = days > 0 ? ` from ${formatDate(addDays(work.today, days))}` : ''
  const facts = {
    device: kindWord(loan.device.kind),
    place: place ? `at ${place}${from}` : 'for you to collect',
    until: formatDate(loan.heldUntil ?? work.today),
  }
  const about = { type: 'loan', id: loan.id }
  await notify(work, {
    to: waits.person_id,
    about,
    template: deviceOffered,
    personalisation: facts,
    cause: `device-offered:${loan.id}`,
  })
}

/**
 * Puts a ready device by for someone on the list, for as many days as the rule says, and tells them.
 * Refuses `not-found`, `moved-on` and whatever stands in the way of lending the device.
 */
export const offerDevice = command(
  'waiting.offer',
  async (work, input: { waiting: string; device: string }) => {
    const waits = await readWaiting(work, input.waiting)
    if (!waits) return refuse('not-found')
    const kept = await deviceAt(work, input.device)
    const { person_id, partner_id, request_id } = waits
    const placeId = waits.place_id ?? kept?.place_id ?? null
    const days = await bringDays(work, waits, kept?.place_id ?? null)
    const loan = await promiseFor.within(work, {
      ...{ device: input.device, borrower: { person_id, partner_id, request_id }, purpose: waits.purpose, placeId },
      ...{ waitingId: waits.id, moreDays: days },
    })
    if (!loan.ok) return loan
    const moved = await moveWaiting(work, waitingMoves.offer, waits.id)
    if (!moved) return refuse('moved-on')
    await tellThem(work, waits, loan.value, waits.place ?? kept?.place ?? null, days)
    const offered = aboutWaiting(moved, { device: loan.value.device.reference, heldUntil: loan.value.heldUntil })
    return done(loan.value, ...loan.happened, offered)
  },
  { ...promiseReasons, loan_one_offer: refuse('moved-on') },
)

/** Offers every ready device to the first in line it suits, until no more fit. Run twice, the second finds nothing to do. */
export const offerDevices = async (ctx: Ctx): Promise<void> => {
  const tried: string[] = []
  for (;;) {
    const read = await reading(ctx, 'waiting.offer', (tx) => nextOffer(tx, ctx.allianceId, today(ctx.clock), tried))
    if (!read.ok) return
    await offerDevice(ctx, read.value)
    // Refused or not, this pair is not looked at again in this round
    tried.push(`${read.value.device} ${read.value.waiting}`)
  }
}

/** Someone said no to this device: they keep their place, and it passes on. Refuses `moved-on`, `not-found`. */
export const declineOffer = command('waiting.decline', async (work, { reference }: { reference: string }) => {
  const loan = await work.tx
    .selectFrom('loan')
    .innerJoin('waiting', (join) =>
      join.onRef('waiting.id', '=', 'loan.waiting_id').onRef('waiting.alliance_id', '=', 'loan.alliance_id'),
    )
    .select('loan.reference')
    .where('loan.alliance_id', '=', work.allianceId)
    .where('waiting.reference', '=', reference.toUpperCase())
    .where('loan.status', '=', 'promised')
    .executeTakeFirst()
  if (!loan) return refuse('not-found')
  const freed = await cancelLoan.within(work, loan)
  return freed.ok ? done({ reference: reference.toUpperCase() }, ...freed.happened) : freed
})

const offerBy = (ctx: Ctx, id: string) =>
  reading(ctx, 'loan.read', (tx) =>
    tx
      .selectFrom('loan')
      .innerJoin('waiting', (join) =>
        join.onRef('waiting.id', '=', 'loan.waiting_id').onRef('waiting.alliance_id', '=', 'loan.alliance_id'),
      )
      .select(['loan.reference', 'loan.status', 'waiting.reference as waiting'])
      .where('loan.alliance_id', '=', ctx.allianceId)
      .where('loan.id', '=', id)
      .executeTakeFirst(),
  )

/** A reply to an offer: 1, they will come, and it is kept; 2, they need none any more, and it passes on. */
export const answerOffer: Answer = async (ctx, { about, reply }) => {
  const read = await offerBy(ctx, about.id)
  if (!read.ok) return read
  if (reply !== '2') return holdAgain(ctx, { reference: read.value.reference })
  // Said twice: it passed on the first time
  return read.value.status === 'promised' ? leaveWaiting(ctx, { reference: read.value.waiting }) : done(null)
}
