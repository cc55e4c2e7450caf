import type { ComponentChildren } from 'preact'
import type { Ask, Page } from '#platform/http/ask'
import { publicPage } from '#platform/http/routes'
import { formatPhone } from '#ui/format'
import { SkipLink } from '#ui/govuk'
import { Mark } from '#ui/layout'

const Head = ({ ask }: { ask: Ask }) => (
  <header>
    {ask.demo && <p class="digiknow-demo">Demonstration: the people, places and numbers here are invented.</p>}
    <div class="govuk-generic-header digiknow-head digiknow-day__bar">
      <div class="govuk-generic-header__container govuk-width-container">
        <div class="govuk-generic-header__logo">
          <a href={`${ask.base}/my`} class="govuk-generic-header__homepage-link digiknow-brand">
            <Mark />
            <span>
              {ask.alliance.name} <small>Hello, {ask.ctx.actor.name}</small>
            </span>
          </a>
        </div>
      </div>
    </div>
  </header>
)

/** Whom a champion rings when something is wrong: always on the page, since a phone works where the internet does not. */
const Worried = ({ ask }: { ask: Ask }) => (
  <section aria-labelledby="worry" class="govuk-!-margin-top-7">
    <h2 class="govuk-heading-m" id="worry">
      Worried about someone?
    </h2>
    <p class="govuk-body">
      If anyone is in danger, ring{' '}
      <a href="tel:999" class="govuk-link">
        999
      </a>
      .
      {ask.alliance.helplineNumber && (
        <>
          {' '}
          For anything else, ring the helpline:{' '}
          <a class="govuk-link digiknow-nowrap" href={`tel:${ask.alliance.helplineNumber}`}>
            {formatPhone(ask.alliance.helplineNumber)}
          </a>
          .
        </>
      )}
    </p>
    <p class="govuk-body">
      <a class="govuk-link" href={`${ask.base}/sign-out`}>
        Sign out
      </a>
    </p>
  </section>
)

/** A page of a champion's own area: for thumbs and sunlight, one thing at a time. */
export const myPage = (ask: Ask, title: string, body: ComponentChildren): Page =>
  publicPage(
    title,
    <>
      <SkipLink href="#main">Skip to main content</SkipLink>
      <Head ask={ask} />
      <main id="main" class="govuk-width-container govuk-main-wrapper">
        {body}
        <Worried ask={ask} />
      </main>
    </>,
    { bare: true },
  )
