import { command, type Work } from '#platform/command'
import { newId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import { isPlace } from '../bookings/place-hours'
import { purposeBy } from './purpose'
import type { RuleInput } from './rule'

const columnsOf = (input: RuleInput) => ({
  length: input.length,
  length_unit: input.length === null ? null : input.unit,
  renewals: input.renewals,
  longest_months: input.longestMonths,
  hold_days: input.holdDays,
  remind_days: input.remindDays,
  turnaround_days: input.turnaroundDays,
  transfer_days: input.transferDays,
  call_after_days: input.callAfterDays,
  suspend_after_days: input.suspendAfterDays,
  needs_check: input.needsCheck === null ? null : input.needsCheck === 'yes',
})

const whyNot = async (work: Work, { place, purpose, ...input }: RuleInput) => {
  if (place && !(await isPlace(work, place))) return refuse('no-such-place', 'Choose a place from the list', 'place')
  if (purpose && !(await purposeBy(work, purpose))) return refuse('no-such-purpose', 'Choose from the list', 'purpose')
  const says = Object.values(columnsOf({ place, purpose, ...input })).some((value) => value !== null)
  return says ? null : refuse('says-nothing', 'Fill in at least one thing that the rule says', 'length')
}

/**
 * Sets what holds for a place, a kind and a purpose, any of them left open; a rule for the same is written over.
 * Refuses `no-such-place`, `no-such-purpose`, `says-nothing`.
 */
export const setRule = command('lending-rule.set', async (work, input: RuleInput) => {
  const { tx, allianceId, at } = work
  const no = await whyNot(work, input)
  if (no) return no
  const { place, kind, purpose } = input
  const rule = await tx
    .insertInto('lending_rule')
    .values({ alliance_id: allianceId, id: newId(at), place_id: place, kind, purpose, ...columnsOf(input) })
    .onConflict((conflict) => conflict.columns(['alliance_id', 'place_id', 'kind', 'purpose']).doUpdateSet(columnsOf(input)))
    .returning('id')
    .executeTakeFirstOrThrow()
  return done(rule, { about: { type: 'lending_rule', id: rule.id }, detail: { what: 'rule' } })
})

/** Takes a rule away: a wider one, or what is usual, holds from now on. Loans that are out keep the day they are due. */
export const removeRule = command('lending-rule.set', async ({ tx, allianceId }, { rule }: { rule: string }) => {
  const removed = await tx
    .deleteFrom('lending_rule')
    .where('alliance_id', '=', allianceId)
    .where('id', '=', rule)
    .returning('id')
    .executeTakeFirst()
  if (!removed) return refuse('not-found')
  return done(removed, { about: { type: 'lending_rule', id: removed.id }, detail: { what: 'rule', removed: true } })
})
