import { z } from 'zod'
import { date, oneOf, whole, words } from '#platform/fields'

export const WHAT = { device: 'A device', data: 'Data: a SIM or a voucher' } as const
export type What = keyof typeof WHAT
const WHAT_CODES = Object.keys(WHAT) as [What, ...What[]]

const blank = z.preprocess((value) => String(value ?? '').trim() || null, z.string().max(100).nullable())

/** A gift to one person: a device (one of ours, or one that never was in our stock) or data. */
export const personGiftForm = z
  .object({
    what: oneOf(WHAT_CODES, 'Choose what you give'),
    device: blank.default(null),
    scheme: words(100).default(''),
    givenOn: date('Enter the day it was given, such as 27 3 2026'),
    notes: words(500).default(''),
  })
  .refine((form) => form.what === 'device' || form.device === null, {
    path: ['device'],
    error: 'Choose a device from our stock only when you give a device',
  })

const MANY = 'Enter how many as a whole number, such as 25'

/** Devices or data given to an organisation to pass on, any number at once. */
export const bulkGiftForm = z.object({
  partner: z.preprocess((value) => String(value ?? ''), z.uuid({ error: 'Choose who they went to' })),
  what: oneOf(WHAT_CODES, 'Choose what you gave'),
  quantity: whole(1, 100_000, MANY),
  scheme: words(100).default(''),
  givenOn: date('Enter the day they were given, such as 27 3 2026'),
  notes: words(500).default(''),
})

/** What a gift is recorded with: to a person by their reference, or to a partner by its id. */
export interface DistributionInput {
  readonly what: What
  readonly person?: string | undefined
  readonly partner?: string | undefined
  /** The reference of a device of ours, ready to give. */
  readonly device?: string | null | undefined
  readonly quantity?: number | undefined
  readonly scheme: string
  readonly givenOn: string
  readonly notes: string
}

/** "25 data packages", "a device". */
export const giftWords = ({ what, quantity }: { what: unknown; quantity: unknown }): string => {
  const one = what === 'data' ? 'data package' : 'device'
  return Number(quantity) === 1 ? `a ${one}` : `${Number(quantity).toLocaleString('en-GB')} ${one}s`
}
