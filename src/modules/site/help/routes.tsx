import { z } from 'zod'
import { type Attempt, freshAttempt, parseForm } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { page, refused } from '#platform/http/routes'
import { refuse } from '#platform/outcome'
import { busyAttempt } from '#ui/layout'
import { chooseBoroughPage } from '../home/region-home.page'
import { type AskedForHelp, askForHelp } from './ask-for-help'
import { checkPage } from './check.page'
import { helpForm, WAY_CODES } from './help'
import { questionPage } from './help.page'
import { after, before, firstUnanswered, heard, type QuestionName, questionNamed, schemaOf } from './questions'
import { sentPage } from './sent.page'

/** A form of one question a page that keeps nothing between them: each carries what was said before, unseen, until it is sent. */

const attemptOf = (ask: Ask): Attempt => parseForm(z.unknown(), ask.body).attempt
const one = (value: unknown): string => String([value].flat()[0] ?? '')

/** The page of a question; without one, the page to check everything, or the first question that is still open. */
const show = (ask: Ask, attempt: Attempt, name: QuestionName | undefined, status = 200): Reply => {
  if (name) return questionPage(ask, name, attempt, status)
  const open = firstUnanswered(attempt.values)
  if (open) return stillOpen(ask, attempt, open)
  const parsed = parseForm(helpForm, heard(attempt.values))
  return parsed.ok ? checkPage(ask, attempt, parsed.input, status) : questionPage(ask, 'whom', attempt, 422)
}

const stillOpen = (ask: Ask, attempt: Attempt, name: QuestionName): Reply => {
  const { errors } = parseForm(schemaOf(name, attempt.values), attempt.values).attempt
  return questionPage(ask, name, { ...attempt, errors }, 422)
}

const start = (ask: Ask): Reply | Promise<Reply> => {
  if (ask.alliance.isRegion) return chooseBoroughPage(ask)
  const whom = one(ask.query.whom)
  const attempt = freshAttempt({ needs: one(ask.query.need), language: 'en', ...(whom === 'other' && { whom }) })
  return questionPage(ask, whom === 'other' ? 'standing' : 'whom', attempt)
}

/** Someone who looked at everything and changed one answer goes back to look again, by way of what that change left open. */
const goOn = (ask: Ask, attempt: Attempt, name: QuestionName): Reply => {
  if (!attempt.values.checked) return show(ask, attempt, after(name, attempt.values))
  const open = firstUnanswered(attempt.values)
  return open ? questionPage(ask, open, attempt) : show(ask, attempt, undefined)
}

const next = (ask: Ask): Reply => {
  const attempt = attemptOf(ask)
  const name = questionNamed(attempt.values.at)
  if (!name) return questionPage(ask, 'whom', attempt)
  const parsed = parseForm(schemaOf(name, attempt.values), ask.body)
  const { errors } = parsed.attempt
  return parsed.ok ? goOn(ask, attempt, name) : questionPage(ask, name, { ...attempt, errors }, 422)
}

const back = (ask: Ask): Reply => {
  const attempt = attemptOf(ask)
  return questionPage(ask, before(questionNamed(attempt.values.at), attempt.values) ?? 'whom', attempt)
}

const change = (ask: Ask): Reply => {
  const attempt = attemptOf(ask)
  return questionPage(ask, questionNamed(attempt.values.step) ?? 'whom', attempt)
}

const send = async (ask: Ask): Promise<Reply> => {
  if (ask.alliance.isRegion) return refused(refuse('not-found'))
  const attempt = attemptOf(ask)
  const parsed = parseForm(helpForm, heard(attempt.values))
  if (!parsed.ok) return show(ask, attempt, undefined)
  const outcome = await askForHelp({ ...ask.ctx, submission: attempt.submission }, parsed.input)
  if (!outcome.ok) return refused(outcome)
  // In this order each time: an answer kept for a second press comes back in its own.
  const { reference, way, by, who } = outcome.value
  return { kind: 'redirect', to: `${ask.base}/help/sent?${new URLSearchParams({ reference, way, by, who })}` }
}

const sentQuery = z.object({
  reference: z.string().regex(/^R-\d{4,9}$/),
  way: z.enum(WAY_CODES),
  by: z.iso.date(),
  who: z.enum(['you', 'them', 'asker']),
})

const showSent = (ask: Ask): Reply => {
  const read = sentQuery.safeParse(ask.query)
  return read.success ? sentPage(ask, read.data satisfies AskedForHelp) : { kind: 'redirect', to: `${ask.base}/help` }
}

/** Too many from one place, such as a library: the same page with every word, how long to wait, and the number to ring. */
const busy = (ask: Ask, seconds: number): Reply => {
  const attempt = busyAttempt(ask, seconds)
  return show(ask, attempt, questionNamed(attempt.values.at), 429)
}

const post = (path: string, handle: Route['handle'], perMinute: number): Route => ({
  ...{ method: 'POST', path, action: 'public.ask-for-help', handle, perMinute },
  full: busy,
})

/** Someone who comes back to a later page by its address starts at the first: nothing was kept to show. */
const startAgain = (path: string): Route =>
  page(path, 'public.ask-for-help', (ask) => ({ kind: 'redirect', to: `${ask.base}/help` }))

// Several people at a library's desks come from one address, a question every few seconds each.
const STEPS_A_MINUTE = 200
const SENT_A_MINUTE = 10

export const helpRoutes = [
  page('/help', 'public.ask-for-help', start),
  page('/help/sent', 'public.ask-for-help', showSent),
  ...['/help/next', '/help/back', '/help/change', '/help/send'].map(startAgain),
  post('/help/next', next, STEPS_A_MINUTE),
  post('/help/back', back, STEPS_A_MINUTE),
  post('/help/change', change, STEPS_A_MINUTE),
  post('/help/send', send, SENT_A_MINUTE),
]
