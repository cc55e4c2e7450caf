import { figureText, isSomething } from '#modules/reporting'
import type { Ask, Page } from '#platform/http/ask'
import { publicPage } from '#platform/http/routes'
import { ColumnChart, Figures, monthColumns } from '#ui/charts'
import { formatNumber, formatPhone, plural } from '#ui/format'
import { Icon, type IconName } from '#ui/layout'
import { type Achieved, FRONT } from '../achieved'
import { Hero } from './hero'

interface DoorProps {
  icon: IconName
  href: string
  title: string
  children: string
}

const Door = ({ icon, href, title, children }: DoorProps) => (
  <div class="digiknow-door">
    <span class="digiknow-door__arch">
      <Icon name={icon} />
    </span>
    <h2 class="govuk-heading-m">
      <a class="govuk-link" href={href}>
        {title}
      </a>
    </h2>
    <p class="govuk-body">{children}</p>
  </div>
)

/** Giving and volunteering start with a call: doors without a number to ring would lead nowhere. */
const Doors = ({ ask }: { ask: Ask }) => {
  const { helplineNumber, championWord } = ask.alliance
  return (
    <div class="digiknow-band digiknow-band--paper">
      <div class="govuk-width-container">
        <div class="digiknow-doors digiknow-doors--even">
          <Door icon="heart" href={`${ask.base}/help`} title="I need help">
            With a phone, a bill, a form, a video call. A few short questions, and we get in touch.
          </Door>
          <Door icon="people" href={`${ask.base}/help?whom=other`} title="I want to help someone else">
            A relative, a neighbour, or someone you work with. Tell us about them, and we get in touch.
          </Door>
          {helplineNumber && (
            <Door icon="speech" href={`tel:${helplineNumber}`} title="I can volunteer">
              {`Ring ${formatPhone(helplineNumber)} to become a ${championWord}. The training is free. Patience matters most.`}
            </Door>
          )}
          {helplineNumber && (
            <Door icon="tablet" href={`tel:${helplineNumber}`} title="I can give a device">
              {`Ring ${formatPhone(helplineNumber)}. We tell you where to bring it, and wipe it before anyone else has it.`}
            </Door>
          )}
        </div>
      </div>
    </div>
  )
}

/** People helped each quarter, or nothing at all while there are too few quarters to compare. */
export const QuarterChart = ({ quarters }: Pick<Achieved, 'quarters'>) => {
  const [first, last] = [quarters.at(0), quarters.at(-1)]
  if (!first || !last || quarters.length < 2) return null
  return (
    <ColumnChart
      id="quarters"
      title="People helped each quarter"
      desc={`From ${formatNumber(first.y)} in the first quarter shown to ${formatNumber(last.y)} in the last.`}
      heads={['Quarter starting', 'People']}
      columns={monthColumns(quarters)}
    />
  )
}

const words = (code: string, year: string): string =>
  ({
    supported: `people helped since ${year}`,
    calls: 'helpline calls',
    loans: 'devices lent',
    champions: 'trained champions',
  })[code] ?? code

const Done = ({ ask, achieved }: { ask: Ask; achieved: Achieved }) => {
  const shown = FRONT.filter((figure) => isSomething(figure, achieved.values[figure.code]))
  if (shown.length === 0) return null
  return (
    <section class="digiknow-band digiknow-band--soft" aria-labelledby="done">
      <div class="govuk-width-container">
        <h2 class="govuk-heading-l" id="done">
          What neighbours have done together
        </h2>
        <div class="digiknow-cols digiknow-cols--2">
          <div>
            <Figures
              items={shown.map((figure) => ({
                label: words(figure.code, achieved.period.from.slice(0, 4)),
                value: figureText(figure, achieved.values[figure.code]),
                href: `${ask.base}/what-we-do#${figure.code}`,
              }))}
            />
            <p class="govuk-body govuk-!-margin-top-6">Choose a number to see how we count it.</p>
          </div>
          <div>
            <QuarterChart quarters={achieved.quarters} />
          </div>
        </div>
      </div>
    </section>
  )
}

const FILLS = ['mid', 'accent', 'brand', 'amid', 'sand'] as const
const PARTNERS_SHOWN = 12

/** Names of partners, each with a doorway. */
export const PartnerNames = ({ names }: { names: readonly string[] }) => (
  <ul class="digiknow-plain digiknow-partners">
    {names.map((name, at) => (
      <li>
        <svg viewBox="0 0 18 22" aria-hidden="true" focusable="false">
          <path class={`digiknow-f-${FILLS[at % FILLS.length]}`} d="M0 22V9a9 9 0 0 1 18 0v13z" />
        </svg>
        {name}
      </li>
    ))}
  </ul>
)

const Partners = ({ ask, partners }: { ask: Ask; partners: readonly string[] }) => {
  if (partners.length === 0) return null
  return (
    <section class="digiknow-band" aria-labelledby="with">
      <div class="govuk-width-container">
        <h2 class="govuk-heading-m" id="with">
          {plural(partners.length, 'organisation')}, one alliance
        </h2>
        <PartnerNames names={partners.slice(0, PARTNERS_SHOWN)} />
        {partners.length > PARTNERS_SHOWN && (
          <p class="govuk-body govuk-!-margin-top-4">
            <a class="govuk-link" href={`${ask.base}/what-we-do#with`}>
              See all {partners.length}
            </a>
          </p>
        )}
      </div>
    </section>
  )
}

/** The front door of an alliance. What is not there yet is left out. */
export const homePage = (ask: Ask, achieved: Achieved): Page =>
  publicPage(
    ask.alliance.helplineNumber ? 'Ring us. A person answers' : 'Help with phones, tablets and the internet',
    <>
      <Hero ask={ask} />
      <Doors ask={ask} />
      <Done ask={ask} achieved={achieved} />
      <Partners ask={ask} partners={achieved.partners} />
    </>,
    { section: '/' },
  )
