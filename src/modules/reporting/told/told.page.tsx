import { THEMES } from '#modules/helpline'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { formatNumber, plural } from '#ui/format'
import { can, Scroll } from '#ui/layout'
import { type Period, type Preset, periodWords } from '../period'
import { PeriodPicker } from '../period-picker'
import { FEW, type Told } from './told.queries'

export const TOLD = { path: '/what-people-tell-us', title: 'What residents tell us' } as const

/** Whoever may not see people sees no number so small that it could be somebody they know. */
const shown = (number: number, seesPeople: boolean): string => {
  if (number === 0) return ''
  return seesPeople || number >= FEW ? formatNumber(number) : `fewer than ${FEW}`
}

const Cell = ({ label, children }: { label: string; children: string }) => (
  <td class="govuk-table__cell num" data-label={label}>
    {children}
  </td>
)

const BY_WHOM = ['From residents', 'From partners', 'From councillors and teams']

const Rows = ({ told, seesPeople }: { told: readonly Told[]; seesPeople: boolean }) => (
  <>
    {told.map(({ theme, all, residents, partners, elected }) => (
      <tr>
        <th class="govuk-table__header" scope="row">
          {THEMES[theme]}
        </th>
        <Cell label="Times">{shown(all, seesPeople)}</Cell>
        {seesPeople && (
          <>
            <Cell label="From residents">{shown(residents, true)}</Cell>
            <Cell label="From partners">{shown(partners, true)}</Cell>
            <Cell label="From councillors and teams">{shown(elected, true)}</Cell>
          </>
        )}
      </tr>
    ))}
  </>
)

const ToldTable = ({ told, seesPeople }: { told: readonly Told[]; seesPeople: boolean }) => (
  <Scroll label="Themes, the most told first">
    <table class="govuk-table digiknow-dense digiknow-stack">
      <thead>
        <tr>
          <th class="govuk-table__header" scope="col">
            Theme
          </th>
          {['Times', ...(seesPeople ? BY_WHOM : [])].map((head) => (
            <th class="govuk-table__header num" scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Rows told={told} seesPeople={seesPeople} />
      </tbody>
    </table>
  </Scroll>
)

/** A sum would give away the one number that is hidden, so it is said only where none is. */
const sumOf = (told: readonly Told[], seesPeople: boolean): string | null => {
  if (!seesPeople && told.some(({ all }) => all < FEW)) return null
  return plural(
    told.reduce((sum, { all }) => sum + all, 0),
    'time',
  )
}

const Empty = () => (
  <p class="govuk-body">
    Nobody told us anything in these days. It is counted here when a request says what it tells us about: on a call, on a request,
    in our public form, or by a partner, a councillor or a team.
  </p>
)

interface ToldPage {
  period: Period
  presets: readonly Preset[]
  told: readonly Told[]
}

/** How often each theme came up in a period. */
export const toldPage = (ask: Ask, { period, presets, told }: ToldPage): Page => {
  const seesPeople = can(ask, 'person.list')
  const sum = sumOf(told, seesPeople)
  return staffPage(
    TOLD.title,
    <>
      <section class="digiknow-panel">
        <h1 class="govuk-heading-l">{TOLD.title}</h1>
        <PeriodPicker ask={ask} path={TOLD.path} typed={period} presets={presets} />
      </section>
      <section class="digiknow-panel" aria-labelledby="themes">
        <h2 id="themes">
          {periodWords(period)}
          {sum && told.length > 0 && `: ${sum}`}
        </h2>
        {told.length === 0 ? <Empty /> : <ToldTable told={told} seesPeople={seesPeople} />}
        {!seesPeople && <p class="govuk-body">Small numbers are not shown, so that nobody can be recognised.</p>}
        {can(ask, 'request.list') && (
          <p class="govuk-body">
            <a class="govuk-link" href={`${ask.base}/requests?need=feedback`}>
              Read what they said
            </a>
          </p>
        )}
        {can(ask, 'feedback.list') && (
          <p class="govuk-body">
            <a class="govuk-link" href={`${ask.base}/feedback`}>
              Read what was told without a name
            </a>
          </p>
        )}
      </section>
    </>,
    { section: TOLD.path },
  )
}
