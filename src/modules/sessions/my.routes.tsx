import { askedOf, learnersOf, readMe } from '#modules/champions'
import { reachFor } from '#modules/people'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { page, refused } from '#platform/http/routes'
import { reading } from '#platform/reading'
import { type MyDay, myDayPage, noChampionPage } from './my-day.page'
import { heldBy, plannedOf } from './session.queries'

const showDay = async (ask: Ask): Promise<Reply> => {
  const { allianceId, actor } = ask.ctx
  const read = await reading(ask.ctx, 'match.mine', async (tx): Promise<Omit<MyDay, 'reaches'> | 'nobody'> => {
    const champion = await readMe(tx, allianceId, actor)
    if (!champion) return 'nobody'
    return {
      champion,
      asked: await askedOf(tx, allianceId, champion.id),
      learners: await learnersOf(tx, allianceId, champion.id),
      planned: await plannedOf(tx, allianceId, champion.id),
      held: await heldBy(tx, allianceId, champion.id),
    }
  })
  if (!read.ok) return refused(read)
  if (read.value === 'nobody') return noChampionPage(ask)
  const known = await Promise.all(
    read.value.learners.map(async ({ person_id }) => [person_id, await reachFor(ask.ctx, person_id, 'my day')] as const),
  )
  return myDayPage(ask, { ...read.value, reaches: new Map(known) })
}

export const myRoutes: Route[] = [page('/my', 'match.mine', showDay)]
