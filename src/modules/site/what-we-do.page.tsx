import { FIGURES, figureText, isSomething } from '#modules/reporting'
import type { Ask, Page } from '#platform/http/ask'
import { publicPage } from '#platform/http/routes'
import { Figures } from '#ui/charts'
import { formatDate, plural } from '#ui/format'
import { type Achieved, publicCount } from './achieved'
import { PartnerNames, QuarterChart } from './home/home.page'

const HowWeCount = () => (
  <section aria-labelledby="how">
    <h2 class="govuk-heading-l" id="how">
      How we count
    </h2>
    <p class="govuk-body digiknow-lede">
      We count from the records of what was done. Nobody types a figure in. When a record is put right, the figure is right too.
    </p>
    <dl class="digiknow-lede">
      {FIGURES.map((figure) => (
        <div id={figure.code}>
          <dt class="govuk-heading-s govuk-!-margin-bottom-1">{figure.label}</dt>
          <dd class="govuk-body govuk-!-margin-left-0">{figure.definition}</dd>
        </div>
      ))}
    </dl>
  </section>
)

const Wards = ({ wards }: Pick<Achieved, 'wards'>) => (
  <section class="digiknow-band digiknow-band--paper" aria-labelledby="wards">
    <div class="govuk-width-container">
      <h2 class="govuk-heading-m" id="wards">
        Where the people we helped live
      </h2>
      <table class="govuk-table digiknow-lede">
        <caption class="govuk-table__caption govuk-visually-hidden">People supported by ward, by name</caption>
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
          {wards
            .toSorted((one, other) => one.name.localeCompare(other.name))
            .map(({ name, people }) => (
              <tr class="govuk-table__row">
                <th class="govuk-table__header govuk-!-font-weight-regular" scope="row">
                  {name}
                </th>
                <td class="govuk-table__cell govuk-table__cell--numeric">{publicCount(people)}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <p class="digiknow-small">
        Small numbers are not shown exactly, so that nobody can be picked out. Some people gave no postcode.
      </p>
    </div>
  </section>
)

/** What the alliance has done, in figures anyone may see, and what each of them means. */
export const whatWeDoPage = (ask: Ask, achieved: Achieved): Page => {
  const { period, values, quarters, wards, partners } = achieved
  const shown = FIGURES.filter((figure) => isSomething(figure, values[figure.code]))
  return publicPage(
    'What we do',
    <>
      <div class="digiknow-band digiknow-band--soft">
        <div class="govuk-width-container">
          <h1 class="govuk-heading-xl govuk-!-margin-bottom-3">What we do</h1>
          <p class="govuk-body-l digiknow-lede">
            {ask.alliance.name} gets people in {ask.alliance.borough} online: with a helpline, patient people who sit down with
            you, and devices to borrow.
          </p>
          {shown.length > 0 && <p class="govuk-body">From {formatDate(period.from)} to today:</p>}
          <Figures
            empty="We have only just started. Our figures will be here as soon as there is something to count."
            items={shown.map((figure) => ({
              label: figure.label,
              value: figureText(figure, values[figure.code]),
              href: `#${figure.code}`,
            }))}
          />
        </div>
      </div>
      {quarters.length > 1 && (
        <div class="digiknow-band">
          <div class="govuk-width-container">
            <div class="digiknow-lede">
              <QuarterChart quarters={quarters} />
            </div>
          </div>
        </div>
      )}
      {wards.some(({ people }) => people > 0) && <Wards wards={wards} />}
      {partners.length > 0 && (
        <section class="digiknow-band" aria-labelledby="with">
          <div class="govuk-width-container">
            <h2 class="govuk-heading-m" id="with">
              {plural(partners.length, 'organisation')}, one alliance
            </h2>
            <PartnerNames names={partners} />
          </div>
        </section>
      )}
      <div class="digiknow-band digiknow-band--paper">
        <div class="govuk-width-container">
          <HowWeCount />
        </div>
      </div>
    </>,
    { section: '/what-we-do' },
  )
}

/** A region counts nothing itself: what its boroughs' figures mean. */
export const whatRegionsCountPage = (ask: Ask): Page =>
  publicPage(
    'What we do',
    <div class="digiknow-band">
      <div class="govuk-width-container">
        <h1 class="govuk-heading-l">What we do</h1>
        <p class="govuk-body-l digiknow-lede">
          {ask.alliance.name} brings its boroughs together. Each counts the same things in the same way.{' '}
          <a class="govuk-link" href={ask.base}>
            See the boroughs
          </a>
        </p>
        <HowWeCount />
      </div>
    </div>,
    { section: '/what-we-do' },
  )
