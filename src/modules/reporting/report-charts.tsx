import { addDays, addMonths } from '#platform/clock'
import type { Ask } from '#platform/http/ask'
import { abbreviations, BarList, ColumnChart, LineChart, type LineSeries, layOutTiles, monthColumns, WardTiles } from '#ui/charts'
import { daysBetween, formatDate, formatNumber, formatPercent, plural } from '#ui/format'
import { Scroll } from '#ui/layout'
import { quarterFinding, saidFinding, skillFinding, targetLine, trendFinding, wardFinding, wardSteps } from './findings'
import { figureHref } from './links'
import { type Period, periodWords, stepOf, stepsOf } from './period'
import { ANSWER_WORDS } from './record-list'
import type { Report } from './report'
import type { WardCount } from './report.queries'

interface Props {
  ask: Ask
  report: Report
}

/** The last day of each step up to today, with everyone counted by then. */
const runningTotal = ({ period, trend, today }: Report) => {
  const starts = stepsOf(period, stepOf(period)).filter((day) => day <= today)
  const ends = starts.map((_, at) => starts[at + 1] ?? (period.to < today ? period.to : today))
  let total = 0
  const points = starts.map((start, at) => {
    total += trend.find(({ startsOn }) => startsOn === start)?.newPeople ?? 0
    return { x: ends[at] ?? start, y: total }
  })
  return [{ x: period.from, y: 0 }, ...points.filter(({ x }) => x > period.from)]
}

/** People supported so far against the target that starts with the period, where there is one. */
export const Trend = ({ report }: Props) => {
  const { period, values, today } = report
  const target = report.targets.find(({ figure, from }) => figure === 'supported' && from === period.from)
  const total = values.supported.value
  const series: LineSeries[] = [
    { label: 'People supported', kind: 'main', points: runningTotal(report) },
    ...(target ? [{ label: target.label, kind: 'target' as const, points: targetLine(target, period, daysBetween) }] : []),
  ]
  return (
    <LineChart
      id="trend"
      title={`People supported since ${formatDate(period.from)}, each counted once`}
      desc={`Rises from 0 to ${formatNumber(total)}.${target ? ` The target is ${formatNumber(target.value)} by ${formatDate(target.to)}.` : ''}`}
      finding={trendFinding(target, total, period, today)}
      series={series}
    />
  )
}

/** The days of a quarter that lie in the period. */
const quarterWithin = (first: string, { from, to }: Period): Period => {
  const last = addDays(addMonths(first, 3), -1)
  return { from: first > from ? first : from, to: last < to ? last : to }
}

/** People supported in each quarter; someone helped in two quarters is in both. */
export const Quarters = ({ ask, report }: Props) => {
  const { period, quarters, today } = report
  const points = stepsOf(period, 'quarter')
    .filter((day) => day <= today)
    .map((x) => ({
      x,
      y: quarters.find(({ startsOn }) => startsOn === x)?.people ?? 0,
      href: figureHref(ask, 'supported', quarterWithin(x, period)),
    }))
  const last = points.at(-1)
  return (
    <ColumnChart
      id="quarters"
      title="People supported each quarter"
      desc={last ? `${formatNumber(last.y)} people in the last quarter shown.` : 'Nothing yet.'}
      finding={quarterFinding(points)}
      heads={['Quarter starting', 'People']}
      columns={monthColumns(points)}
      empty={`Nobody is recorded as supported from ${periodWords(period)}.`}
    />
  )
}

interface SaidProps extends Props {
  what: 'barriers' | 'needs'
}
const HEADS = { barriers: 'What holds people back', needs: 'What people asked for' } as const

/** How many people named each barrier or need; each bar opens to their requests. */
export const SaidBars = ({ ask, report, what }: SaidProps) => {
  const { rows, people } = report[what]
  const label = (code: string): string => ANSWER_WORDS[what]?.[code] ?? code
  const finding = what === 'barriers' ? saidFinding(rows, people, label) : ''
  return (
    <section aria-labelledby={what}>
      <h2 class="govuk-heading-m" id={what}>
        {finding || HEADS[what]}
      </h2>
      <BarList
        max={people}
        rows={rows.map(({ code, people: value }) => ({
          label: label(code),
          value,
          href: figureHref(ask, what, report.period, { code }),
        }))}
      />
      {people > 0 && (
        <p class="digiknow-small govuk-!-margin-top-4">
          Of {plural(people, 'person', 'people')} who asked for help. Each could name several.
        </p>
      )}
    </section>
  )
}

