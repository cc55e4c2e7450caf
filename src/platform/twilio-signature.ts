import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

type Params = Readonly<Record<string, string | readonly string[]>>

/** Twilio's published algorithm: HMAC-SHA1 over the whole address and the form's fields in order, as base64. */
export const twilioSignature = (authToken: string, url: string, params: Params): string => {
  const fields = Object.keys(params)
    .toSorted()
    .flatMap((name) => [...new Set([params[name] ?? ''].flat())].toSorted().map((value) => name + value))
  return createHmac('sha1', authToken)
    .update(url + fields.join(''), 'utf8')
    .digest('base64')
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Whether two secrets are the same, in a time that tells nothing of either. */
export const sameSecret = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other))

/** Whether Twilio, which shares `authToken` with us, sent this form to this address. */
export const signedByTwilio = (authToken: string, url: string, params: Params, signature: string): boolean =>
  authToken !== '' && sameSecret(twilioSignature(authToken, url, params), signature)
