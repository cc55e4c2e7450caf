import { z } from 'zod'
import { type Attempt, parseForm } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { formatPhone } from '#ui/format'

const TOO_MANY = 429

/** What was typed, with how long to wait and the number to ring: for a form that too many came of, from one place such as a library. */
export const busyAttempt = (ask: Ask, seconds: number): Attempt => {
  const { helplineNumber } = ask.alliance
  const ring = helplineNumber ? `, or ring ${formatPhone(helplineNumber)}` : ''
  const message = `A lot was sent from where you are. What you typed is still here. Wait ${seconds} seconds and press the button again${ring}`
  return { ...parseForm(z.unknown(), ask.body).attempt, errors: [{ field: '', message }] }
}

/** Limits how often one place may send a form; beyond that the same page is shown, and nothing typed is lost. */
export const keepTyping = (
  routes: readonly Route[],
  perMinute: number,
  show: (ask: Ask, attempt: Attempt) => Promise<Reply> | Reply,
): Route[] =>
  routes.map((route) => {
    if (route.method === 'GET') return { ...route, perMinute }
    const full = async (ask: Ask, seconds: number): Promise<Reply> => {
      const reply = await show(ask, busyAttempt(ask, seconds))
      return reply.kind === 'page' ? { ...reply, status: TOO_MANY, title: `Error: ${reply.title}` } : reply
    }
    return { ...route, perMinute, full }
  })
