import type { ComponentChildren } from 'preact'
import type { z } from 'zod'
import type { Action } from '../access'
import { type Attempt, freshAttempt, parseForm, withError } from '../forms'
import type { Outcome, Refusal } from '../outcome'
import { changedSince, seenOf } from '../seen'
import { wasAnswered } from '../submission'
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
  /** The form puts a record right: what someone else changed since it was opened is shown before it is written over. */
  readonly edits?: boolean
}

const isRefusal = (value: object): value is Refusal => 'ok' in value && value.ok === false

const asWrong = (reply: Reply, status: number): Reply =>
  reply.kind === 'page' ? { ...reply, status, title: `Error: ${reply.title}` } : reply

/** The attempt with what others changed meanwhile, or null when nobody did or this very form has been answered already. */
const overtakenBy = async <I, T>({ fill }: FormSpec<I, T>, ask: Ask, attempt: Attempt): Promise<Attempt | null> => {
  const now = await fill?.(ask)
  if (!now || isRefusal(now) || !attempt.seen) return null
  const changed = changedSince(attempt.seen, now)
  if (changed.length === 0 || (await wasAnswered(ask.ctx, attempt.submission))) return null
  return { ...attempt, seen: seenOf(now), errors: changed }
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
      const overtaken = spec.edits ? await overtakenBy(spec, ask, parsed.attempt) : null
      if (overtaken) return asWrong(await spec.show(ask, overtaken), 409)
      const outcome = await spec.act({ ...ask, ctx: { ...ask.ctx, submission: parsed.attempt.submission } }, parsed.input)
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
