import { z } from 'zod'
import { type Attempt, freshAttempt, parseForm } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { page, refused } from '#platform/http/routes'
import { refuse } from '#platform/outcome'
import { chooseBoroughPage } from '../home/region-home.page'
import { askForHelp } from './ask-for-help'
import { helpForm, needFields, needForm, WAYS, type Way } from './help'
import { checkPage, needPage, reachPage, sentPage } from './help.page'

/** A form of three pages that keeps nothing between them: each carries what was said before, unseen, until it is sent. */

const isAboutNeeds = (attempt: Attempt): boolean => attempt.errors.some(({ field }) => Object.hasOwn(needFields, field))

const wrongPage = (ask: Ask, attempt: Attempt): Reply =>
  isAboutNeeds(attempt) ? needPage(ask, attempt, 422) : reachPage(ask, attempt, 422)

/** The same words with nothing said to be wrong with them yet. */
const unmarked = (attempt: Attempt): Attempt => ({ ...attempt, errors: [] })

const showNeed = (ask: Ask): Reply | Promise<Reply> => {
  if (ask.alliance.isRegion) return chooseBoroughPage(ask)
  return needPage(ask, freshAttempt({ needs: String(ask.query.need ?? ''), language: 'en' }))
}

const toReach = (ask: Ask): Reply => {
  const { ok, attempt } = parseForm(needForm, ask.body)
  return ok ? reachPage(ask, attempt) : needPage(ask, attempt, 422)
}

const toCheck = (ask: Ask): Reply => {
  const parsed = parseForm(helpForm, ask.body)
  return parsed.ok ? checkPage(ask, parsed.attempt, parsed.input) : wrongPage(ask, parsed.attempt)
}

const change = (ask: Ask): Reply => {
  const { attempt } = parseForm(z.unknown(), ask.body)
  return attempt.values.step === 'reach' ? reachPage(ask, unmarked(attempt)) : needPage(ask, unmarked(attempt))
}

const send = async (ask: Ask): Promise<Reply> => {
  if (ask.alliance.isRegion) return refused(refuse('not-found'))
  const parsed = parseForm(helpForm, ask.body)
  if (!parsed.ok) return wrongPage(ask, parsed.attempt)
  const outcome = await askForHelp({ ...ask.ctx, submission: parsed.attempt.submission }, parsed.input)
  if (!outcome.ok) return refused(outcome)
  const { reference, way, by } = outcome.value
  return { kind: 'redirect', to: `${ask.base}/help/sent?${new URLSearchParams({ reference, way, by })}` }
}

const showSent = (ask: Ask): Reply => {
  const { reference, way, by } = ask.query
  const read = z
    .object({ reference: z.string().regex(/^R-\d{4,9}$/), way: z.enum(Object.keys(WAYS) as [Way, ...Way[]]), by: z.iso.date() })
    .safeParse({ reference, way, by })
  return read.success ? sentPage(ask, read.data) : { kind: 'redirect', to: `${ask.base}/help` }
}

const post = (path: string, handle: Route['handle'], perMinute: number): Route => ({
  method: 'POST',
  path,
  action: 'public.ask-for-help',
  handle,
  perMinute,
})

/** Someone who comes back to a later page by its address starts at the first: nothing was kept to show. */
const startAgain = (path: string): Route =>
  page(path, 'public.ask-for-help', (ask) => ({ kind: 'redirect', to: `${ask.base}/help` }))

const STEPS_A_MINUTE = 60
const SENT_A_MINUTE = 10

export const helpRoutes = [
  page('/help', 'public.ask-for-help', showNeed),
  page('/help/sent', 'public.ask-for-help', showSent),
  ...['/help/you', '/help/check', '/help/change', '/help/send'].map(startAgain),
  post('/help/you', toReach, STEPS_A_MINUTE),
  post('/help/check', toCheck, STEPS_A_MINUTE),
  post('/help/change', change, STEPS_A_MINUTE),
  post('/help/send', send, SENT_A_MINUTE),
]
