import { describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { aPerson, aReadyDevice, value } from '../lending-trial'
import { promiseLoan } from '../loans/promise-loan'
import { joinForm, joinWaiting } from '../waiting/join-waiting'
import { checkEligibility } from './check-eligibility'
import { FIRST_SETS, goodCheck, isMet } from './eligibility'
import { endOf, type Rule, ruleForm, termsFor } from './rule'
import { readTerms } from './rule.queries'
import { endEligibility, setEligibility, setForm } from './set-eligibility'
import { endPurpose, setPurpose } from './set-purpose'
import { removeRule, setRule } from './set-rule'

const open: Rule = {
  ...{ place_id: null, kind: null, purpose: null, length: null, length_unit: null, renewals: null, longest_months: null },
  ...{ hold_days: null, remind_days: null, turnaround_days: null, transfer_days: null, call_after_days: null },
  ...{ suspend_after_days: null, needs_check: null },
}
const rule = (more: Record<string, unknown>) => ruleForm.parse({ unit: 'month', ...more })

describe('the cascade of rules', () => {
  const rules: readonly Rule[] = [
    { ...open, renewals: 5, hold_days: 3 },
    { ...open, kind: 'laptop', length: 4, length_unit: 'week', renewals: 1 },
    { ...open, purpose: 'school', length: 12, length_unit: 'month' },
    { ...open, place_id: 'here', hold_days: 10, kind: 'laptop' },
  ]

  it('takes each setting from the most particular rule that says something', () => {
    expect(termsFor(rules, { kind: 'laptop', purpose: 'school', place: 'here' }, 3)).toMatchObject({
      length: 12,
      unit: 'month',
      renewals: 1,
      holdDays: 10,
    })
    expect(termsFor(rules, { kind: 'laptop' }, 3)).toMatchObject({ length: 4, unit: 'week', renewals: 1, holdDays: 3 })
    expect(termsFor(rules, { kind: 'tablet', place: 'here' }, 3)).toMatchObject({
      length: 3,
      unit: 'month',
      renewals: 5,
      holdDays: 3,
    })
    expect(termsFor([], {}, 3)).toMatchObject({
      length: 3,
      unit: 'month',
      renewals: 2,
      turnaroundDays: 2,
      suspendAfterDays: null,
    })
  })

  it('counts days, weeks and months, keeping to the end of a month', () => {
    expect(endOf('2025-11-30', { length: 3, unit: 'month' })).toBe('2026-02-28')
    expect(endOf('2025-11-30', { length: 4, unit: 'week' })).toBe('2025-12-28')
    expect(endOf('2025-03-29', { length: 1, unit: 'day' })).toBe('2025-03-30')
  })
})

const termsIn = (world: World, wanted: { kind?: string }) =>
  world.db.transaction({ allianceId: world.allianceId }, (tx) => readTerms(tx, world.allianceId, wanted))

describe('setting rules', () => {
  it('is written over for the same loans, journalled, and taken away', async () => {
    const world = await newWorld()
    const lead = await world.as('lead')
    value(await setRule(lead, rule({ kind: 'laptop', length: '4', unit: 'week' })))
    const set = value(await setRule(lead, rule({ kind: 'laptop', length: '6', unit: 'week' })))
    expect(await termsIn(world, { kind: 'laptop' })).toMatchObject({ length: 6, unit: 'week' })
    expect(await termsIn(world, { kind: 'tablet' })).toMatchObject({ length: 3, unit: 'month' })
    value(await removeRule(lead, { rule: set.id }))
    expect(await termsIn(world, { kind: 'laptop' })).toMatchObject({ length: 3 })
    expect(await removeRule(lead, { rule: set.id })).toMatchObject({ code: 'not-found' })
    expect(await setRule(await world.as('librarian'), rule({ length: '1' }))).toMatchObject({ code: 'forbidden' })
  })

  it('refuses a rule that says nothing, and a place or purpose nobody knows', async () => {
    const world = await newWorld()
    const lead = await world.as('lead')
    expect(await setRule(lead, rule({}))).toMatchObject({ code: 'says-nothing', field: 'length' })
    expect(await setRule(lead, rule({ length: '1', place: newId() }))).toMatchObject({ code: 'no-such-place' })
    expect(await setRule(lead, rule({ length: '1', purpose: 'gold' }))).toMatchObject({ code: 'no-such-purpose' })
    const page = await (await openSite(world)).post(lead, '/lending-rules/new', { length: '15', unit: 'month', renewals: 'lots' })
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('A loan can be a year at most')
    expect(page.body).toContain('value="lots"')
  })

  it('what a device can be wanted for is the alliance’s own', async () => {
    const world = await newWorld()
    const lead = await world.as('lead')
    const own = { name: 'Music', saidAs: 'Music', headStart: 5 }
    const made = value(await setPurpose(lead, own))
    expect(await setPurpose(lead, own)).toMatchObject({ code: 'already-there' })
    expect(await setPurpose(lead, { ...own, code: 'nothing' })).toMatchObject({ code: 'not-found' })
    const person = await aPerson(world)
    const wish = joinForm.parse({ kind: '', purpose: made.code, place: '', notes: '' })
    value(await endPurpose(lead, { code: made.code }))
    expect(await joinWaiting(await world.as('helpline'), { ...wish, person: person.reference })).toMatchObject({
      code: 'no-such-purpose',
    })
    expect(await endPurpose(lead, { code: 'nothing' })).toMatchObject({ code: 'not-found' })
  })
})

describe('who may have what', () => {
  it('all of the needed and one of the others', () => {
    const [lending, data] = FIRST_SETS
    expect(lending && [isMet(lending, []), isMet(lending, ['carer'])]).toEqual([false, true])
    const met = [
      ['adult', 'low_income'],
      ['adult', 'no_home'],
      ['adult', 'low_income', 'no_money'],
    ]
    expect(met.map((codes) => data && isMet(data, codes))).toEqual([false, false, true])
  })

  it('keeps which rule was met and who checked, until it runs out', async () => {
    const world = await newWorld()
    const person = await aPerson(world)
    const ctx = await world.as('helpline')
    expect(await checkEligibility(ctx, { person: person.reference, set: 'lending', met: ['made_up'] })).toMatchObject({
      code: 'not-met',
      field: 'met',
    })
    value(await checkEligibility(ctx, { person: person.reference, set: 'lending', met: ['carer', 'made_up'] }))
    const check = (day: string) =>
      world.db.transaction({ allianceId: world.allianceId }, (tx) => goodCheck(tx, world.allianceId, person.id, 'lending', day))
    expect(await check('2026-11-05')).toMatchObject({ met: ['carer'], checked_by: 'Test helpline' })
    expect(await check('2026-11-06')).toBeUndefined()
    expect(await checkEligibility(ctx, { person: 'P-0000', set: 'lending', met: ['carer'] })).toMatchObject({ code: 'not-found' })
    expect(await checkEligibility(ctx, { person: person.reference, set: 'gold', met: ['carer'] })).toMatchObject({
      code: 'no-such-set',
    })
  })

  it('where the alliance asks for it, nothing is lent or waited for before', async () => {
    const world = await newWorld()
    value(await setRule(await world.as('lead'), rule({ needsCheck: 'yes' })))
    const [person, device] = [await aPerson(world), await aReadyDevice(world)]
    const ctx = await world.as('helpline')
    const wish = joinForm.parse({ kind: 'laptop', purpose: 'job', place: '', notes: '' })
    const lend = () => promiseLoan(ctx, { device: device.reference, person: person.reference })
    expect(await lend()).toMatchObject({ code: 'not-checked' })
    expect(await joinWaiting(ctx, { ...wish, person: person.reference })).toMatchObject({ code: 'not-checked' })
    value(await checkEligibility(ctx, { person: person.reference, set: 'lending', met: ['carer'] }))
    value(await joinWaiting(ctx, { ...wish, person: person.reference }))
    value(await lend())
  })

  it('the questions are the alliance’s own; one whose words stay keeps its answers', async () => {
    const world = await newWorld()
    const lead = await world.as('lead')
    const asked = setForm.parse({
      name: 'Borrowing a device',
      words: '',
      months: '3',
      all: '',
      one: 'They care for someone\nThey teach',
    })
    value(await setEligibility(lead, { ...asked, code: 'lending' }))
    const person = await aPerson(world)
    value(await checkEligibility(await world.as('helpline'), { person: person.reference, set: 'lending', met: ['carer'] }))
    expect(await setEligibility(lead, { ...asked, code: 'nothing' })).toMatchObject({ code: 'not-found' })
    value(await setEligibility(lead, setForm.parse({ ...asked, name: 'Gifts', months: '3', all: '', one: 'They teach' })))
    expect(
      await setEligibility(lead, setForm.parse({ name: 'Gifts', words: '', months: '3', all: '', one: 'They teach' })),
    ).toMatchObject({ code: 'already-there' })
    value(await endEligibility(lead, { code: 'lending' }))
    expect(
      await checkEligibility(await world.as('helpline'), { person: person.reference, set: 'lending', met: ['carer'] }),
    ).toMatchObject({ code: 'no-such-set' })
    expect(await endEligibility(lead, { code: 'nothing' })).toMatchObject({ code: 'not-found' })
  })
})
