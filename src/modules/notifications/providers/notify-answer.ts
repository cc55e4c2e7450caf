import type { Found, Sent } from './provider'

/** What the client throws: an answer that says no, or none. Its request holds a key and the person's words: never log it whole. */
export interface NotifyFault {
  readonly code?: string
  readonly response?: { readonly status: number; readonly data?: { readonly errors?: readonly { readonly error?: string }[] } }
}

/** The connection was never made, so nobody has the message. */
const NOT_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EPROTO', 'ERR_INVALID_URL']
const isNotConnected = (code = ''): boolean => NOT_CONNECTED.includes(code) || /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)

const SECOND = 1000
const [AFTER_RATE, AFTER_DAY, AFTER_REFUSED] = [10 * SECOND, 3600 * SECOND, 900 * SECOND]

const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms)
const kindOf = ({ response }: NotifyFault): string => String(response?.data?.errors?.[0]?.error ?? '').slice(0, 40)

const tooMany = (kind: string, why: string, now: Date): Sent => ({
  kind: 'later',
  why,
  holdUntil: later(now, kind === 'TooManyRequestsError' ? AFTER_DAY : AFTER_RATE),
})

const refused = (status: number, fault: NotifyFault, now: Date): Sent => {
  const kind = kindOf(fault)
  const why = `GOV.UK Notify refused it: ${[status, kind].filter(Boolean).join(' ')}`
  if (status === 429) return tooMany(kind, why, now)
  // The key or the clock is wrong: for whoever runs the program to put right, and no fault of this message.
  if (status === 401 || (status === 403 && kind !== 'BadRequestError'))
    return { kind: 'later', why, down: true, holdUntil: later(now, AFTER_REFUSED) }
  // Everything else in a request is checked when it is set up, so what is not valid is the number or the address.
  return { kind: 'never', why, badAddress: status === 400 && kind === 'ValidationError' }
}

/** What a failed call means for the message: by status and kind of error, never by its words. */
export const meansOf = (fault: NotifyFault, now: Date): Sent => {
  const status = fault.response?.status
  if (status === undefined) {
    const why = `GOV.UK Notify did not answer: ${fault.code ?? 'no connection'}`
    return isNotConnected(fault.code) ? { kind: 'later', why, down: true } : { kind: 'unknown', why }
  }
  if (status < 500) return refused(status, fault, now)
  const why = `GOV.UK Notify failed: ${status}`
  return status === 503 ? { kind: 'later', why, down: true } : { kind: 'unknown', why }
}

/** Whether the request itself was wrong, as it is for a file where the service has not been set up for files. */
export const takesNoFiles = (fault: NotifyFault): boolean => fault.response?.status === 400 && kindOf(fault) === 'BadRequestError'

/** What a failed look means: it is asked again later, whatever stood in the way. */
export const notFoundNow = (fault: NotifyFault): Found => ({
  kind: 'later',
  why: `GOV.UK Notify did not say: ${fault.response?.status ?? fault.code ?? 'no connection'}`,
})

/** Notify's words for a letter that it will not print. */
const NOT_PRINTED = [
  ...['validation-failed', 'virus-scan-failed', 'technical-failure', 'permanent-failure', 'temporary-failure'],
  ...['cancelled', 'failed'],
]

/** What a letter's status at Notify means: printed and on its way, never printed, or still to come. */
export const becameOf = (status: string): 'gone' | 'failed' | null => {
  if (status === 'received' || status === 'delivered') return 'gone'
  return NOT_PRINTED.includes(status) ? 'failed' : null
}
