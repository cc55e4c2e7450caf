import type { FastifyReply } from 'fastify'
import type { Ask, Live, Page, Reply } from './ask'
import { mayUse } from './policy'
import { COOKIE, type WebOptions } from './web'

/** What a page says of itself besides its words. */
const setHeads = (reply: FastifyReply, answer: Page): void => {
  if (answer.cache) reply.header('cache-control', answer.cache)
  if (answer.camera) reply.header('permissions-policy', mayUse(true))
  if (answer.unlisted) reply.header('x-robots-tag', 'noindex, nofollow')
}

/** Sends an answer: a page in its frame, the page that says no, the way on, or a file. */
export const send = (options: WebOptions, ask: Ask, reply: FastifyReply, answer: Exclude<Reply, Live>): FastifyReply => {
  if (answer.kind === 'refused') return send(options, ask, reply, options.refusalPage(answer.refusal, ask))
  if (answer.kind === 'redirect') {
    const { cookie } = answer
    const secure = ask.origin.startsWith('https:')
    if (cookie)
      reply.setCookie(COOKIE, cookie.value, { path: ask.base, httpOnly: true, sameSite: 'lax', secure, expires: cookie.expires })
    return reply.redirect(answer.to, 303)
  }
  if (answer.kind === 'file') {
    const name = answer.name.replace(/[^\w.-]/g, '-')
    reply.header('content-disposition', `${answer.inline ? 'inline' : 'attachment'}; filename="${name}"`)
    return reply.type(answer.type).send(answer.body)
  }
  if (answer.kind === 'answered') return reply.status(answer.status).type(answer.type).send(answer.body)
  setHeads(reply, answer)
  // A Buffer goes out four times as fast as a string.
  return reply
    .status(answer.status)
    .type('text/html; charset=utf-8')
    .send(Buffer.from(options.render(answer, ask)))
}
