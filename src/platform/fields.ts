import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { parse as parsePostcode } from 'postcode'
import { z } from 'zod'

/** The pieces forms are made of. Each `error` is a whole sentence that says what to enter. */

const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : (value ?? ''))

/** One line or a few of words; empty is allowed. */
export const words = (most = 200, error = `Use ${most.toLocaleString('en-GB')} characters or fewer`) =>
  z.preprocess(trimmed, z.string().max(most, { error }))

/** Words that must be there. */
export const needed = (error: string, most = 200) =>
  z.preprocess(
    trimmed,
    z
      .string()
      .min(1, { error })
      .max(most, { error: `Use ${most.toLocaleString('en-GB')} characters or fewer` }),
  )

/** One of a closed list. */
export const oneOf = <const T extends readonly [string, ...string[]]>(options: T, error: string) =>
  z.preprocess(trimmed, z.enum(options, { error }))

/** One of a closed list, or empty when nobody has said. */
export const maybeOneOf = <const T extends readonly [string, ...string[]]>(options: T, error: string) =>
  z.preprocess((value) => value || '', z.enum(['', ...options], { error }))

/** Any of a closed list: checkboxes send nothing, one word or several. */
export const someOf = <const T extends readonly [string, ...string[]]>(options: T, error: string) =>
  z.preprocess(
    (value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]),
    z.array(z.enum(options, { error })),
  )

const THREE_NUMBERS = /^0*(\d+)-0*([1-9]\d*)-0*([1-9]\d*)$/

/** A day that the calendar does not have is said back: whoever typed 31 2 2026 looks for another mistake otherwise. */
const realDay = (error: string) =>
  z.iso.date({
    error: ({ input }) => {
      const [, year, month, day] = THREE_NUMBERS.exec(String(input)) ?? []
      return year === undefined ? error : `There is no ${day}/${month}/${year}. ${error}`
    },
  })

/** A date that must be there, from three boxes or one: gives "2026-03-29". */
export const date = (error: string) => z.preprocess(trimmed, realDay(error))

/** A date or nothing: gives null for nothing. */
export const maybeDate = (error: string) => z.preprocess((value) => trimmed(value) || null, realDay(error).nullable())

/** A wall-clock time, "13:30". */
export const time = (error: string) => z.preprocess(trimmed, z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error }))

/** A whole number between two bounds. */
export const whole = (least: number, most: number, error: string) =>
  z.preprocess(
    trimmed,
    z
      .string()
      .regex(/^-?\d{1,9}$/, { error })
      .transform(Number)
      .pipe(z.number().min(least, { error }).max(most, { error })),
  )

/** A whole number or nothing. */
export const maybeWhole = (least: number, most: number, error: string) =>
  z.preprocess((value) => trimmed(value) || null, whole(least, most, error).nullable())

/** A number without its area is possible too, and nobody can be rung by it: here no number has fewer digits after the 0. */
const FEWEST_HERE = 9

const readPhone = (text: string): string | null => {
  const number = parsePhoneNumberFromString(text.replaceAll('/', ' '), 'GB')
  if (!number?.isPossible()) return null
  // A number that is too short may keep its first 0.
  const digits = number.nationalNumber.replace(/^0/, '').length
  return number.countryCallingCode === '44' && digits < FEWEST_HERE ? null : number.number
}

/** Phone numbers in any format, one a line or split by commas: gives E.164. Empty is allowed. */
export const phones = () =>
  z.preprocess(
    trimmed,
    z.string().transform((text, issue) => {
      const typed = text
        .split(/[\n,;]+/)
        .map((part) => part.trim())
        .filter(Boolean)
      const read = typed.map((part) => ({ part, number: readPhone(part) }))
      const odd = read.find(({ number }) => !number)
      if (odd)
        issue.addIssue({
          code: 'custom',
          message: `Enter a phone number in full, such as 0161 496 0123. We could not read “${odd.part.slice(0, 40)}”`,
        })
      return [...new Set(read.flatMap(({ number }) => number ?? []))]
    }),
  )

/** One phone number in any format, or null. */
export const phoneNumber = readPhone

/** A UK postcode in any spacing: gives "SK3 8NR". Empty gives null. */
export const postcode = (error = 'Enter a full UK postcode, such as SK3 8NR') =>
  z.preprocess(
    trimmed,
    z.string().transform((text, issue) => {
      if (!text) return null
      const read = parsePostcode(text)
      if (!read.valid) issue.addIssue({ code: 'custom', message: error })
      return read.valid ? read.postcode : null
    }),
  )

/** An email address in lower case, or null for nothing. */
export const maybeEmail = (error = 'Enter an email address in the right format, such as name@example.org') =>
  z.preprocess((value) => String(trimmed(value)).toLowerCase() || null, z.email({ error }).max(250, { error }).nullable())

export const email = (error = 'Enter an email address in the right format, such as name@example.org') =>
  z.preprocess((value) => String(trimmed(value)).toLowerCase(), z.email({ error }).max(250, { error }))

/** A single tick box: must be ticked. */
export const ticked = (error: string) => z.preprocess((value) => value === 'yes' || value === 'on', z.literal(true, { error }))
export const tick = () => z.preprocess((value) => value === 'yes' || value === 'on', z.boolean())
