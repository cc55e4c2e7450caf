import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { parse } from 'postcode'

const UK = '44'

/** "+441614960187" → "0161 496 0187"; numbers abroad keep their country code; what isn't a number stays as it was written. */
export const formatPhone = (phone: string): string => {
  const number = parsePhoneNumberFromString(phone, 'GB')
  if (!number?.isPossible()) return phone.trim()
  return number.countryCallingCode === UK ? number.formatNational() : number.formatInternational()
}

/** "sk38nr" → "SK3 8NR"; what isn't a postcode stays as it was written. */
export const formatPostcode = (postcode: string): string => {
  const parsed = parse(postcode.replace(/\s+/g, ''))
  return parsed.valid ? parsed.postcode : postcode.trim()
}