interface WardProps {
  wards: readonly WardCount[]
  href?: (ward: WardCount) => string
}

/** The wards as squares roughly where they lie. Only wards whose place is known are drawn; the table has them all. */
export const WardMapTiles = ({ wards, href }: WardProps) => {
  const placed = wards.flatMap((ward) =>
    ward.lat === null || ward.lon === null ? [] : [{ ...ward, lat: ward.lat, lon: ward.lon }],
  )
  const short = abbreviations(placed)
  const tiles = layOutTiles(placed, Math.max(1, Math.round(Math.sqrt(placed.length * 1.7)))).flatMap(({ code, col, row }) => {
    const ward = placed.find((each) => each.code === code)
    if (!ward) return []
    const tile = { code, name: ward.name, abbr: short.get(code) ?? '', col, row, value: ward.people }
    return [href ? { ...tile, href: href(ward) } : tile]
  })
  return (
    <WardTiles
      tiles={tiles}
      steps={wardSteps(placed)}
      title={`People supported in each of ${plural(placed.length, 'ward')}.`}
      unit="people"
    />
  )
}

/** Where people live: the tiles, and every ward as a table. */
export const Wards = ({ ask, report }: Props) => {
  const { wards, values, period } = report
  const known = wards.reduce((sum, { people }) => sum + people, 0)
  const href = (ward: WardCount) => figureHref(ask, 'supported', period, { ward: ward.code })
  return (
    <div class="govuk-width-container digiknow-cols digiknow-cols--wide-left">
      <WardMapTiles wards={wards} href={href} />
      <div>
        <h2 class="govuk-heading-m" id="wards">
          {wardFinding(wards) || 'Where people live'}
        </h2>
        <p class="govuk-body">
          Each square is a ward, placed roughly where it lies. North is up.{' '}
          {values.supported.value > known &&
            `We do not know the ward of ${plural(values.supported.value - known, 'person', 'people')}.`}
        </p>
        <details class="govuk-details govuk-!-margin-bottom-0">
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">All wards as a table</span>
          </summary>
          <div class="govuk-details__text">
            <WardTable wards={wards} href={href} />
          </div>
        </details>
      </div>
    </div>
  )
}

/** Wards by name with their people, most first. `show` may hide small numbers. */
export const WardTable = ({ wards, href, show = formatNumber }: WardProps & { show?: (people: number) => string }) => (
  <table class="govuk-table govuk-!-margin-bottom-2">
    <caption class="govuk-table__caption govuk-visually-hidden">People supported by ward, most first</caption>
    <thead class="govuk-table__head">
      <tr class="govuk-table__row">
        <th class="govuk-table__header" scope="col">
          Ward
        </th>
        <th class="govuk-table__header govuk-table__header--numeric" scope="col">
          People
        </th>
      </tr>
    </thead>
    <tbody class="govuk-table__body">
      {wards.map((ward) => (
        <tr class="govuk-table__row">
          <th class="govuk-table__header govuk-!-font-weight-regular" scope="row">
            {ward.name}
          </th>
          <td class="govuk-table__cell govuk-table__cell--numeric">
            {href ? (
              <a class="govuk-link" href={href(ward)}>
                {show(ward.people)}
              </a>
            ) : (
              show(ward.people)
            )}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

/** What learners could do alone, before and after: a table, since two shares of each skill are compared. */
export const Skills = ({ report }: { report: Report }) => (
  <section aria-labelledby="skills">
    <h2 class="govuk-heading-m" id="skills">
      {skillFinding(report.skills)}
    </h2>
    <Scroll label="Each skill, before and after">
      <table class="govuk-table digiknow-dense">
        <thead>
          <tr>
            {['Skill', 'Learners', 'Alone before', 'Alone after'].map((head, at) => (
              <th class={`govuk-table__header${at ? ' num' : ''}`} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.skills.map(({ name, asked, before, after }) => (
            <tr>
              <th class="govuk-table__header govuk-!-font-weight-regular" scope="row">
                {name}
              </th>
              {[formatNumber(asked), formatPercent(before / asked), formatPercent(after / asked)].map((cell) => (
                <td class="govuk-table__cell num">{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  </section>
)
