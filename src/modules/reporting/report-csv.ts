import type { Ask, Reply } from '#platform/http/ask'
import { csvOf } from '#platform/tabular/index'
import { FIGURES } from './figures'
import type { Report } from './report'

const COLUMNS = ['Figure', 'Value', 'Unit', 'Out of', 'First day', 'Last day', 'Target', 'Whose target', 'How we count it'].map(
  (label) => ({
    key: label,
    label,
  }),
)

const unitOf = (count: string, per: number | undefined, noun: string): string =>
  count === 'share' ? 'loans' : per === 60 ? 'minutes' : noun

/** The report's figures with their definitions, then each target with its own days. */
async function* linesOf({ values, period, targets }: Report) {
  for (const figure of FIGURES) {
    const { value, outOf } = values[figure.code]
    yield {
      Figure: figure.label,
      Value: value,
      Unit: unitOf(figure.count, 'per' in figure ? figure.per : undefined, figure.noun[1]),
      'Out of': outOf,
      'First day': period.from,
      'Last day': period.to,
      'How we count it': figure.definition,
    }
  }
  for (const target of targets) {
    const figure = FIGURES.find(({ code }) => code === target.figure)
    yield {
      Figure: figure?.label ?? target.figure,
      Value: target.reached,
      Unit: figure?.noun[1] ?? '',
      'First day': target.from,
      'Last day': target.to,
      Target: target.value,
      'Whose target': target.label,
      'How we count it': figure?.definition ?? '',
    }
  }
}

/** The report as a spreadsheet: every figure with what it means. */
export const reportCsv = (ask: Ask, report: Report): Reply => ({
  kind: 'file',
  name: `${ask.alliance.slug}-report-${report.period.from}-${report.period.to}.csv`,
  type: 'text/csv; charset=utf-8',
  body: csvOf(COLUMNS, linesOf(report)),
})
