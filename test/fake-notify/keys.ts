import { createHmac, timingSafeEqual } from 'node:crypto'
import { NotifyRefusal } from './refusal'

export type KeyKind = 'live' | 'team' | 'test'

export interface Key {
  readonly kind: KeyKind
  readonly service: string
  readonly secret: string
}

const SERVICE = '26785a09-ab16-4eb0-8407-a37497a57506'
const SECRETS: Readonly<Record<KeyKind, string>> = {
  live: '3d844edf-8d35-48ac-975b-e847b4f122b0',
  team: '5bb5e6b1-7b5d-4f5e-8a4b-ff7c1a0d6b7f',
  test: '9e1c1f0e-50f1-4f6e-a0b5-3a7a3a5f0c2d',
}

/** The keys the fake knows, whole, as Notify shows them once: name, service and secret. */
export const KEYS: Readonly<Record<KeyKind, string>> = {
  live: `live-${SERVICE}-${SECRETS.live}`,
  team: `team-${SERVICE}-${SECRETS.team}`,
  test: `test-${SERVICE}-${SECRETS.test}`,
}

const KINDS: readonly KeyKind[] = ['live', 'team', 'test']
const SECONDS_OFF = 30

const refused = (status: number, message: string): NotifyRefusal => new NotifyRefusal(status, 'AuthError', message)
const noKey = (): NotifyRefusal => refused(403, 'Invalid token: API key not found')

const read = (part: string | undefined): Record<string, unknown> => {
  try {
    return JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8')) as Record<string, unknown>
  } catch {
    throw noKey()
  }
}

const signed = (token: string, secret: string): boolean => {
  const [head, claims, signature = ''] = token.split('.')
  const own = createHmac('sha256', secret).update(`${head}.${claims}`).digest()
  const theirs = Buffer.from(signature, 'base64url')
  return own.length === theirs.length && timingSafeEqual(own, theirs)
}

/** Whose key signed this request. Throws Notify's own refusal for no token, a wrong one, and a clock that is off. */
export const keyOf = (header: string | undefined, now: Date): Key => {
  if (!header) throw refused(401, 'Unauthorized: authentication token must be provided')
  if (!/^bearer /i.test(header)) throw refused(401, 'Unauthorized: authentication bearer scheme must be used')
  const token = header.slice(7)
  const [head, claims] = token.split('.').slice(0, 2).map(read)
  if (!head || !claims || head.alg !== 'HS256') throw noKey()
  if (!claims.iss) throw refused(403, 'Invalid token: iss field not provided')
  if (claims.iss !== SERVICE) throw refused(403, 'Invalid token: service not found')
  const kind = KINDS.find((one) => signed(token, SECRETS[one]))
  if (!kind) throw noKey()
  if (Math.abs(Number(claims.iat) - now.getTime() / 1000) > SECONDS_OFF || Number.isNaN(Number(claims.iat)))
    throw refused(403, 'Error: Your system clock must be accurate to within 30 seconds')
  return { kind, service: SERVICE, secret: SECRETS[kind] }
}
