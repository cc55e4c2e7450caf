import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { parse } from 'postcode'

const UK = '44'

const writePhone = (phone: string): string => {
  const number = parsePhoneNumberFromString(phone, 'GB')
  if (!number?.isPossible()) return phone.trim()
  return number.countryCallingCode === UK ? number.formatNational() : number.formatInternational()
}

/** To write one takes a tenth of a millisecond or two, and the same people are on the desk, in the queue and on the page. */
const MOST_KEPT = 1000
const written = new Map<string, string>()

/** "+441614960187" → "0161 496 0187"; numbers abroad keep their country code; what isn't a number stays as it was written. */
export const formatPhone = (phone: string): string => {
  const known = written.get(phone)
  if (known !== undefined) return known
  if (written.size >= MOST_KEPT) written.clear()
  const text = writePhone(phone)
  written.set(phone, text)
  return text
}

/** "sk38nr" → "SK3 8NR"; what isn't a postcode stays as it was written. */
export const formatPostcode = (postcode: string): string => {
  const parsed = parse(postcode.replace(/\s+/g, ''))
  return parsed.valid ? parsed.postcode : postcode.trim()
}
