import { command, type Work } from '#platform/command'
import { newId } from '#platform/ids'
import { done, type Refusal, refuse } from '#platform/outcome'
import { type DeviceStatus, STATUSES } from '../stock/device'
import { deviceMoves } from '../stock/device.moves'
import { type KnownDevice, moveDevice } from '../stock/move-device'
import { aboutLoan, type KnownLoan } from './move-loan'

/** A device by its reference; a person by theirs, or a partner by its id; and the request it answers, where there is one. */
export interface PromiseInput {
  readonly device: string
  readonly person?: string | undefined
  readonly partner?: string | undefined
  readonly request?: string | undefined
}

const taken = refuse('already-lent', 'Someone has just taken this device. Choose another.', 'device')
const unwiped = refuse('not-wiped', 'This device has not been wiped since its last user. Choose another.', 'device')

const requestBy = ({ tx, allianceId }: Work, reference: string) =>
  tx
    .selectFrom('request')
    .select(['id', 'person_id'])
    .where('alliance_id', '=', allianceId)
    .where('reference', '=', reference.toUpperCase())
    .executeTakeFirst()

const partnerBy = ({ tx, allianceId }: Work, id: string) =>
  tx
    .selectFrom('partner')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .where('left_on', 'is', null)
    .executeTakeFirst()

const personBy = ({ tx, allianceId }: Work, reference: string) =>
  tx
    .selectFrom('person')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('reference', '=', reference.toUpperCase())
    .executeTakeFirst()

interface Borrower {
  readonly person_id: string | null
  readonly partner_id: string | null
  readonly request_id: string | null
}

/** Whoever asked borrows, unless someone is named: then the request must be their own. */
const borrowingPerson = async (work: Work, person: string | undefined, asked: { id: string; person_id: string } | undefined) => {
  const known = person ? await personBy(work, person) : asked && { id: asked.person_id }
  if (!known || (asked && asked.person_id !== known.id)) return undefined
  return { person_id: known.id, partner_id: null, request_id: asked?.id ?? null }
}

const borrowerOf = async (work: Work, { person, partner, request }: PromiseInput): Promise<Borrower | undefined> => {
  const asked = request ? await requestBy(work, request) : undefined
  if (request && !asked) return undefined
  if (!partner) return borrowingPerson(work, person, asked)
  const known = await partnerBy(work, partner)
  return known && { person_id: null, partner_id: known.id, request_id: asked?.id ?? null }
}

const whyNot = async ({ tx, allianceId }: Work, reference: string): Promise<Refusal> => {
  const device = await tx
    .selectFrom('device')
    .select(['reference', 'status'])
    .where('alliance_id', '=', allianceId)
    .where('reference', '=', reference.toUpperCase())
    .executeTakeFirst()
  if (!device) return refuse('no-such-device', 'Choose a device from the list', 'device')
  const status = device.status as DeviceStatus
  if (status === 'promised' || status === 'on_loan') return taken
  return refuse(
    'not-ready',
    `${device.reference} is not ready to lend (${STATUSES[status].toLowerCase()}). Choose another.`,
    'device',
  )
}

const lastPassedWipe = ({ tx, allianceId }: Work, deviceId: string) =>
  tx
    .selectFrom('wipe')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('device_id', '=', deviceId)
    .where('passed', '=', true)
    .orderBy('recorded_at', 'desc')
    .limit(1)
    .executeTakeFirst()

export interface PromisedLoan extends KnownLoan {
  readonly device: KnownDevice
}

/**
 * Puts a ready device by for a person or a partner.
 * Refuses `already-lent`, `not-ready`, `not-wiped`, `no-such-device` (all on the field `device`) and `not-found`.
 */
export const promiseLoan = command(
  'loan.promise',
  async (work, input: PromiseInput) => {
    const { tx, allianceId, at } = work
    const borrower = await borrowerOf(work, input)
    if (!borrower) return refuse('not-found')
    const device = await moveDevice(work, deviceMoves.promise, { reference: input.device })
    if (!device) return whyNot(work, input.device)
    const wipe = await lastPassedWipe(work, device.id)
    if (!wipe) return unwiped
    const loan = await tx
      .insertInto('loan')
      .values({
        alliance_id: allianceId,
        id: newId(at),
        device_id: device.id,
        wipe_id: wipe.id,
        ...borrower,
        status: 'promised',
        promised_at: at,
      })
      .returning(['id', 'reference', 'device_id', 'person_id', 'partner_id', 'request_id'])
      .executeTakeFirstOrThrow()
    return done<PromisedLoan>({ id: loan.id, reference: loan.reference, device }, aboutLoan(loan, device))
  },
  { loan_one_open_per_device: taken, loan_spends_wipe: unwiped, device_wiped_since_last_user: unwiped },
)
