import type { ComponentChildren } from 'preact'
import type { z } from 'zod'
import type { Action } from '../access'
import type { Tx } from '../db'
import { type Attempt, freshAttempt, parseForm, withError } from '../forms'
import { type Outcome, type Refusal, refuse } from '../outcome'
import { changedSince, seenOf } from '../seen'
import type { TakesTurns } from '../take-turns'
import type { Ask, Page, Refused, Reply, Route } from './ask'

type PageOptions = Partial<Pick<Page, 'status' | 'section' | 'bare' | 'cache' | 'camera' | 'unlisted'>>

/** A staff page: dense and calm. `title` is the h1's words. */
export const staffPage = (title: string, body: ComponentChildren, options: PageOptions = {}): Page => ({
  kind: 'page',
  status: 200,
  density: 'staff',
  title,
  body,
  ...options,
})

/** A public page: large, one thing at a time. */
export const publicPage = (title: string, body: ComponentChildren, options: PageOptions = {}): Page => ({
  ...staffPage(title, body, options),
  density: 'public',
})

export const refused = (refusal: Refusal): Refused => ({ kind: 'refused', refusal })

/** A page to read. */
export const page = (path: string, action: Action, handle: Route['handle']): Route => ({ method: 'GET', path, action, handle })

export interface FormSpec<I, T> {
  readonly path: string
  readonly action: Action
  /** What it must be; asked for each time where that depends on the record. */
  readonly schema: z.ZodType<I> | ((ask: Ask) => z.ZodType<I>)
  /** What the form starts with, from a record or the address. */
  readonly fill?: (ask: Ask) => Promise<Record<string, string | string[]> | Refusal> | Record<string, string | string[]> | Refusal
  /** The page, for a fresh form and for one to put right alike. */
  readonly show: (ask: Ask, attempt: Attempt) => Promise<Reply> | Reply
  readonly act: (ask: Ask, input: I) => Promise<Outcome<T>>
  /** Where to go when it is done, below the alliance's base. */
  readonly next: (ask: Ask, value: T) => string
  readonly upload?: number
  readonly perMinute?: number
  /** The form puts a record right, held as this says: what someone else changed since it was opened is shown before it is written over. */
  readonly edits?: TakesTurns | undefined
}

const isRefusal = (value: object): value is Refusal => 'ok' in value && value.ok === false

const asWrong = (reply: Reply, status: number): Reply =>
  reply.kind === 'page' ? { ...reply, status, title: `Error: ${reply.title}` } : reply

/** The same, reading in a transaction that is open already. */
const readingIn = (tx: Tx, ask: Ask): Ask => ({
  ...ask,
  ctx: { ...ask.ctx, db: { ...ask.ctx.db, transaction: (_scope, work) => work(tx) } },
})

/** The attempt with what others changed meanwhile, or null when nobody did. The record is held first: nobody changes it after. */
const overtakenBy = async <I, T>(spec: FormSpec<I, T>, tx: Tx, ask: Ask, attempt: Attempt): Promise<Attempt | null> => {
  if (!spec.edits || !attempt.seen) return null
  await spec.edits(tx, ask)
  const now = await spec.fill?.(readingIn(tx, ask))
  if (!now || isRefusal(now)) return null
  const changed = changedSince(attempt.seen, now)
  return changed.length === 0 ? null : { ...attempt, seen: seenOf(now), errors: changed }
}

const schemaOf = <I, T>({ schema }: FormSpec<I, T>, ask: Ask): z.ZodType<I> =>
  typeof schema === 'function' ? schema(ask) : schema

/** A form page and its button: GET shows it; POST checks it (422 and the same page), acts, and goes on (303). */
export const form = <I, T>(spec: FormSpec<I, T>): Route[] => [
  {
    method: 'GET',
    path: spec.path,
    action: spec.action,
    handle: async (ask) => {
      const values = await spec.fill?.(ask)
      if (values && isRefusal(values)) return refused(values as Refusal)
      return spec.show(ask, freshAttempt(values, spec.edits && values ? seenOf(values) : undefined))
    },
  },
  {
    method: 'POST',
    path: spec.path,
    action: spec.action,
    ...(spec.upload && { upload: spec.upload }),
    ...(spec.perMinute && { perMinute: spec.perMinute }),
    handle: async (ask) => {
      const parsed = parseForm(schemaOf(spec, ask), ask.body)
      if (!parsed.ok) return asWrong(await spec.show(ask, parsed.attempt), 422)
      let overtaken: Attempt | null = null
      const onlyIf = async (tx: Tx): Promise<Refusal | null> => {
        overtaken = await overtakenBy(spec, tx, ask, parsed.attempt)
        return overtaken && refuse('moved-on')
      }
      const ctx = { ...ask.ctx, submission: parsed.attempt.submission, ...(spec.edits && { onlyIf }) }
      const outcome = await spec.act({ ...ask, ctx }, parsed.input)
      if (!outcome.ok && overtaken) return asWrong(await spec.show(ask, overtaken), 409)
      if (outcome.ok) return { kind: 'redirect', to: ask.base + spec.next(ask, outcome.value) }
      if (!outcome.field) return refused(outcome)
      return asWrong(await spec.show(ask, withError(parsed.attempt, outcome.field, outcome.says)), outcome.status)
    },
  },
]

/** A button without a page of its own (on a record's page): POST only. A wrong press shows the refusal page. */
export const button = <I, T>(spec: Omit<FormSpec<I, T>, 'fill' | 'show'>): Route => {
  const [, post] = form({ ...spec, show: (_ask, attempt) => refused(notReadable(attempt)) })
  if (!post) throw new Error('a form has a POST')
  return post
}

const notReadable = (attempt: Attempt): Refusal => ({
  ok: false,
  code: 'not-readable',
  status: 422,
  says: attempt.errors.map(({ message }) => message).join('. ') || 'We could not read what was sent',
})
