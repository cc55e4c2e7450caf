import { today } from '#platform/clock'
import type { Ctx } from '#platform/command'
import type { Tx } from '#platform/db'
import type { FigureValues } from './figures'
import { type Period, stepOf } from './period'
import {
  readFigures,
  readSaid,
  readSkillChanges,
  readSupportedBy,
  readWards,
  type Said,
  type SkillChange,
  type SupportedPart,
  type WardCount,
} from './report.queries'
import { type Progress, readProgress, readTargets } from './targets/target.queries'

interface Answers {
  readonly rows: readonly Said[]
  readonly people: number
}

/** All that a report shows for one period. */
export interface Report {
  readonly period: Period
  readonly today: string
  readonly values: FigureValues
  readonly targets: readonly Progress[]
  readonly trend: readonly SupportedPart[]
  readonly quarters: readonly SupportedPart[]
  readonly barriers: Answers
  readonly needs: Answers
  readonly wards: readonly WardCount[]
  readonly skills: readonly SkillChange[]
}

/** Reads everything a report shows, in one transaction, so that its parts agree. */
export const readReport = async (tx: Tx, ctx: Ctx, period: Period): Promise<Report> => {
  const { allianceId, clock } = ctx
  const byQuarter = readSupportedBy(tx, 'quarter', period)
  const [values, targets, trend, quarters, barriers, needs, wards, skills] = await Promise.all([
    readFigures(tx, period),
    readTargets(tx, allianceId, period).then((set) => readProgress(tx, set)),
    stepOf(period) === 'quarter' ? byQuarter : readSupportedBy(tx, 'month', period),
    byQuarter,
    readSaid(tx, allianceId, 'barriers', period),
    readSaid(tx, allianceId, 'needs', period),
    readWards(tx, allianceId, period),
    readSkillChanges(tx, allianceId, period),
  ])
  return { period, today: today(clock), values, targets, trend, quarters, barriers, needs, wards, skills }
}
