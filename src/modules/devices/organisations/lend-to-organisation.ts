import { command, type Work } from '#platform/command'
import { newId } from '#platform/ids'
import { done, type Happened, type Refusal, refuse } from '#platform/outcome'
import { formatDate } from '#ui/format'
import { borrowerOf } from '../loans/borrower'
import { collectLoan, collectReasons } from '../loans/collect-loan'
import { promiseFor, promiseReasons } from '../loans/promise-loan'
import type { CountInput, HandOverInput, OrganisationInput } from './organisation-loan'

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

const promisedOf = ({ tx, allianceId }: Work, id: string) =>
  tx
    .selectFrom('loan')
    .innerJoin('device', (join) =>
      join.onRef('device.id', '=', 'loan.device_id').onRef('device.alliance_id', '=', 'loan.alliance_id'),
    )
    .select(['loan.reference', 'device.kit', 'device.condition', 'device.reference as device'])
    .where('loan.alliance_id', '=', allianceId)
    .where('loan.organisation_loan_id', '=', id)
    .where('loan.status', '=', 'promised')
    .orderBy('device.reference')
    .execute()

const OUT = ['good', 'worn', 'damaged'] as const
const outCondition = (condition: string): (typeof OUT)[number] => OUT.find((one) => one === condition) ?? 'damaged'

/** Hands over every device of an agreement that is put by, on one signature: all of them or none. Refuses `not-found`, `moved-on`, and what `collectLoan` does. */
export const handOver = command(
  'organisation-loan.hand-over',
  async (work, input: HandOverInput & { reference: string }) => {
    const agreement = await agreementBy(work, input.reference)
    if (!agreement) return refuse('not-found')
    const loans = await promisedOf(work, agreement.id)
    if (loans.length === 0) return refuse('moved-on')
    const { dueOn, signedName, strokes, agree } = input
    const together = loans.length > 1 ? newId(work.at) : undefined
    const happened: Happened[] = []
    for (const loan of loans) {
      const one = { conditionOut: outCondition(loan.condition), kitOut: loan.kit, dueOn, signedName, strokes, agree, together }
      const handed = await collectLoan.within(work, { ...one, reference: loan.reference })
      if (!handed.ok) return handed.field ? refuse(handed.code, `${loan.device}: ${handed.says}`, handed.field) : handed
      happened.push(...handed.happened)
    }
    return done<KnownAgreement>(agreement, ...happened, about(agreement, { devices: loans.length, dueOn }))
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
