import type { Sent } from './provider'

/** Twilio's own numbers for what is wrong with a number: none, not a mobile, not to be reached, gone, stopped by its owner. */
const BAD_NUMBER = [21211, 21217, 21401, 21407, 21421, 21601, 21604, 21610, 21612, 21614]

const [AFTER_RATE_MS, AFTER_REFUSED_MS] = [30_000, 900_000]

/** What Twilio's answer to a message means, by status and Twilio's error number. */
export const twilioMeans = (status: number, code: number | null, now: Date): Sent => {
  const why = `Twilio refused it: ${[status, code].filter(Boolean).join(' ')}`
  if (status === 429) return { kind: 'later', why, holdUntil: new Date(now.getTime() + AFTER_RATE_MS) }
  if (status === 401 || status === 403)
    return { kind: 'later', why, down: true, holdUntil: new Date(now.getTime() + AFTER_REFUSED_MS) }
  if (status === 503) return { kind: 'later', why: 'Twilio failed: 503', down: true }
  if (status >= 500) return { kind: 'unknown', why: `Twilio failed: ${status}` }
  return { kind: 'never', why, badAddress: code !== null && BAD_NUMBER.includes(code) }
}

/** A connection that was never made: nobody has the message. */
const NOT_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']

/** What it means when no answer came. */
export const noAnswer = (error: unknown): Sent => {
  const { name, cause } = error as { name?: string; cause?: { code?: string } }
  const code = cause?.code ?? name ?? 'no connection'
  const why = `Twilio did not answer: ${code}`
  return NOT_CONNECTED.includes(code) || /CERT/.test(code) ? { kind: 'later', why, down: true } : { kind: 'unknown', why }
}
