import type { ComponentChildren } from 'preact'
import { may, ROLE_NAMES } from '#platform/access'
import type { Ask } from '#platform/http/ask'
import type { MenuEntry } from '#platform/module'
import { SkipLink } from '#ui/govuk'
import { Mark } from './icon'

const Who = ({ ask }: { ask: Ask }) => (
  <span class="digiknow-bar__who">
    {ask.ctx.actor.name} ({ask.ctx.actor.roles.map((role) => ROLE_NAMES[role].toLowerCase()).join(', ')}) ·{' '}
    <a class="govuk-link" href={`${ask.base}/sign-out`}>
      Sign out
    </a>
  </span>
)

/** The entries of the menu this person may open, in order. */
export const menuFor = (menu: readonly MenuEntry[], ask: Ask): MenuEntry[] =>
  menu
    .filter(({ action, when }) => may(ask.ctx.actor, action) && (when?.(ask) ?? true))
    .toSorted((one, other) => one.order - other.order)

export interface StaffLayoutProps {
  ask: Ask
  menu: readonly MenuEntry[]
  section: string | undefined
  children?: ComponentChildren
}

/** A staff page's frame: the bar with the menu, and the work below. */
export const StaffLayout = ({ ask, menu, section, children }: StaffLayoutProps) => (
  <>
    <SkipLink href="#main">Skip to main content</SkipLink>
    <header>
      {ask.demo && <p class="digiknow-demo">Demonstration: the people, places and numbers here are invented.</p>}
      <div class="govuk-generic-header digiknow-bar">
        <div class="govuk-generic-header__container">
          <div class="govuk-generic-header__logo">
            <a href={`${ask.base}/work`} class="govuk-generic-header__homepage-link digiknow-brand">
              <Mark />
              <span>{ask.alliance.name}</span>
            </a>
          </div>
          <nav aria-label="Main">
            <ul class="digiknow-plain">
              {menuFor(menu, ask).map(({ label, path }) => (
                <li>
                  <a class="govuk-link" href={ask.base + path} aria-current={section === path ? 'page' : undefined}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <Who ask={ask} />
        </div>
      </div>
    </header>
    <main id="main" class="digiknow-desk">
      {children}
    </main>
  </>
)
