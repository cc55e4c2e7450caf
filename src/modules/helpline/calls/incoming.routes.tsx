import { z } from 'zod'
import { words } from '#platform/fields'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { button } from '#platform/http/routes'
import { isId } from '#platform/ids'
import { refuse } from '#platform/outcome'
import { answerIncoming } from './incoming'
import { takenPage } from './taken'

const taking = z.object({ person: words(20) })

const answer = button({
  path: '/calls/incoming/:incoming/take',
  action: 'call.take-incoming',
  schema: taking,
  act: async (ask, { person }) => {
    const { incoming } = ask.params
    if (!isId(incoming)) return refuse('not-found')
    const taken = await answerIncoming(ask.ctx, { id: incoming })
    return taken.ok ? { ...taken, value: { ...taken.value, person } } : taken
  },
  next: (_ask, { id, number, person }) =>
    `/calls/new?${new URLSearchParams({ incoming: id, ...(person ? { person } : number ? { phone: number } : {}) })}`,
})

const take = async (ask: Ask): Promise<Reply> => {
  const reply = await answer.handle(ask)
  return reply.kind === 'refused' && reply.refusal.code === 'taken' ? takenPage(ask, reply.refusal) : reply
}

export const incomingRoutes: readonly Route[] = [{ ...answer, handle: take }]
