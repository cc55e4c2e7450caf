import { z } from 'zod'
import { maybeDate, maybeWhole, needed, oneOf, phoneNumber, words } from '#platform/fields'
import { endsInLuhn } from '../stock/check-digits'

export const SIM_KINDS = { sim: 'SIM card', mifi: 'MiFi with data', voucher: 'Data voucher' } as const
export type SimKind = keyof typeof SIM_KINDS

export const SIM_STATUSES = {
  in_stock: 'In stock',
  issued: 'With a person',
  paired: 'In a device',
  suspended: 'Data stopped',
  ended: 'Ended',
} as const
export type SimStatus = keyof typeof SIM_STATUSES

/** The number on a SIM card: 18 to 20 numbers that begin with 89, the last a check digit. */
export const isIccid = (digits: string): boolean => /^89\d{16,18}$/.test(digits) && endsInLuhn(digits)

const ICCID = 'Check the long number on the SIM card: it begins with 89, and one of the numbers is wrong'
const iccid = z.preprocess(
  (value) => String(value ?? '').replace(/[\s-]/g, '') || null,
  z.string().refine(isIccid, { error: ICCID }).nullable(),
)
const phone = z
  .preprocess((value) => String(value ?? '').trim(), z.string())
  .transform((text, issue) => {
    const number = text ? phoneNumber(text) : null
    if (text && !number) issue.addIssue({ code: 'custom', message: 'Enter a phone number in full, such as 07700 900123' })
    return number
  })
const day = (what: string) => maybeDate(`Enter the day ${what}, such as 31 3 2027`).default(null)

/** What data in stock is recorded with. */
export const simForm = z
  .object({
    kind: oneOf(['sim', 'mifi', 'voucher'], 'Choose what it is'),
    network: needed('Enter the network, such as Vodafone', 60),
    number: phone.default(null),
    iccid: iccid.default(null),
    product: words(100).default(''),
    monthlyGb: maybeWhole(0, 100_000, 'Enter how many GB a month as a whole number').default(null),
    months: maybeWhole(1, 60, 'Enter for how many months, from 1 to 60').default(null),
    activateBy: day('it must be started by'),
    expiresOn: day('it ends'),
    scheme: words(60).default(''),
    set: words(60).default(''),
    secret: words(100).default(''),
  })
  .refine(({ kind, secret }) => kind !== 'voucher' || secret !== '', {
    path: ['secret'],
    error: 'Enter the code of the voucher',
  })
export type SimInput = z.output<typeof simForm>

/** Whether data ends before the device it is in is due back. */
export const endsBefore = (endsOn: string | null, dueOn: string | null): boolean =>
  endsOn !== null && dueOn !== null && endsOn < dueOn

/** The day data ends that starts today: after its months, and no later than it says itself. */
export const lastDay = (afterMonths: string | null, expiresOn: string | null): string | null => {
  if (!afterMonths || !expiresOn) return afterMonths ?? expiresOn
  return afterMonths < expiresOn ? afterMonths : expiresOn
}
