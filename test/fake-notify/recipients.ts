import { bad, invalid } from './refusal'

/** Accepted and forgotten: no callback, and not to be found again. */
export const SMOKE = [
  'simulate-delivered@notifications.service.gov.uk',
  'simulate-delivered-2@notifications.service.gov.uk',
  'simulate-delivered-3@notifications.service.gov.uk',
  ...['447700900000', '447700900111', '447700900222'],
]

const OUTCOMES: Readonly<Record<string, string>> = {
  '447700900003': 'temporary-failure',
  '447700900002': 'permanent-failure',
  'temp-fail@simulator.notify': 'temporary-failure',
  'perm-fail@simulator.notify': 'permanent-failure',
}

/** What becomes of a message to this number or address. */
export const outcomeFor = (recipient: string): string => OUTCOMES[recipient] ?? 'delivered'

const digitsOf = (typed: string): string => typed.replace(/[\s()\-.+]/g, '')

const ukMobile = (digits: string): string => {
  const own = digits.replace(/^(00)?44/, '').replace(/^0+/, '')
  if (!own.startsWith('7')) throw invalid('phone_number Not a UK mobile number')
  if (own.length > 10) throw invalid('phone_number Too many digits')
  if (own.length < 10) throw invalid('phone_number Not enough digits')
  return `44${own}`
}

/** A mobile number as Notify keeps it: 447700900123. */
export const mobileOf = (typed: unknown): string => {
  if (typeof typed !== 'string') throw invalid('phone_number is a required property')
  const digits = digitsOf(typed)
  if (!/^\d+$/.test(digits)) throw invalid('phone_number Must not contain letters or symbols')
  const abroad = /^\s*(\+|00)(?!44)/.test(typed)
  if (abroad && digits.replace(/^00/, '').length < 8) throw invalid('phone_number Not a valid country prefix')
  if (abroad) throw bad('Cannot send to international mobile numbers')
  return ukMobile(digits)
}

export const emailOf = (typed: unknown): string => {
  if (typeof typed !== 'string') throw invalid('email_address is a required property')
  if (!/^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(typed.trim())) throw invalid('email_address Not a valid email address')
  return typed.trim().toLowerCase()
}
