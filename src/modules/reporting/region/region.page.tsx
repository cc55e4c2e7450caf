import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { ColumnChart, monthColumns } from '#ui/charts'
import { formatNumber, plural } from '#ui/format'
import { Scroll } from '#ui/layout'
import { FIGURES, type FigureValues, figureText } from '../figures'
import { type Period, type Preset, periodQuery, periodWords, stepsOf } from '../period'
import { PeriodPicker } from '../period-picker'
import { type MemberFigures, sumOf } from './region.queries'

interface Props {
  ask: Ask
  period: Period
  presets: readonly Preset[]
  members: readonly MemberFigures[]
  today: string
}

const Row = ({ figure, all }: { figure: (typeof FIGURES)[number]; all: readonly FigureValues[] }) => (
  <tr>
    <th class="govuk-table__header" scope="row">
      {figure.label}
    </th>
    {all.map((values, at) => (
      <td class="govuk-table__cell num">
        {at === all.length - 1 ? <b>{figureText(figure, values[figure.code])}</b> : figureText(figure, values[figure.code])}
      </td>
    ))}
  </tr>
)

const Compared = ({ ask, members }: Props) => (
  <Scroll label="Figures by borough">
    <table class="govuk-table digiknow-dense">
      <thead>
        <tr>
          {['Figure', ...members.map(({ borough }) => borough), `All of ${ask.alliance.borough}`].map((head, at) => (
            <th class={`govuk-table__header${at ? ' num' : ''}`} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {FIGURES.map((figure) => (
          <Row figure={figure} all={[...members.map(({ values }) => values), sumOf(members)]} />
        ))}
      </tbody>
    </table>
  </Scroll>
)

const Quarters = ({ member, period, today }: { member: MemberFigures; period: Period; today: string }) => {
  const points = stepsOf(period, 'quarter')
    .filter((day) => day <= today)
    .map((x) => ({ x, y: member.quarters.find(({ startsOn }) => startsOn === x)?.people ?? 0 }))
  return (
    <ColumnChart
      id={`quarters-${member.slug}`}
      title={`People supported each quarter in ${member.borough}`}
      desc={`${plural(member.values.supported.value, 'person', 'people')} in the whole period.`}
      finding={`${member.borough}: ${formatNumber(member.values.supported.value)} people supported`}
      headingLevel={3}
      heads={['Quarter starting', 'People']}
      columns={monthColumns(points)}
      empty={`Nothing is recorded in ${member.borough} in these days.`}
    />
  )
}

/** The boroughs side by side and together. Totals only: no page of a region leads to anyone's record. */
export const regionPage = (props: Props): Page => {
  const { ask, period, presets, members } = props
  const total = sumOf(members).supported.value
  return staffPage(
    'The boroughs together',
    <div class="digiknow-report">
      <div class="digiknow-band digiknow-band--soft">
        <div class="govuk-width-container">
          <p class="govuk-caption-l">
            {ask.alliance.name}, {periodWords(period)}
          </p>
          <h1 class="govuk-heading-xl govuk-!-margin-bottom-3">
            {plural(total, 'person', 'people')} supported in {plural(members.length, 'borough')}
          </h1>
          <p class="govuk-body-l digiknow-lede">A person helped in two boroughs counts in both.</p>
          <PeriodPicker ask={ask} path="/region-report" typed={period} presets={presets} />
          <p class="govuk-body digiknow-screen govuk-!-margin-top-3 govuk-!-margin-bottom-0">
            <a class="govuk-link" href={`${ask.base}/region-report?${periodQuery(period)}&format=csv`}>
              Download as a spreadsheet (CSV)
            </a>
          </p>
        </div>
      </div>
      <div class="digiknow-band">
        <div class="govuk-width-container">
          <h2 class="govuk-heading-m">Borough by borough</h2>
          {members.length > 0 ? (
            <Compared {...props} />
          ) : (
            <p class="govuk-body">No borough belongs to this region yet. The person who runs this installation adds them.</p>
          )}
        </div>
      </div>
      {members.length > 0 && (
        <div class="digiknow-band digiknow-band--paper">
          <div class="govuk-width-container">
            <h2 class="govuk-heading-m">Quarter by quarter</h2>
            <p class="govuk-body">Each chart has its own scale: compare the shapes here, and the numbers in the table.</p>
            <div class="digiknow-cols digiknow-cols--2">
              {members.map((member) => (
                <Quarters member={member} period={period} today={props.today} />
              ))}
            </div>
          </div>
        </div>
      )}
      <div class="digiknow-band">
        <div class="govuk-width-container">
          <h2 class="govuk-heading-m">How each is counted</h2>
          <dl class="digiknow-lede">
            {FIGURES.map((figure) => (
              <>
                <dt class="govuk-heading-s govuk-!-margin-bottom-1">{figure.label}</dt>
                <dd class="govuk-body govuk-!-margin-left-0">{figure.definition}</dd>
              </>
            ))}
          </dl>
        </div>
      </div>
    </div>,
    { section: '/region-report' },
  )
}
