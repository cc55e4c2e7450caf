import type { FastifyError, FastifyInstance } from 'fastify'
import type { PublicAction } from '../access'
import { isUnavailable } from '../faults'
import type { Answered, Ask, Route } from './ask'

export interface Told {
  readonly ask: Ask
  /** The body as it came: a signature is over these very bytes. */
  readonly raw: Buffer
  /** The fields of the JSON object or the form in it. */
  readonly sent: Readonly<Record<string, unknown>>
}

const MOST_BYTES = 64 * 1024

/** An answer for a machine. JSON unless it says otherwise. */
export const answered = (status: number, body: unknown = { ok: status < 400 }, type = 'application/json'): Answered => ({
  kind: 'answered',
  status,
  type: `${type}; charset=utf-8`,
  body: typeof body === 'string' ? body : JSON.stringify(body),
})

const formFields = (text: string): Record<string, unknown> => {
  const form = new URLSearchParams(text)
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const values = form.getAll(name)
      return [name, values.length > 1 ? values : values[0]]
    }),
  )
}

const jsonFields = (text: string): Record<string, unknown> | null => {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Record<string, unknown>) : null
  } catch {
    return null
  }
}

const fieldsOf = (type: string, text: string): Record<string, unknown> | null =>
  type.startsWith('application/x-www-form-urlencoded') ? formFields(text) : jsonFields(text)

/**
 * A route for a machine: POST, its body kept as it came, no sign-in read and no origin asked. The handler proves the sender
 * before it believes a word, and answers 401 when it cannot. What is neither JSON nor a form answers 400.
 */
export const hook = (
  path: string,
  action: PublicAction,
  handle: (told: Told) => Promise<Answered> | Answered,
  { most = MOST_BYTES, perMinute }: { readonly most?: number; readonly perMinute?: number } = {},
): Route => ({
  method: 'POST',
  path,
  action,
  machine: most,
  ...(perMinute && { perMinute }),
  handle: (ask) => {
    const raw = Buffer.isBuffer(ask.body) ? ask.body : Buffer.alloc(0)
    const sent = fieldsOf(String(ask.headers['content-type'] ?? ''), raw.toString('utf8'))
    return sent ? handle({ ask, raw, sent }) : answered(400, { error: 'not JSON and not a form' })
  },
})

/** The corner of the server where machines knock: bodies stay bytes, and what goes wrong is told as JSON. */
export const machinesOnly = (corner: FastifyInstance): void => {
  corner.removeAllContentTypeParsers()
  corner.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  corner.setErrorHandler((error: FastifyError, request, reply) => {
    const status = isUnavailable(error) ? 503 : (error.statusCode ?? 500)
    if (status >= 500) request.log.error({ fault: error.name, code: error.code, stack: error.stack }, 'fault')
    return reply.status(status).send({ error: status < 500 ? 'not accepted' : 'not now' })
  })
}
