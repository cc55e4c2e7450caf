import { today } from '#platform/clock'
import type { Ask, Reply } from '#platform/http/ask'
import { page, refused } from '#platform/http/routes'
import { reading } from '#platform/reading'
import { listRoute } from '#ui/layout'
import { FIGURES, type FigureCode, figureText, figureWords } from './figures'
import { type Period, type Preset, periodWords, presetsFor, readPeriod, samePeriod } from './period'
import { ANSWER_WORDS, ANSWERS, type Behind, recordList } from './record-list'
import { regionRoutes } from './region/routes'
import { readReport } from './report'
import { howWeCountPage, reportPage, wrongPeriodPage } from './report.page'
import { readFigures, readFirstDay, readWardNames, type WardName } from './report.queries'
import { reportCsv } from './report-csv'
import { targetRoutes } from './targets/routes'
import { readTargets } from './targets/target.queries'
import { toldRoutes } from './told/routes'

/** The usual periods, and those of this alliance's targets: the report people open most is the funder's. */
const presetsOf = async (ask: Ask, firstDay: string | null, targets: readonly Period[]): Promise<Preset[]> => {
  const usual = presetsFor(today(ask.ctx.clock), firstDay)
  const others = targets.filter((target, at) => targets.findIndex((other) => samePeriod(other, target)) === at)
  return [...usual, ...others.slice(-3).map(({ from, to }) => ({ from, to, label: periodWords({ from, to }) }))]
}

const startOf = async (ask: Ask) => {
  const read = await reading(ask.ctx, 'report.read', async (tx) => ({
    firstDay: await readFirstDay(tx),
    targets: await readTargets(tx, ask.ctx.allianceId),
  }))
  return read.ok ? { ok: true as const, presets: await presetsOf(ask, read.value.firstDay, read.value.targets) } : read
}

const showReport = async (ask: Ask): Promise<Reply> => {
  const start = await startOf(ask)
  if (!start.ok) return refused(start)
  const { presets } = start
  const period = readPeriod(ask.query, presets[0] ?? { from: '', to: '' })
  if (!period.ok) return wrongPeriodPage(ask, { path: '/report', title: 'Choose the days of the report', read: period, presets })
  const read = await reading(ask.ctx, 'report.read', (tx) => readReport(tx, ask.ctx, period.period), { totals: true })
  if (!read.ok) return refused(read)
  return ask.query.format === 'csv' ? reportCsv(ask, read.value) : reportPage(ask, read.value, presets)
}

const wanted = (ask: Ask, name: string): string =>
  String([ask.query[name]].flat()[0] ?? '')
    .trim()
    .slice(0, 60)

const titleOf = async (ask: Ask, behind: Behind, wards: readonly WardName[]): Promise<string> => {
  const answer = ANSWER_WORDS[behind.figure.code]?.[behind.code]
  const ward = wards.find(({ code }) => code === behind.ward)?.name
  if (ANSWERS.includes(behind.figure) || behind.ward) return [behind.figure.label, answer, ward].filter(Boolean).join(': ')
  const figure = FIGURES.find(({ code }) => code === behind.figure.code) ?? FIGURES[0]
  const read = await reading(ask.ctx, 'report.records', (tx) => readFigures(tx, behind))
  if (!read.ok) return figure.label
  const value = read.value[figure.code as FigureCode]
  return figure.count === 'share' ? `${figure.label}: ${figureText(figure, value)}` : figureWords(figure, value)
}

const showRecords = async (ask: Ask): Promise<Reply> => {
  const start = await startOf(ask)
  if (!start.ok) return refused(start)
  const usual = start.presets[0] ?? { from: '', to: '' }
  const read = readPeriod(ask.query, usual)
  if (!read.ok) {
    const said = ['figure', 'ward', 'code'].map((name) => [name, wanted(ask, name)] as const)
    const keep = Object.fromEntries(said.filter(([, value]) => value !== ''))
    return wrongPeriodPage(ask, {
      path: '/report/records',
      section: '/report',
      title: 'Choose the days of the records',
      read,
      presets: start.presets,
      keep,
    })
  }
  const figure = [...FIGURES, ...ANSWERS].find(({ code }) => code === wanted(ask, 'figure')) ?? FIGURES[0]
  const behind: Behind = { ...read.period, figure, ward: wanted(ask, 'ward'), code: wanted(ask, 'code') }
  const query = { ...ask.query, ...read.period, figure: figure.code }
  const wards = await reading(ask.ctx, 'report.records', (tx) => readWardNames(tx, ask.ctx.allianceId))
  if (!wards.ok) return refused(wards)
  const title = await titleOf(ask, behind, wards.value)
  return listRoute(recordList(ask, behind, title, wards.value)).handle({ ...ask, query })
}

export const routes = [
  page('/report', 'report.read', showReport),
  page('/report/how-we-count', 'report.read', (ask) => howWeCountPage(ask)),
  page('/report/records', 'report.records', showRecords),
  ...targetRoutes,
  ...toldRoutes,
  ...regionRoutes,
]
