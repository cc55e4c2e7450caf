import { z } from 'zod'
import type { Attempt } from '#platform/forms'
import type { Ask, Reply } from '#platform/http/ask'
import { button, form, refused } from '#platform/http/routes'
import { reading } from '#platform/reading'
import { removeTarget } from './remove-target'
import { setTarget } from './set-target'
import { targetForm } from './target'
import { readProgress, readTargets } from './target.queries'
import { targetsPage } from './targets.page'

const showTargets = async (ask: Ask, attempt: Attempt): Promise<Reply> => {
  const { ctx } = ask
  const read = await reading(ctx, 'target.set', async (tx) => readProgress(tx, await readTargets(tx, ctx.allianceId)), {
    totals: true,
  })
  return read.ok ? targetsPage(ask, read.value, attempt) : refused(read)
}

export const targetRoutes = [
  ...form({
    path: '/targets',
    action: 'target.set',
    schema: targetForm,
    show: showTargets,
    act: (ask, input) => setTarget(ask.ctx, input),
    next: () => '/targets',
  }),
  button({
    path: '/targets/:target/remove',
    action: 'target.remove',
    schema: z.object({}),
    act: (ask) => removeTarget(ask.ctx, { id: ask.params.target ?? '' }),
    next: () => '/targets',
  }),
]
