import type { Tx } from '#platform/db'
import { type FigureValue, figureOf, shownValue } from '../figures'
import { type Period, samePeriod } from '../period'
import { readFigures } from '../report.queries'

export interface Target extends Period {
  readonly id: string
  readonly figure: string
  readonly label: string
  readonly value: number
}

/** The targets whose days overlap a period, earliest first; all of them without one. */
export const readTargets = async (tx: Tx, allianceId: string, period?: Period): Promise<Target[]> =>
  tx
    .selectFrom('target')
    .select(['id', 'figure', 'label', 'value', 'starts_on as from', 'ends_on as to'])
    .where('alliance_id', '=', allianceId)
    .$if(period !== undefined, (query) =>
      query.where('starts_on', '<=', period?.to ?? '').where('ends_on', '>=', period?.from ?? ''),
    )
    .orderBy('starts_on')
    .orderBy('value')
    .orderBy('id')
    .execute()

export interface Progress extends Target {
  /** What was reached, as people read it, counted over the target's own days: never another period's. */
  readonly reached: number
}

/** How far each target is. */
export const readProgress = async (tx: Tx, targets: readonly Target[]): Promise<Progress[]> => {
  const periods = targets.filter((target, at) => targets.findIndex((other) => samePeriod(target, other)) === at)
  const counted: { period: Period; values: Readonly<Record<string, FigureValue>> }[] = []
  for (const period of periods) counted.push({ period, values: await readFigures(tx, period) })
  return targets.map((target) => {
    const values = counted.find(({ period }) => samePeriod(period, target))?.values
    return { ...target, reached: shownValue(figureOf(target.figure), values?.[target.figure] ?? { value: 0, outOf: null }) }
  })
}
