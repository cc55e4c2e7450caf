import {
  FIGURES,
  type FigureValues,
  type Period,
  readFigures,
  readFirstDay,
  readSupportedBy,
  readWards,
  type SupportedPart,
  stepsOf,
  type WardCount,
} from '#modules/reporting'
import { addDays, addMonths, today } from '#platform/clock'
import type { Ctx } from '#platform/command'
import type { Database, Tx } from '#platform/db'
import { reading } from '#platform/reading'

export interface Achieved {
  readonly period: Period
  readonly values: FigureValues
  readonly quarters: readonly { readonly x: string; readonly y: number }[]
  readonly wards: readonly WardCount[]
  readonly partners: readonly string[]
}

const QUARTERS_SHOWN = 8

/** The last whole quarters up to the latest with anyone in it: the quarter under way would look like a fall. */
const lastQuarters = (parts: readonly SupportedPart[], period: Period) => {
  const whole = stepsOf(period, 'quarter').filter((start) => addDays(addMonths(start, 3), -1) < period.to)
  const latest =
    parts
      .map(({ startsOn }) => startsOn)
      .filter((start) => whole.includes(start))
      .at(-1) ?? ''
  return whole
    .filter((start) => start <= latest)
    .slice(-QUARTERS_SHOWN)
    .map((x) => ({ x, y: parts.find(({ startsOn }) => startsOn === x)?.people ?? 0 }))
}

const read = async (tx: Tx, allianceId: string, day: string): Promise<Achieved> => {
  const period = { from: (await readFirstDay(tx)) ?? day, to: day }
  const partners = await tx
    .selectFrom('partner')
    .select('name')
    .where('alliance_id', '=', allianceId)
    .where('joined_on', '<=', day)
    .where((test) => test.or([test('left_on', 'is', null), test('left_on', '>', day)]))
    .orderBy('name')
    .execute()
  return {
    period,
    values: await readFigures(tx, period),
    quarters: lastQuarters(await readSupportedBy(tx, 'quarter', period), period),
    wards: await readWards(tx, allianceId, period),
    partners: partners.map(({ name }) => name),
  }
}

/** The whole history is counted at most this often: the front page is asked for far more often than it changes. */
const KEPT_MS = 30_000

interface Kept {
  readonly day: string
  readonly until: number
  readonly achieved: Promise<Achieved>
}
const kept = new WeakMap<Database, Map<string, Kept>>()

const keptFor = (db: Database): Map<string, Kept> => {
  const map = kept.get(db) ?? new Map<string, Kept>()
  kept.set(db, map)
  return map
}

const readNow = async (ctx: Ctx, day: string): Promise<Achieved> => {
  const answer = await reading(ctx, 'public.home', (tx) => read(tx, ctx.allianceId, day), { totals: true })
  if (!answer.ok) throw new Error(answer.says)
  return answer.value
}

/** What an alliance has done since it started, as anyone may see it: totals, and the names of its partners. */
export const readAchieved = (ctx: Ctx): Promise<Achieved> => {
  const day = today(ctx.clock)
  const known = keptFor(ctx.db).get(ctx.allianceId)
  if (known && known.day === day && known.until > Date.now()) return known.achieved
  const achieved = readNow(ctx, day)
  keptFor(ctx.db).set(ctx.allianceId, { day, until: Date.now() + KEPT_MS, achieved })
  achieved.catch(() => keptFor(ctx.db).delete(ctx.allianceId))
  return achieved
}

/** The few figures of the front page. */
export const FRONT = FIGURES.filter(({ code }) => ['supported', 'calls', 'loans', 'champions'].includes(code))

/** Below this, a figure by ward could point at someone: the public page says "fewer than 5". */
export const FEW = 5

/** A ward's figure as the public sees it. */
export const publicCount = (people: number): string => {
  if (people === 0) return '0'
  return people < FEW ? `fewer than ${FEW}` : people.toLocaleString('en-GB')
}
