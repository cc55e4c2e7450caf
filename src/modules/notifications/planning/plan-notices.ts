import { command } from '#platform/command'
import { done } from '#platform/outcome'
import type { Template } from '#platform/template'
import type { Ways } from '../providers/provider'
import { takeDue } from './due.queries'
import { type Plan, planPerson } from './group-notices'
import { reachOf } from './reach.queries'
import { speakerOf } from './speaker'
import { writePlans } from './write-plans'

export interface PlanNotices {
  readonly templates: ReadonlyMap<string, Template>
  readonly ways: Ways
  /** The most notices to look at in one transaction. */
  readonly most?: number
}

/**
 * Thinks over what is due: for each person, now, the way that reaches them. Messages are written, calls asked for, what has to
 * wait is looked at again then. Gives how many notices it looked at.
 */
export const planNotices = command('notice.plan', async (work, { templates, ways, most = 300 }: PlanNotices) => {
  const due = await takeDue(work, most)
  if (due.length === 0) return done({ looked: 0 })
  const byPerson = Map.groupBy(due, ({ person }) => person)
  const reach = await reachOf(work.tx, work.allianceId, [...byPerson.keys()])
  const speaker = await speakerOf(
    work,
    templates,
    due,
    [...reach.values()].map(({ language }) => language),
  )
  const circumstances = { ways, speaker, now: work.at }
  const plans: Plan[] = [...byPerson].flatMap(([person, notices]) => planPerson(notices, reach.get(person), circumstances))
  const happened = await writePlans(work, plans, circumstances)
  return done({ looked: due.length }, ...happened)
})
