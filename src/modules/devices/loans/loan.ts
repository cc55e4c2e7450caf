import { z } from 'zod'
import { addDays, addMonths } from '#platform/clock'
import { date, needed, oneOf, tick, words } from '#platform/fields'
import { daysBetween, plural } from '#ui/format'
import { CONDITION_CODES } from '../stock/device'
import { readStrokes } from './signature'

export const LOAN_STATUSES = {
  promised: 'Promised',
  on_loan: 'Out',
  returned: 'Returned',
  lost: 'Lost',
  cancelled: 'Cancelled',
} as const
export type LoanStatus = keyof typeof LOAN_STATUSES

interface Dated {
  readonly status: string
  readonly due_on: string | null
}

/** Overdue is a reading of the clock, never a stored status. */
export const isOverdue = (loan: Dated, today: string): boolean =>
  loan.status === 'on_loan' && loan.due_on !== null && loan.due_on < today

/** The last day of "due this week": today and the six days after. */
export const weekEnd = (today: string): string => addDays(today, 6)

export const isDueThisWeek = (loan: Dated, today: string): boolean =>
  loan.status === 'on_loan' && loan.due_on !== null && loan.due_on >= today && loan.due_on <= weekEnd(today)

/** The latest day a device may be due back when lent or extended on this day. */
export const latestDue = (from: string, months: number): string => addMonths(from, months)

/** How long until it is due: "11 days late", "Today", "In 3 weeks". Empty when nobody has it. */
export const dueWords = (loan: Dated, today: string): string => {
  if (loan.status !== 'on_loan' || !loan.due_on) return ''
  const days = daysBetween(today, loan.due_on)
  if (days < 0) return `${plural(-days, 'day')} late`
  if (days < 2) return days === 0 ? 'Today' : 'Tomorrow'
  return days < 14 ? `In ${days} days` : `In ${plural(Math.floor(days / 7), 'week')}`
}

export const promiseForm = z.object({ device: needed('Choose a device', 20) })

const OUT_CONDITIONS = ['good', 'worn', 'damaged'] as const

/** What is written down when a device is handed over: its state, the day it is due, and the borrower's own hand. */
export const collectForm = z
  .object({
    conditionOut: oneOf(OUT_CONDITIONS, 'Choose the condition it goes out in'),
    kitOut: words(200).default(''),
    dueOn: date('Enter the day it is due back, such as 27 3 2026'),
    signedName: needed('Enter the full name of the person who signs', 100),
    strokes: readStrokes,
    agree: tick(),
  })
  .refine((form) => form.strokes !== null || form.agree, {
    path: ['agree'],
    error: 'Sign in the box, or tick to agree',
  })
export type CollectInput = z.output<typeof collectForm>

export const extendForm = z.object({
  dueOn: date('Enter the new day it is due back, such as 27 3 2026'),
  how: oneOf(['staff', 'phone'], 'Choose how they asked').default('staff'),
})

export const returnForm = z.object({
  conditionBack: oneOf(CONDITION_CODES, 'Choose the condition it came back in'),
  // Not asked where the pieces themselves are ticked
  kitComplete: z
    .preprocess((value) => value || null, z.enum(['yes', 'no'], { error: 'Choose whether everything came back' }).nullable())
    .transform((word) => (word === null ? null : word === 'yes')),
  returnedOn: date('Enter the day it came back, such as 27 3 2026'),
  notes: words(1000).default(''),
})
export type ReturnInput = z.output<typeof returnForm>
