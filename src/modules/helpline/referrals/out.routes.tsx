import { z } from 'zod'
import { reachFor } from '#modules/people'
import type { Attempt } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { button, form, page, refused } from '#platform/http/routes'
import { type Outcome, refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { keepTyping } from '#ui/layout'
import { isOpen } from '../requests/request.moves'
import { readRequest } from '../requests/request.queries'
import { answerReferral } from './answer-referral'
import { answerByLink, openReferral, turnedAway } from './by-link'
import { answeredPage, linkPage } from './link.page'
import { answerForm, sendForm } from './referral'
import { isOpenReferral } from './referral.moves'
import { partnersNow, type ReferralRecord, readReferral } from './referral.queries'
import { sendPage, tellMorePage, writeAnswerPage } from './send.page'
import { sendReferral } from './send-referral'
import { stopReferral } from './stop-referrals'
import { moreForm, tellMore } from './tell-more'

const requestAsked = (ask: Ask) =>
  reading(ask.ctx, 'referral.send', async (tx) => {
    const request = await readRequest(tx, ask.ctx.allianceId, ask.params.request ?? '')
    return request && { request, partners: await partnersNow(tx, ask.ctx.allianceId) }
  })

const referralAsked = (ask: Ask) =>
  reading(ask.ctx, 'referral.read', (tx) => readReferral(tx, ask.ctx.allianceId, ask.params.referral ?? ''))

const showOn =
  (show: (ask: Ask, attempt: Attempt, referral: ReferralRecord) => Reply) =>
  async (ask: Ask, attempt: Attempt): Promise<Reply> => {
    const read = await referralAsked(ask)
    if (!read.ok) return refused(read)
    return isOpenReferral(read.value.status) ? show(ask, attempt, read.value) : refused(refuse('moved-on'))
  }

/** Acts on the referral in the address, and goes back to its request. */
const onReferral =
  <I,>(act: (ask: Ask, reference: string, input: I) => Promise<Outcome<unknown>>) =>
  async (ask: Ask, input: I): Promise<Outcome<string>> => {
    const read = await referralAsked(ask)
    if (!read.ok) return read
    const outcome = await act(ask, read.value.reference, input)
    return outcome.ok ? { ...outcome, value: read.value.request } : outcome
  }

const toRequest = (_ask: Ask, request: string): string => `/requests/${request}`

const deskRoutes: readonly Route[] = [
  ...form({
    path: '/requests/:request/refer',
    action: 'referral.send',
    schema: sendForm,
    show: async (ask, attempt) => {
      const read = await requestAsked(ask)
      if (!read.ok) return refused(read)
      const { request, partners } = read.value
      if (!isOpen(request.status)) return refused(refuse('moved-on'))
      const reach = await reachFor(ask.ctx, request.person_id, `request ${request.reference}`)
      return sendPage(ask, attempt, { ...request, partners, reach })
    },
    act: async (ask, input) => {
      const read = await requestAsked(ask)
      if (!read.ok) return read
      return sendReferral(ask.ctx, { ...input, requestId: read.value.request.id, site: ask.origin + ask.base })
    },
    next: (_ask, { request }) => `/requests/${request}`,
  }),
  ...form({
    path: '/referrals/:referral/answer',
    action: 'referral.answer',
    schema: answerForm,
    show: showOn(writeAnswerPage),
    act: onReferral<z.output<typeof answerForm>>((ask, reference, input) => answerReferral(ask.ctx, { ...input, reference })),
    next: toRequest,
  }),
  ...form({
    path: '/referrals/:referral/tell-more',
    action: 'referral.tell-more',
    schema: moreForm,
    show: showOn(tellMorePage),
    act: onReferral<z.output<typeof moreForm>>((ask, reference, input) => tellMore(ask.ctx, { ...input, reference })),
    next: toRequest,
  }),
  button({
    path: '/referrals/:referral/stop',
    action: 'referral.stop',
    schema: z.unknown(),
    act: onReferral<unknown>((ask, reference) => stopReferral(ask.ctx, { reference })),
    next: toRequest,
  }),
]

const A_MINUTE = 30
const tokenOf = (ask: Ask): string => ask.params.token ?? ''

/** The partner's own page. An address that opens nothing is kept in the journal. */
const showLink = async (ask: Ask, attempt: Attempt): Promise<Reply> => {
  const opened = await openReferral(ask.ctx, { token: tokenOf(ask) })
  if (opened.ok) return linkPage(ask, attempt, opened.value)
  await turnedAway(ask.ctx, { token: tokenOf(ask), why: opened.code })
  return refused(opened)
}

const linkRoutes: readonly Route[] = [
  page('/sent-to-you/answered', 'public.referral', (ask) => answeredPage(ask, String(ask.query.answer ?? ''))),
  ...keepTyping(
    form({
      path: '/sent-to-you/:token',
      action: 'public.referral',
      schema: answerForm,
      show: showLink,
      act: (ask, input) => answerByLink(ask.ctx, { ...input, token: tokenOf(ask) }),
      next: (ask) => `/sent-to-you/answered?answer=${answerOf(ask)}`,
    }),
    A_MINUTE,
    showLink,
  ),
]

const answerOf = (ask: Ask): string => String((ask.body as Record<string, unknown> | undefined)?.answer ?? '').replace(/\W/g, '')

/** Referrals to partners: the desk's pages, and the partner's own without an account. */
export const outRoutes: readonly Route[] = [...deskRoutes, ...linkRoutes]
