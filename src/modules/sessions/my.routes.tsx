import { askedOf, learnersOf, readMe } from '#modules/champions'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { page, refused } from '#platform/http/routes'
import { reading } from '#platform/reading'
import { type MyDay, myDayPage, noChampionPage } from './my-day.page'
import { heldBy, plannedOf } from './session.queries'

const showDay = async (ask: Ask): Promise<Reply> => {
  const { allianceId, actor } = ask.ctx
  const read = await reading(ask.ctx, 'match.mine', async (tx): Promise<MyDay | 'nobody'> => {
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
  return read.value === 'nobody' ? noChampionPage(ask) : myDayPage(ask, read.value)
}

export const myRoutes: Route[] = [page('/my', 'match.mine', showDay)]
