import { z } from 'zod'
import { needed, words } from '#platform/fields'
import { type Attempt, freshAttempt, parseForm, withError } from '#platform/forms'
import type { Ask, Page, Redirect, Reply, Route } from '#platform/http/ask'
import { page, refused } from '#platform/http/routes'
import { COOKIE } from '#platform/http/web'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { menuFor } from '#ui/layout'
import { askForCode, askForCodeForm } from './ask-for-code'
import { nextPath } from './next-path'
import { readPersonas } from './personas'
import { codePage, linkPage, signInPage, signOutPage } from './sign-in.page'
import { signInAsPersona } from './sign-in-as-persona'
import type { SignedIn } from './sign-in-token'
import { signOut } from './sign-out'
import { useCode, useCodeForm } from './use-code'
import { linkOver, readLink, useLink } from './use-link'

// The forms here answer with a cookie or with the next step itself, so they are written out instead of made by `form`.
// None that signs in is given a submission: its answer would keep the token, and a code works once in any case.

const wrong = (page: Page): Page => ({ ...page, status: 422, title: `Error: ${page.title}` })

const letIn = (ask: Ask, { token, expires }: SignedIn, next?: string): Redirect => ({
  kind: 'redirect',
  to: nextPath(ask, next),
  cookie: { value: token, expires: new Date(expires) },
})

const showDoor = async (ask: Ask, attempt: Attempt): Promise<Reply> => {
  if (!ask.demo) return signInPage(ask, attempt, [])
  const read = await reading(ask.ctx, 'sign-in.ask', (tx) => readPersonas(tx, ask.ctx.allianceId))
  return read.ok ? signInPage(ask, attempt, read.value) : refused(read)
}

const sendCode = async (ask: Ask): Promise<Reply> => {
  const parsed = parseForm(askForCodeForm, ask.body)
  if (!parsed.ok) {
    const door = await showDoor(ask, parsed.attempt)
    return door.kind === 'page' ? wrong(door) : door
  }
  const { email, next } = parsed.input
  const outcome = await askForCode({ ...ask.ctx, submission: parsed.attempt.submission }, { email, demo: ask.demo })
  return outcome.ok ? codePage(ask, freshAttempt({ email, next })) : refused(outcome)
}

const WRONG_CODE =
  'We cannot use that code. Check it against the newest email from us. If it is more than 10 minutes old, or does not work, ask for another'

const takeCode = async (ask: Ask): Promise<Reply> => {
  const parsed = parseForm(useCodeForm, ask.body)
  if (!parsed.ok) return wrong(codePage(ask, parsed.attempt))
  const { email, code, next } = parsed.input
  const outcome = await useCode(ask.ctx, { email, code, demo: ask.demo })
  if (!outcome.ok) return refused(outcome)
  return outcome.value ? letIn(ask, outcome.value, next) : wrong(codePage(ask, withError(parsed.attempt, 'code', WRONG_CODE)))
}

const showLink = async (ask: Ask): Promise<Reply> => {
  const token = String(ask.query.token ?? '')
  const { allianceId, clock } = ask.ctx
  const read = await reading(ask.ctx, 'sign-in.use', (tx) => readLink(tx, allianceId, { token, demo: ask.demo }, clock.now()))
  return read.ok ? linkPage(ask, read.value.name, token) : refused(linkOver)
}

const takeLink = async (ask: Ask): Promise<Reply> => {
  const parsed = parseForm(z.object({ token: needed('Open the link again') }), ask.body)
  if (!parsed.ok) return refused(linkOver)
  const outcome = await useLink(ask.ctx, { token: parsed.input.token, demo: ask.demo })
  return outcome.ok ? letIn(ask, outcome.value) : refused(outcome)
}

const takePersona = async (ask: Ask): Promise<Reply> => {
  const parsed = parseForm(z.object({ persona: needed('Choose a person'), next: words(2000) }), ask.body)
  if (!ask.demo || !parsed.ok) return refused(refuse('not-found'))
  const outcome = await signInAsPersona(ask.ctx, { persona: parsed.input.persona, demo: ask.demo })
  return outcome.ok ? letIn(ask, outcome.value, parsed.input.next) : refused(outcome)
}

const showSignOut = (ask: Ask): Reply =>
  ask.ctx.actor.kind === 'account' ? signOutPage(ask) : { kind: 'redirect', to: `${ask.base}/sign-in` }

/** The sign-in token this browser sent. */
const tokenOf = (ask: Ask): string =>
  new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]+)`).exec(String(ask.headers.cookie ?? ''))?.[1] ?? ''

const takeSignOut = async (ask: Ask): Promise<Reply> => {
  const outcome = await signOut(ask.ctx, { token: tokenOf(ask) })
  return outcome.ok ? { kind: 'redirect', to: ask.base, cookie: { value: '', expires: new Date(0) } } : refused(outcome)
}

/** Where a person lands after signing in: the page of their role, else the first of their own menu. */
const showWork = (ask: Ask): Reply => {
  const menu = menuFor(ask.house.menu, ask)
  const home = menu.find(({ homeOf }) => homeOf?.some((role) => ask.ctx.actor.roles.includes(role))) ?? menu[0]
  return home ? { kind: 'redirect', to: ask.base + home.path } : refused(refuse('forbidden'))
}

const post = (path: string, action: Route['action'], handle: Route['handle'], perMinute?: number): Route => ({
  method: 'POST',
  path,
  action,
  handle,
  ...(perMinute && { perMinute }),
})

export const signInRoutes: readonly Route[] = [
  page('/sign-in', 'sign-in.ask', (ask) => showDoor(ask, freshAttempt({ next: ask.query.next }))),
  post('/sign-in', 'sign-in.ask', sendCode, 10),
  page('/sign-in/code', 'sign-in.use', (ask) => codePage(ask, freshAttempt())),
  post('/sign-in/code', 'sign-in.use', takeCode, 20),
  page('/sign-in/link', 'sign-in.use', showLink),
  post('/sign-in/link', 'sign-in.use', takeLink, 20),
  post('/sign-in/persona', 'sign-in.persona', takePersona),
  page('/sign-out', 'sign-in.end', showSignOut),
  post('/sign-out', 'sign-in.end', takeSignOut),
  page('/work', 'account.home', showWork),
]
