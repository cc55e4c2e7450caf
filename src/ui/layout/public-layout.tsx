import type { ComponentChildren } from 'preact'
import type { Ask } from '#platform/http/ask'
import { formatPhone } from '#ui/format'
import { SkipLink } from '#ui/govuk'
import { Mark } from './icon'

const LINKS = [
  { path: '/help', label: 'I need help' },
  { path: '/what-we-do', label: 'What we do' },
] as const

const Head = ({ ask, section }: { ask: Ask; section: string | undefined }) => (
  <header>
    {ask.demo && <p class="digiknow-demo">Demonstration: the people, places and numbers here are invented.</p>}
    <div class="govuk-generic-header digiknow-head">
      <div class="govuk-generic-header__container govuk-width-container">
        <div class="govuk-generic-header__logo">
          <a href={ask.base} class="govuk-generic-header__homepage-link digiknow-brand">
            <Mark />
            <span>
              {ask.alliance.name} <small>{ask.alliance.strapline}</small>
            </span>
          </a>
        </div>
        <nav class="digiknow-nav" aria-label="Main">
          <ul class="digiknow-plain">
            {LINKS.map(({ path, label }) => (
              <li>
                <a class="govuk-link" href={ask.base + path} aria-current={section === path ? 'page' : undefined}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </div>
  </header>
)

const Foot = ({ ask }: { ask: Ask }) => (
  <footer class="digiknow-foot">
    <div class="govuk-width-container">
      <div class="digiknow-cols digiknow-cols--2">
        {ask.alliance.helplineNumber && (
          <section>
            <h2>Ring us</h2>
            <p class="digiknow-foot__num">
              <a class="govuk-link digiknow-ring" href={`tel:${ask.alliance.helplineNumber}`}>
                {formatPhone(ask.alliance.helplineNumber)}
              </a>
            </p>
            <p>{ask.alliance.helplineHours}</p>
          </section>
        )}
        <section>
          <h2>About {ask.alliance.name}</h2>
          <ul class="digiknow-plain">
            <li>
              <a class="govuk-link" href={`${ask.base}/accessibility`}>
                Accessibility statement
              </a>
            </li>
            <li>
              <a class="govuk-link" href={`${ask.base}/privacy`}>
                How we look after your details
              </a>
            </li>
            <li>
              <a class="govuk-link" href={`${ask.base}/sign-in`}>
                Sign in for champions and staff
              </a>
            </li>
          </ul>
        </section>
      </div>
      {ask.demo && (
        <p class="digiknow-foot__base">
          A demonstration of DigiKnow. The people, places, partners and numbers on this page are invented.
        </p>
      )}
    </div>
  </footer>
)

/** A public page's frame. `full` pages bring their own bands of colour. */
export const PublicLayout = (props: { ask: Ask; section: string | undefined; children?: ComponentChildren }) => (
  <>
    <SkipLink href="#main">Skip to main content</SkipLink>
    <Head ask={props.ask} section={props.section} />
    <main id="main">{props.children}</main>
    <Foot ask={props.ask} />
  </>
)

/** The ordinary width of a public page, for all but those with bands. */
export const Narrow = ({ children }: { children?: ComponentChildren }) => (
  <div class="govuk-width-container govuk-main-wrapper">
    <div class="digiknow-lede">{children}</div>
  </div>
)
