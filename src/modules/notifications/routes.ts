import type { Ask, Reply, Route } from '#platform/http/ask'
import { page, refused } from '#platform/http/routes'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { outboxPage } from './outbox.page'
import { readOutbox } from './outbox.queries'

/** There is such a page only in a demonstration: anywhere else it would show people's sign-in codes. */
const showOutbox = async (ask: Ask): Promise<Reply> => {
  if (!ask.demo) return refused(refuse('not-found'))
  const read = await reading(ask.ctx, 'demo.outbox', (tx) => readOutbox(tx, ask.ctx.allianceId))
  return read.ok ? outboxPage(ask, read.value) : refused(read)
}

export const routes: readonly Route[] = [page('/demo/outbox', 'demo.outbox', showOutbox)]
