import type { Ask, Page } from '#platform/http/ask'
import { publicPage } from '#platform/http/routes'
import { formatDate, formatPhone } from '#ui/format'
import { Narrow } from '#ui/layout'

const PREPARED_ON = '2026-11-21'

const Ring = ({ ask }: { ask: Ask }) =>
  ask.alliance.helplineNumber ? (
    <>
      ring us on{' '}
      <a class="govuk-link digiknow-nowrap" href={`tel:${ask.alliance.helplineNumber}`}>
        {formatPhone(ask.alliance.helplineNumber)}
      </a>
    </>
  ) : (
    <>
      tell us through the{' '}
      <a class="govuk-link" href={`${ask.base}/help`}>
        “I need help” form
      </a>
    </>
  )

/** How usable this site is, in the order the public sector's model statement asks for. */
export const accessibilityPage = (ask: Ask): Page =>
  publicPage(
    'Accessibility statement',
    <Narrow>
      <h1 class="govuk-heading-l">Accessibility statement</h1>
      <p class="govuk-body-l">This is about the website of {ask.alliance.name}. We want everyone to be able to use it.</p>
      <p class="govuk-body">You should be able to:</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>make it up to four times larger, and read it on a small phone</li>
        <li>find your way with only a keyboard, or by voice</li>
        <li>listen to it with a screen reader</li>
        <li>do everything with scripts switched off, on an old phone or a slow connection</li>
        <li>use your own colours</li>
      </ul>
      <h2 class="govuk-heading-m">What may not work well</h2>
      <p class="govuk-body">
        We built the site to meet the Web Content Accessibility Guidelines version 2.2, level AA, and we test pages with a program
        and by hand. Nobody outside has tested it yet, so there may be problems we do not know of. The pages are in English only.
      </p>
      <h2 class="govuk-heading-m">Tell us, or ask for another way</h2>
      <p class="govuk-body">
        If something does not work for you, or you need it in large print, easy read, sound or another language,{' '}
        <Ring ask={ask} />. We answer within two working days. You never need the website to get our help.
      </p>
      <h2 class="govuk-heading-m">If you are not happy with our answer</h2>
      <p class="govuk-body">
        The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2)
        Accessibility Regulations 2018. If you are not happy with how we answer you, the{' '}
        <a class="govuk-link" href="https://www.equalityadvisoryservice.com/">
          Equality Advisory and Support Service
        </a>{' '}
        can help.
      </p>
      <p class="govuk-body">This statement was prepared on {formatDate(PREPARED_ON)}.</p>
    </Narrow>,
  )

/** What is kept about people who ask for help, who sees it and what they can ask of us. */
export const privacyPage = (ask: Ask): Page =>
  publicPage(
    'How we look after your details',
    <Narrow>
      <h1 class="govuk-heading-l">How we look after your details</h1>
      <p class="govuk-body-l">We keep as little about you as we can, and use it only to help you.</p>
      <h2 class="govuk-heading-m">What we keep</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>your name, and the ways you gave us to reach you</li>
        <li>what you asked for, and what we did about it: calls, sessions, devices you borrowed</li>
        <li>when and how it is safe to contact you, if you told us</li>
        <li>if you asked for someone else: your name, who you are to them, and how to tell you what came of it</li>
      </ul>
      <h2 class="govuk-heading-m">Who sees it</h2>
      <p class="govuk-body">
        The helpline, and the people who help you. We tell another organisation about you only when you agree to it, and only what
        you agree to. You can take that back at any time. A {ask.alliance.championWord} sees only the people they help. Your name
        is in no report: reports have numbers. Where a number by ward is small, we do not show it. Other boroughs cannot see your
        details.
      </p>
      <p class="govuk-body">We write down who looked after your record and what they changed. We never sell your details.</p>
      <h2 class="govuk-heading-m">What you can ask</h2>
      <p class="govuk-body">
        You can ask to see what we keep, to have it put right, or to have it removed. To ask, <Ring ask={ask} />. If you are not
        happy with our answer, you can complain to the{' '}
        <a class="govuk-link" href="https://ico.org.uk/make-a-complaint/">
          Information Commissioner’s Office
        </a>
        .
      </p>
      <h2 class="govuk-heading-m">Cookies</h2>
      <p class="govuk-body">
        This site sets no cookie unless you sign in as a champion or as staff. It does not follow you, and loads nothing from
        anyone else.
      </p>
    </Narrow>,
  )
