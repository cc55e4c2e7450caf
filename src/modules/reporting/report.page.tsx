import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { Figures, TargetCard, Targets } from '#ui/charts'
import { ErrorSummaryBox } from '#ui/govuk'
import { can } from '#ui/layout'
import { FIGURES, figureOf, figureText, isSomething } from './figures'
import { alongside, headline, targetSentence } from './findings'
import { figureHref } from './links'
import { type Period, type Preset, periodQuery, periodWords, type ReadPeriod, samePeriod } from './period'
import { PeriodPicker } from './period-picker'
import type { Report } from './report'
import { Quarters, SaidBars, Skills, Trend, Wards } from './report-charts'
import type { Progress } from './targets/target.queries'

interface Props {
  ask: Ask
  report: Report
}

/** A target's own days are said where they are not the report's. */
const cardLabel = (target: Progress, period: Period): string => {
  const label = `${figureOf(target.figure).label}: ${target.label}`
  return samePeriod(target, period) ? label : `${label}, ${periodWords(target)}`
}

const TargetCards = ({ ask, report }: Props) => {
  if (report.targets.length === 0)
    return can(ask, 'target.set') ? (
      <p class="govuk-body digiknow-screen">
        No target falls in these days.{' '}
        <a class="govuk-link" href={`${ask.base}/targets`}>
          Set one
        </a>
      </p>
    ) : null
  return (
    <>
      <h2 class="govuk-visually-hidden">Targets</h2>
      <Targets>
        {report.targets.map((target) => (
          <TargetCard
            label={cardLabel(target, report.period)}
            value={target.reached}
            target={target.value}
            href={figureHref(ask, target.figure, target)}
            sentence={targetSentence(target, report.today)}
          />
        ))}
      </Targets>
    </>
  )
}

const AllFigures = ({ ask, report }: Props) => (
  <Figures
    empty="Nothing is recorded in these days yet."
    items={FIGURES.filter((figure) => isSomething(figure, report.values[figure.code])).map((figure) => ({
      label: figure.label,
      value: figureText(figure, report.values[figure.code]),
      href: figureHref(ask, figure.code, report.period),
    }))}
  />
)

const Ways = ({ ask, period }: { ask: Ask; period: Period }) => (
  <p class="govuk-body digiknow-screen govuk-!-margin-bottom-0">
    Every number is a link to {can(ask, 'report.records') ? 'the records behind it' : 'how we count it'}.{' '}
    <a class="govuk-link" href={`${ask.base}/report/how-we-count`}>
      How we count
    </a>
    {' · '}
    <a class="govuk-link" href={`${ask.base}/report?${periodQuery(period)}&format=csv`}>
      Download as a spreadsheet (CSV)
    </a>
    {' · '}This page prints well on A4: press Ctrl and P.
  </p>
)

/** The report of one period: the finding, the targets, how it went, why people came, and where they live. */
export const reportPage = (ask: Ask, report: Report, presets: readonly Preset[]): Page =>
  staffPage(
    headline(report.values),
    <div class="digiknow-report">
      <div class="digiknow-band digiknow-band--soft">
        <div class="govuk-width-container">
          <p class="govuk-caption-l">
            {ask.alliance.name}, {periodWords(report.period)}
          </p>
          <h1 class="govuk-heading-xl govuk-!-margin-bottom-3">{headline(report.values)}</h1>
          <p class="govuk-body-l digiknow-lede">{alongside(report.values)}</p>
          <PeriodPicker ask={ask} path="/report" typed={report.period} presets={presets} />
          <TargetCards ask={ask} report={report} />
          <Ways ask={ask} period={report.period} />
        </div>
      </div>
      <div class="digiknow-band">
        <div class="govuk-width-container digiknow-cols digiknow-cols--wide-left">
          <Trend ask={ask} report={report} />
          <SaidBars ask={ask} report={report} what="barriers" />
        </div>
      </div>
      <div class="digiknow-band digiknow-band--paper">
        <div class="govuk-width-container">
          <h2 class="govuk-heading-m">All figures</h2>
          <AllFigures ask={ask} report={report} />
        </div>
      </div>
      <div class="digiknow-band">
        <div class="govuk-width-container digiknow-cols digiknow-cols--wide-left">
          <Quarters ask={ask} report={report} />
          <SaidBars ask={ask} report={report} what="needs" />
        </div>
      </div>
      {report.wards.length > 0 && (
        <section class="digiknow-band digiknow-band--paper" aria-labelledby="wards">
          <Wards ask={ask} report={report} />
        </section>
      )}
      {report.skills.length > 0 && (
        <div class="digiknow-band">
          <div class="govuk-width-container">
            <Skills report={report} />
          </div>
        </div>
      )}
    </div>,
    { section: '/report' },
  )

interface WrongPeriod {
  path: string
  section?: string
  title: string
  read: ReadPeriod & { ok: false }
  presets: readonly Preset[]
  keep?: Readonly<Record<string, string>>
}

/** The page for days that are no days: what was typed, and what to put right. */
export const wrongPeriodPage = (ask: Ask, { path, section = path, title, read, presets, keep }: WrongPeriod): Page =>
  staffPage(
    `Error: ${title}`,
    <section class="digiknow-panel">
      <ErrorSummaryBox
        titleText="There is a problem"
        errorList={read.errors.map(({ field, message }) => ({ text: message, href: `#${field}` }))}
      />
      <h1 class="govuk-heading-l">{title}</h1>
      <PeriodPicker ask={ask} path={path} typed={read.typed} presets={presets} errors={read.errors} keep={keep} />
    </section>,
    { section, status: 422 },
  )

/** Every figure in words, to link to. */
export const howWeCountPage = (ask: Ask): Page =>
  staffPage(
    'How we count',
    <section class="digiknow-panel">
      <h1 class="govuk-heading-l">How we count</h1>
      <p class="govuk-body digiknow-lede">
        Figures are counted from the records of what was done. Nobody types one in: when a record is put right, every report that
        counts it is right too. A period includes its first day and its last day.
      </p>
      <dl class="digiknow-lede">
        {FIGURES.map((figure) => (
          <div id={figure.code}>
            <dt class="govuk-heading-s govuk-!-margin-bottom-1">{figure.label}</dt>
            <dd class="govuk-body govuk-!-margin-left-0">{figure.definition}</dd>
          </div>
        ))}
      </dl>
      <p class="govuk-body">
        <a class="govuk-link" href={`${ask.base}/report`}>
          Back to the report
        </a>
      </p>
    </section>,
    { section: '/report' },
  )
