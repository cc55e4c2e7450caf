import { command, type Work } from '#platform/command'
import { newId } from '#platform/ids'
import { done, type Happened, type Refusal, refuse } from '#platform/outcome'
import { formatDate } from '#ui/format'
import { type Handed, handAll } from '../handover/several'
import { borrowerOf } from '../loans/borrower'
import { collectReasons } from '../loans/collect-loan'
import { promiseFor, promiseReasons } from '../loans/promise-loan'
import type { CountInput, OrganisationInput } from './organisation-loan'

export interface KnownAgreement {
  readonly id: string
  readonly reference: string
}

const about = (agreement: KnownAgreement & { partner_id: string }, detail: Record<string, unknown>): Happened => ({
  about: { type: 'organisation_loan', id: agreement.id },
  also: [{ type: 'partner', id: agreement.partner_id }],
  detail: { agreement: agreement.reference, ...detail },
})

const insertAgreement = (work: Work, partnerId: string, input: OrganisationInput) =>
  work.tx
    .insertInto('organisation_loan')
    .values({
      ...{ alliance_id: work.allianceId, id: newId(work.at), partner_id: partnerId, setting: input.setting, made_on: work.today },
      ...{ contact_name: input.contactName, contact_phone: input.contactPhone, contact_email: input.contactEmail },
    })
    .returning(['id', 'reference', 'partner_id'])
    .executeTakeFirstOrThrow()

/** Which device, and why not it. */
const named = (device: string, no: Refusal): Refusal => refuse(no.code, `${device}: ${no.says}`, 'devices')

/**
 * Puts several devices by for an organisation, on one agreement, with someone there to talk to: all of them or none.
 * Refuses `not-found`, and on the field `devices` what stands in the way of the first that cannot be lent, by its number.
 */
export const lendToOrganisation = command(
  'organisation-loan.make',
  async (work, input: OrganisationInput & { partner: string }) => {
    const borrower = await borrowerOf(work, { partner: input.partner })
    if (!borrower?.partner_id) return refuse('not-found')
    const agreement = await insertAgreement(work, borrower.partner_id, input)
    const happened: Happened[] = []
    // Always in this order, so that two agreements over the same devices take turns
    for (const device of input.devices.toSorted()) {
      const loan = await promiseFor.within(work, { device, borrower, purpose: null, organisationLoanId: agreement.id })
      if (!loan.ok) return named(device, loan)
      happened.push(...loan.happened)
    }
    return done<KnownAgreement>(agreement, ...happened, about(agreement, { devices: input.devices.length }))
  },
  promiseReasons,
)

const agreementBy = ({ tx, allianceId }: Work, reference: string) =>
  tx
    .selectFrom('organisation_loan')
    .select(['id', 'reference', 'partner_id', 'made_on'])
    .where('alliance_id', '=', allianceId)
    .where('reference', '=', reference.toUpperCase())
    .executeTakeFirst()

/**
 * Hands devices of an agreement over, each ticked and looked at, on one signature: all that were chosen or none. Refuses `not-found`,
 * `moved-on` when one is not put by any more, and what `collectLoan` does, with the device it is about.
 */
export const handOver = command(
  'organisation-loan.hand-over',
  async (work, { reference, ...input }: Handed & { reference: string }) => {
    const agreement = await agreementBy(work, reference)
    if (!agreement) return refuse('not-found')
    const handed = await handAll(work, { agreement: reference }, input)
    if (!handed.ok) return handed
    const { devices } = handed.value
    return done<KnownAgreement>(agreement, ...handed.happened, about(agreement, { devices, dueOn: input.dueOn }))
  },
  collectReasons,
)

/**
 * Writes down how many people used an organisation's devices over some days. The same days are counted once.
 * Refuses `not-found`, `not-yet`, `before`, `counted`.
 */
export const countEndUsers = command(
  'organisation-loan.count',
  async (work, input: CountInput & { reference: string }) => {
    const agreement = await agreementBy(work, input.reference)
    if (!agreement) return refuse('not-found')
    if (input.untilOn > work.today) return refuse('not-yet', 'The last day you count must be today or earlier', 'untilOn')
    if (input.fromOn < agreement.made_on)
      return refuse('before', `Enter ${formatDate(agreement.made_on)} or a later day: there was no agreement before`, 'fromOn')
    const { fromOn, untilOn, people, notes } = input
    await work.tx
      .insertInto('end_user_count')
      .values({
        ...{
          alliance_id: work.allianceId,
          id: newId(work.at),
          organisation_loan_id: agreement.id,
          from_on: fromOn,
          until_on: untilOn,
        },
        ...{ people, notes, recorded_at: work.at },
      })
      .execute()
    return done<KnownAgreement>(agreement, about(agreement, { people, fromOn, untilOn }))
  },
  { end_user_count_once: refuse('counted', 'Some of these days are counted already. Choose other days', 'fromOn') },
)
