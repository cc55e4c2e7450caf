import { z } from 'zod'
import {
  callOffCall,
  callQueue,
  endShift,
  inHand,
  isQueuePlace,
  onShift,
  putBack,
  takeCall,
  takeNextCall,
} from '#modules/callbacks'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { button, page, refused } from '#platform/http/routes'
import { isId } from '#platform/ids'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { callListRoutes } from './call-list.routes'
import { queuePage } from './queue.page'

const showQueue = async (ask: Ask): Promise<Reply> => {
  const { allianceId, actor, clock } = ask.ctx
  const after = isQueuePlace(ask.query.after) ? ask.query.after : null
  const read = await reading(
    ask.ctx,
    'call-back.list',
    async (tx) => {
      const [queue, shift, mine] = await Promise.all([
        callQueue(tx, allianceId, clock.now(), actor.accountId, after),
        onShift(tx, allianceId, clock.now()),
        inHand(tx, allianceId, actor.accountId, clock.now()),
      ])
      return { queue, shift, mine }
    },
    { keepsPlans: true },
  )
  return read.ok ? queuePage(ask, { ...read.value, after, nobody: ask.query.nobody === 'yes' }) : refused(read)
}

const nothing = z.object({})

const deskWith = (person: string): string => `/calls/new?${new URLSearchParams({ person, direction: 'out' })}`

export const queueRoutes: readonly Route[] = [
  page('/call-backs', 'call-back.list', showQueue),
  button({
    path: '/call-backs/next',
    action: 'call-back.take',
    schema: nothing,
    act: (ask) => takeNextCall(ask.ctx, {}),
    next: (_ask, { person }) => (person ? deskWith(person) : '/call-backs?nobody=yes'),
  }),
  button({
    path: '/call-backs/:callBack/take',
    action: 'call-back.take',
    schema: nothing,
    act: async ({ ctx, params }) => (isId(params.callBack) ? takeCall(ctx, { id: params.callBack }) : refuse('not-found')),
    next: (_ask, { person }) => deskWith(person),
  }),
  button({
    path: '/call-backs/put-back',
    action: 'call-back.put-back',
    schema: nothing,
    act: (ask) => putBack(ask.ctx, {}),
    next: () => '/call-backs',
  }),
  button({
    path: '/call-backs/:callBack/call-off',
    action: 'call-back.call-off',
    schema: nothing,
    act: async ({ ctx, params }) => (isId(params.callBack) ? callOffCall(ctx, { id: params.callBack }) : refuse('not-found')),
    next: () => '/call-backs',
  }),
  button({
    path: '/call-backs/off-shift',
    action: 'call-back.put-back',
    schema: nothing,
    act: (ask) => endShift(ask.ctx, {}),
    next: () => '/call-backs',
  }),
  ...callListRoutes,
]
