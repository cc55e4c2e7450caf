import { z } from 'zod'
import { noteReadings } from '#modules/reach'
import type { Action } from '#platform/access'
import { type Attempt, freshAttempt } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { button, form, page, refused } from '#platform/http/routes'
import type { MenuEntry } from '#platform/module'
import type { Outcome } from '#platform/outcome'
import { reading } from '#platform/reading'
import { readTimeline } from '#platform/timeline'
import { listRoute } from '#ui/layout'
import { aboutLink } from './about.queries'
import { callInsteadOfMessage, callInsteadOfNotice } from './call-instead'
import { leaveNotice, tryNoticeAgain } from './decide-notice'
import { readText } from './inbound.queries'
import { leaveMessage } from './leave-message'
import { messagePage } from './message.page'
import { readMessage } from './message.queries'
import { messageList } from './message-list'
import { noticePage } from './notice.page'
import { readNotice } from './notice.queries'
import { sayItWent } from './say-it-went'
import { seeToForm, seeToText } from './see-to-text'
import { sendAgain } from './send-again'
import { textPage } from './text.page'
import { textList } from './text-list'

const showMessage = async (ask: Ask): Promise<Reply> => {
  const { ctx } = ask
  const read = await reading(ctx, 'message.read', async (tx) => {
    const message = await readMessage(tx, ctx.allianceId, ask.params.message ?? '')
    if (!message) return null
    const about = new Map(message.carried.map((one) => [one.about_id, { type: one.about_type, id: one.about_id }]))
    const links = []
    for (const one of about.values()) links.push(await aboutLink(tx, ctx.allianceId, one))
    return { message, about: links.filter((link) => link !== null) }
  })
  if (!read.ok) return refused(read)
  await noteReadings(ctx, [read.value.message.person_id], 'a message to them')
  const events = await readTimeline(ctx, { type: 'message', id: read.value.message.id })
  return messagePage(ask, { ...read.value, events })
}

const showNotice = async (ask: Ask): Promise<Reply> => {
  const { ctx } = ask
  const read = await reading(ctx, 'message.read', async (tx) => {
    const notice = await readNotice(tx, ctx.allianceId, ask.params.notice ?? '')
    return notice && { notice, about: await aboutLink(tx, ctx.allianceId, { type: notice.about_type, id: notice.about_id }) }
  })
  if (!read.ok) return refused(read)
  await noteReadings(ctx, [read.value.notice.person_id], 'what they are to be told')
  return noticePage(ask, read.value)
}

const showText = async (ask: Ask, attempt: Attempt = freshAttempt()): Promise<Reply> => {
  const read = await reading(ask.ctx, 'text.list', (tx) => readText(tx, ask.ctx.allianceId, ask.params.text ?? ''))
  if (!read.ok) return refused(read)
  await noteReadings(ask.ctx, [read.value.person_id], 'a text they sent us')
  return textPage(ask, read.value, attempt)
}

const [, seeTo] = form({
  path: '/messages/texts/:text/see-to',
  action: 'text.see-to',
  schema: seeToForm,
  show: showText,
  act: (ask, input) => seeToText(ask.ctx, { ...input, text: ask.params.text ?? '' }),
  next: (_ask, { id }) => `/messages/texts/${id}`,
})
if (!seeTo) throw new Error('a form has a POST')

type Decide = (ask: Ask, id: string) => Promise<Outcome<unknown>>

const ofMessage = (path: string, action: Action, decide: Decide): Route =>
  button({
    path: `/messages/:message/${path}`,
    action,
    schema: z.object({}),
    act: (ask) => decide(ask, ask.params.message ?? ''),
    next: (ask) => `/messages/${ask.params.message}`,
  })

const ofNotice = (path: string, action: Action, decide: Decide): Route =>
  button({
    path: `/messages/notices/:notice/${path}`,
    action,
    schema: z.object({}),
    act: (ask) => decide(ask, ask.params.notice ?? ''),
    next: (ask) => `/messages/notices/${ask.params.notice}`,
  })

export const boardRoutes: readonly Route[] = [
  listRoute(messageList),
  listRoute(textList),
  page('/messages/texts/:text', 'text.list', (ask) => showText(ask)),
  seeTo,
  page('/messages/notices/:notice', 'message.read', showNotice),
  page('/messages/:message', 'message.read', showMessage),
  ofMessage('went', 'message.went', ({ ctx }, message) => sayItWent(ctx, { message })),
  ofMessage('again', 'message.send-again', ({ ctx }, message) => sendAgain(ctx, { message })),
  ofMessage('call', 'message.call-instead', ({ ctx, house }, message) =>
    callInsteadOfMessage(ctx, { message, templates: house.templates }),
  ),
  ofMessage('leave', 'message.leave', ({ ctx }, message) => leaveMessage(ctx, { message })),
  ofNotice('again', 'notice.try-again', ({ ctx }, notice) => tryNoticeAgain(ctx, { notice })),
  ofNotice('call', 'notice.call-instead', ({ ctx, house }, notice) =>
    callInsteadOfNotice(ctx, { notice, templates: house.templates }),
  ),
  ofNotice('leave', 'notice.leave', ({ ctx }, notice) => leaveNotice(ctx, { notice })),
]

export const boardEntry: MenuEntry = { label: 'Messages', path: '/messages', action: 'message.list', order: 82 }
