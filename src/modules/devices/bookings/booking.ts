import { z } from 'zod'
import { date, words } from '#platform/fields'
import { type Refusal, refuse } from '#platform/outcome'
import { formatDate, formatNumber } from '#ui/format'
import { KIND_CODES } from '../stock/device'

const choice = (value: unknown): unknown => String(value ?? '').trim() || null

/** What is written down when a device is booked ahead. */
export const bookForm = z
  .object({
    kind: z.preprocess(choice, z.enum(KIND_CODES, { error: 'Choose a kind from the list' }).nullable()),
    place: z.preprocess(choice, z.uuid({ error: 'Choose a place from the list' }).nullable()),
    purpose: z.preprocess(choice, z.string().max(60, { error: 'Choose from the list' }).nullable()),
    startsOn: date('Enter the day they collect it, such as 27 3 2026'),
    endsOn: date('Enter the day it is due back, such as 27 6 2026'),
    device: words(20).default(''),
    notes: words(300).default(''),
  })
  .refine(({ startsOn, endsOn }) => endsOn > startsOn, {
    path: ['endsOn'],
    error: 'The day it is due back must be after the day they collect it',
  })
export type BookInput = z.output<typeof bookForm>

/** The farthest ahead a device can be booked, in days. */
export const FARTHEST = 366

const notToLend = refuse('not-to-lend', 'Your rules keep this device from being lent on that day. Choose another.', 'device')

export const NO_DOUBLE = {
  booking_fund_lends: notToLend,
  booking_rules_lend: notToLend,
  device_claimed_once: refuse('just-taken', 'Someone has just booked it for some of these days. Try again.', 'startsOn'),
}

/** Nothing is free: how many there are of the kind, so that the answer can be understood. */
export const noneFree = (many: number, startsOn: string): Refusal =>
  refuse(
    'none-free',
    many === 0
      ? 'We have no device of this kind that can be lent'
      : `All ${formatNumber(many)} of this kind are taken for some of the days from ${formatDate(startsOn)}. Choose other days`,
    'startsOn',
  )
