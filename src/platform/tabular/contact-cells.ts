import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { isValid, toNormalised } from 'postcode'
import { z } from 'zod'
import { cell, quoted, type Unreadable, unreadable } from './cell'

/** A UK postcode in any spacing and case, as `SK3 8NR`. */
export const postcodeCell = cell((text) => {
  const compact = text.replace(/[\s.-]/g, '')
  const postcode = isValid(compact) ? toNormalised(compact) : null
  return postcode ?? unreadable(`${quoted(text)} is not a postcode we know how to read`)
})

/** One phone number, British unless it starts with another country's code, as E.164 (`+441614764636`). */
export const phoneCell = cell((text) => readPhone(text))

/** One or more phone numbers, between them `;` `/` `,` or a new line, as a list of E.164 without repeats. */
export const phonesCell = cell((text): string[] | Unreadable => {
  const read = text
    .split(/[;/,\n|]| or | and /i)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(readPhone)
  const bad = read.find((phone) => typeof phone !== 'string')
  return bad ?? [...new Set(read.filter((phone) => typeof phone === 'string'))]
})

/** An email address, in lower case. */
export const emailCell = cell((text) => {
  const address = text.replace(/^mailto:/i, '').toLowerCase()
  return z.email().safeParse(address).success
    ? address
    : unreadable(`${quoted(text)} is not an email address, like name@example.com`)
})

// Numbers that Ofcom keeps for stories and examples. No phone company has them, so the library calls them not valid.
const INVENTED = /^\+44(7700900|1632960|1614960|2079460|3069990|8081570|1134960)\d{3}$/

const readPhone = (text: string): string | Unreadable => {
  const bare = text.replace(/\((?=[^)]*[a-z])[^)]*\)/gi, '').replace(/^(tel|phone|mob(ile)?)[:.\s]+/i, '')
  const phone = parsePhoneNumberFromString(bare, { defaultCountry: 'GB', extract: false })
  if (phone?.ext) return unreadable(`${quoted(text)} has an extension: keep the number here and put the extension in the notes`)
  if (phone && (phone.isValid() || INVENTED.test(phone.number))) return phone.number
  return unreadable(`${quoted(text)} is not a phone number we know how to read`)
}
