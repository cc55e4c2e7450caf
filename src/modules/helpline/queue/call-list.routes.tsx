import { z } from 'zod'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { button, form, page, refused } from '#platform/http/routes'
import { isId } from '#platform/ids'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { listRoute } from '#ui/layout'
import { callListPage, newCallListPage } from './call-list.page'
import { peopleOfList, readCallList, tallyOfList } from './call-list.queries'
import { callListList } from './call-list-list'
import { callListForm, makeCallList, stopCallList } from './make-call-list'

const listAsked = (ask: Ask) =>
  reading(ask.ctx, 'call-back.list', async (tx) => {
    const id = ask.params.list
    const list = isId(id) ? await readCallList(tx, ask.ctx.allianceId, id) : undefined
    if (!list) return undefined
    const [people, tally] = [
      await peopleOfList(tx, ask.ctx.allianceId, list.id),
      await tallyOfList(tx, ask.ctx.allianceId, list.id),
    ]
    return { list, people, tally }
  })

const showList = async (ask: Ask): Promise<Reply> => {
  const read = await listAsked(ask)
  return read.ok ? callListPage(ask, read.value.list, read.value.people, read.value.tally) : refused(read)
}

export const callListRoutes: readonly Route[] = [
  listRoute(callListList),
  ...form({
    path: '/call-lists/new',
    action: 'call-list.make',
    schema: callListForm,
    show: newCallListPage,
    act: (ask, input) => makeCallList(ask.ctx, input),
    next: (_ask, { id }) => `/call-lists/${id}`,
  }),
  page('/call-lists/:list', 'call-back.list', showList),
  button({
    path: '/call-lists/:list/stop',
    action: 'call-list.stop',
    schema: z.object({}),
    act: async ({ ctx, params }) => (isId(params.list) ? stopCallList(ctx, { id: params.list }) : refuse('not-found')),
    next: (_ask, { id }) => `/call-lists/${id}`,
  }),
]
