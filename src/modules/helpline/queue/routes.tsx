import { z } from 'zod'
import { callQueue, endShift, onShift, putBack, takeNextCall } from '#modules/callbacks'
import type { Tx } from '#platform/db'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { button, page, refused } from '#platform/http/routes'
import { reading } from '#platform/reading'
import { callListRoutes } from './call-list.routes'
import { queuePage } from './queue.page'

const mine = (tx: Tx, { ctx }: Ask) =>
  tx
    .selectFrom('call_hold as h')
    .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'h.person_id').onRef('p.alliance_id', '=', 'h.alliance_id'))
    .select(['p.reference as person', 'p.name'])
    .where('h.alliance_id', '=', ctx.allianceId)
    .where('h.account_id', '=', ctx.actor.accountId)
    .where('h.until', '>', ctx.clock.now())
    .executeTakeFirst()

const showQueue = async (ask: Ask): Promise<Reply> => {
  const { allianceId, clock } = ask.ctx
  const read = await reading(ask.ctx, 'call-back.list', async (tx) => ({
    rows: await callQueue(tx, allianceId, clock.now(), 200),
    shift: await onShift(tx, allianceId, clock.now()),
    mine: (await mine(tx, ask)) ?? null,
  }))
  return read.ok ? queuePage(ask, { ...read.value, nobody: ask.query.nobody === 'yes' }) : refused(read)
}

const nothing = z.object({})

export const queueRoutes: readonly Route[] = [
  page('/call-backs', 'call-back.list', showQueue),
  button({
    path: '/call-backs/next',
    action: 'call-back.take',
    schema: nothing,
    act: (ask) => takeNextCall(ask.ctx, {}),
    next: (_ask, { person }) =>
      person ? `/calls/new?${new URLSearchParams({ person, direction: 'out' })}` : '/call-backs?nobody=yes',
  }),
  button({
    path: '/call-backs/put-back',
    action: 'call-back.put-back',
    schema: nothing,
    act: (ask) => putBack(ask.ctx, {}),
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
