import { today } from '#platform/clock'
import type { Ask, Reply } from '#platform/http/ask'
import { page, refused } from '#platform/http/routes'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { csvOf } from '#platform/tabular/index'
import { FIGURES } from '../figures'
import { type Period, presetsFor, readPeriod } from '../period'
import { wrongPeriodPage } from '../report.page'
import { regionPage } from './region.page'
import { type MemberFigures, readMember, readMemberFirstDay, readMembers, sumOf } from './region.queries'

const csvReply = (ask: Ask, members: readonly MemberFigures[], period: Period): Reply => {
  const everyone = [...members, { borough: `All of ${ask.alliance.borough}`, values: sumOf(members) }]
  const columns = ['Figure', ...everyone.map(({ borough }) => borough), 'Out of, all together', 'How we count it']
  const rows = FIGURES.map((figure) => ({
    Figure: figure.count === 'sum' && 'per' in figure ? 'Minutes of support' : figure.label,
    ...Object.fromEntries(everyone.map(({ borough, values }) => [borough, values[figure.code].value])),
    'Out of, all together': sumOf(members)[figure.code].outOf,
    'How we count it': figure.definition,
  }))
  return {
    kind: 'file',
    name: `${ask.alliance.slug}-${period.from}-${period.to}.csv`,
    type: 'text/csv; charset=utf-8',
    body: csvOf(
      columns.map((label) => ({ key: label, label })),
      rows,
    ),
  }
}

const showRegion = async (ask: Ask): Promise<Reply> => {
  const { ctx, alliance } = ask
  if (!alliance.isRegion) return refused(refuse('not-found'))
  const members = await reading(ctx, 'report.region', (tx) => readMembers(tx, ctx.allianceId))
  if (!members.ok) return refused(members)
  const days = await Promise.all(members.value.map((member) => readMemberFirstDay(ctx, member)))
  const presets = presetsFor(today(ctx.clock), days.filter((day) => day !== null).sort()[0] ?? null)
  const read = readPeriod(ask.query, presets[0] ?? { from: '', to: '' })
  if (!read.ok) return wrongPeriodPage(ask, { path: '/region-report', title: 'Choose the days of the report', read, presets })
  const figures: MemberFigures[] = []
  for (const member of members.value) figures.push(await readMember(ctx, member, read.period))
  if (ask.query.format === 'csv') return csvReply(ask, figures, read.period)
  return regionPage({ ask, period: read.period, presets, members: figures, today: today(ctx.clock) })
}

export const regionRoutes = [page('/region-report', 'report.region', showRegion)]
