import { createHmac } from 'node:crypto'
import { sameSecret } from '#platform/twilio-signature'

/** How long a signature is believed, either side of our clock: five minutes. */
const BELIEVED_S = 300

export interface Signed {
  /** Seconds since 1970, as text. */
  readonly timestamp: string
  readonly id: string
  readonly body: Buffer
}

/** HMAC-SHA256 of "timestamp.id.body", as hexadecimal: what a telephone system signs with the secret we share. */
export const phoneSignature = (secret: string, { timestamp, id, body }: Signed): string =>
  createHmac('sha256', secret).update(`${timestamp}.${id}.`).update(body).digest('hex')

/** Whether this was signed with our secret, just now. */
export const isSignedByPhone = (secret: string | null, signed: Signed, signature: string, now: Date): boolean => {
  if (!secret || !/^[\x21-\x7e]{8,100}$/.test(signed.id) || !/^\d{1,12}$/.test(signed.timestamp)) return false
  const isFresh = Math.abs(now.getTime() / 1000 - Number(signed.timestamp)) <= BELIEVED_S
  return sameSecret(`sha256=${phoneSignature(secret, signed)}`, signature) && isFresh
}
