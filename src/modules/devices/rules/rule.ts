import { z } from 'zod'
import { addDays, addMonths } from '#platform/clock'
import { maybeWhole, oneOf } from '#platform/fields'
import { plural } from '#ui/format'
import { KIND_CODES } from '../stock/device'

export const UNITS = { day: 'days', week: 'weeks', month: 'months' } as const
export type Unit = keyof typeof UNITS

/** What holds for one loan, once the rules are read from the most particular to the widest. */
export interface Terms {
  readonly length: number
  readonly unit: Unit
  readonly renewals: number
  /** The longest a device may be out in all, with every renewal. */
  readonly longestMonths: number
  readonly holdDays: number
  readonly remindDays: number
  readonly turnaroundDays: number
  readonly transferDays: number
  readonly callAfterDays: number
  /** Its data is stopped when it is this late; null for never. */
  readonly suspendAfterDays: number | null
  readonly needsCheck: boolean
}

export const USUAL: Terms = {
  length: 3,
  unit: 'month',
  renewals: 2,
  longestMonths: 12,
  holdDays: 7,
  remindDays: 7,
  turnaroundDays: 2,
  transferDays: 2,
  callAfterDays: 14,
  suspendAfterDays: null,
  needsCheck: false,
}

/** One rule as it is kept: where, of what and what for, each left open or not; and what it says, each left empty or not. */
export interface Rule {
  readonly place_id: string | null
  readonly kind: string | null
  readonly purpose: string | null
  readonly length: number | null
  readonly length_unit: string | null
  readonly renewals: number | null
  readonly longest_months: number | null
  readonly hold_days: number | null
  readonly remind_days: number | null
  readonly turnaround_days: number | null
  readonly transfer_days: number | null
  readonly call_after_days: number | null
  readonly suspend_after_days: number | null
  readonly needs_check: boolean | null
}

export interface Case {
  readonly place?: string | null | undefined
  readonly kind?: string | null | undefined
  readonly purpose?: string | null | undefined
}

const holdsFor = (rule: Rule, { place, kind, purpose }: Case): boolean =>
  (rule.place_id === null || rule.place_id === place) &&
  (rule.kind === null || rule.kind === kind) &&
  (rule.purpose === null || rule.purpose === purpose)

/** A purpose says more than a kind, and a kind more than a place. */
const weight = (rule: Rule): number =>
  (rule.purpose === null ? 0 : 4) + (rule.kind === null ? 0 : 2) + (rule.place_id === null ? 0 : 1)

type Setting = Exclude<keyof Terms, 'length' | 'unit'>

const COLUMNS = {
  renewals: 'renewals',
  longestMonths: 'longest_months',
  holdDays: 'hold_days',
  remindDays: 'remind_days',
  turnaroundDays: 'turnaround_days',
  transferDays: 'transfer_days',
  callAfterDays: 'call_after_days',
  suspendAfterDays: 'suspend_after_days',
  needsCheck: 'needs_check',
} as const satisfies Record<Setting, keyof Rule>

/** Reads the rules as a cascade: for each setting, the most particular rule that says something; else what is usual. */
export const termsFor = (rules: readonly Rule[], wanted: Case, loanMonths: number): Terms => {
  const order = rules.filter((rule) => holdsFor(rule, wanted)).toSorted((one, other) => weight(other) - weight(one))
  const long = order.find((rule) => rule.length !== null)
  const said = Object.entries(COLUMNS).flatMap(([setting, column]) => {
    const rule = order.find((one) => one[column] !== null)
    return rule ? [[setting, rule[column]] as const] : []
  })
  const length = { length: long?.length ?? loanMonths, unit: (long?.length_unit ?? 'month') as Unit }
  return { ...USUAL, ...(Object.fromEntries(said) as Partial<Terms>), ...length }
}

/** The last day of a loan that starts on this day. */
export const endOf = (from: string, { length, unit }: Pick<Terms, 'length' | 'unit'>): string =>
  unit === 'month' ? addMonths(from, length) : addDays(from, unit === 'week' ? length * 7 : length)

/** "3 months". */
export const lengthWords = ({ length, unit }: Pick<Terms, 'length' | 'unit'>): string => plural(length, unit)

const choice = (value: unknown): unknown => String(value ?? '').trim() || null
const days = (least: number, most: number) =>
  maybeWhole(least, most, `Enter a number of days from ${least} to ${most}, or leave it empty`)

/** A rule as it is typed. Empty boxes leave the matter to a wider rule. */
export const ruleForm = z
  .object({
    place: z.preprocess(choice, z.uuid({ error: 'Choose a place from the list' }).nullable()),
    kind: z.preprocess(choice, z.enum(KIND_CODES, { error: 'Choose a kind from the list' }).nullable()),
    purpose: z.preprocess(choice, z.string().max(60).nullable()),
    length: maybeWhole(1, 366, 'Enter how long a loan is as a whole number, or leave it empty'),
    unit: oneOf(['day', 'week', 'month'], 'Choose days, weeks or months').default('month'),
    renewals: maybeWhole(0, 50, 'Enter how many times as a whole number, or leave it empty'),
    longestMonths: maybeWhole(1, 60, 'Enter a number of months from 1 to 60, or leave it empty'),
    holdDays: days(1, 60),
    remindDays: days(1, 60),
    turnaroundDays: days(0, 60),
    transferDays: days(0, 60),
    callAfterDays: days(1, 365),
    suspendAfterDays: days(1, 365),
    needsCheck: z.preprocess(choice, z.enum(['yes', 'no']).nullable()),
  })
  .refine(({ length, unit }) => length === null || length <= { day: 366, week: 52, month: 12 }[unit], {
    path: ['length'],
    error: 'A loan can be a year at most. The borrower can ask for more time',
  })
export type RuleInput = z.output<typeof ruleForm>
