import { today } from '#platform/clock'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { page, refused } from '#platform/http/routes'
import { reading } from '#platform/reading'
import { presetsFor, readPeriod } from '../period'
import { wrongPeriodPage } from '../report.page'
import { readFirstDay } from '../report.queries'
import { TOLD, toldPage } from './told.page'
import { readTold } from './told.queries'

const showTold = async (ask: Ask): Promise<Reply> => {
  const first = await reading(ask.ctx, 'report.told', async (tx) => ({ day: await readFirstDay(tx) }))
  if (!first.ok) return refused(first)
  const presets = presetsFor(today(ask.ctx.clock), first.value.day)
  const read = readPeriod(ask.query, presets[0] ?? { from: '', to: '' })
  if (!read.ok) return wrongPeriodPage(ask, { ...TOLD, read, presets })
  const told = await reading(ask.ctx, 'report.told', (tx) => readTold(tx, ask.ctx.allianceId, read.period))
  return told.ok ? toldPage(ask, { period: read.period, presets, told: told.value }) : refused(told)
}

export const toldRoutes: readonly Route[] = [page(TOLD.path, 'report.told', showTold)]
