import type { ComponentChildren } from 'preact'
import { may, ROLE_NAMES } from '#platform/access'
import type { Ask } from '#platform/http/ask'
import type { MenuEntry } from '#platform/module'
import { SkipLink } from '#ui/govuk'
import { Mark } from './icon'

/** How many wait, beside the word; nothing when none do. */
const Waiting = ({ count }: { count: number | undefined }) =>
  count ? (
    <>
      {' '}
      <span class="digiknow-count">
        {count > MOST_COUNTED ? `${MOST_COUNTED}+` : count}
        <span class="govuk-visually-hidden"> new</span>
      </span>
    </>
  ) : null
const MOST_COUNTED = 99

const Who = ({ ask, menu, section }: { ask: Ask; menu: readonly MenuEntry[]; section: string | undefined }) => (
  <span class="digiknow-bar__who">
    {menuFor(menu, ask)
      .filter(({ isOwn }) => isOwn)
      .map(({ path, label }) => (
        <>
          <a class="govuk-link" href={ask.base + path} aria-current={section === path ? 'page' : undefined}>
            {label}
            <Waiting count={ask.counts[path]} />
          </a>{' '}
          ·{' '}
        </>
      ))}
    <span title={ask.ctx.actor.roles.map((role) => ROLE_NAMES[role]).join(', ')}>{ask.ctx.actor.name}</span> ·{' '}
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

/** As many words as fit beside the name on a small laptop; the rest are one press away. */
const MOST_SHOWN = 8
const MOST_LETTERS = 90
/** The space round a word, in letters. */
const GAP = 3

/** How many entries fit. One more than fits is shown rather than hidden behind a word of the same width. */
const howManyFit = (entries: readonly MenuEntry[]): number => {
  const widths = entries.map(({ label }) => label.length + GAP)
  const fit = widths.filter((_width, at) => widths.slice(0, at + 1).reduce((sum, width) => sum + width, 0) <= MOST_LETTERS).length
  return fit === entries.length && fit <= MOST_SHOWN + 1 ? fit : Math.min(fit, MOST_SHOWN)
}

const Entry = ({ ask, entry, section }: { ask: Ask; entry: MenuEntry; section: string | undefined }) => (
  <li>
    <a
      class="govuk-link"
      href={ask.base + entry.path}
      aria-current={section === entry.path ? 'page' : undefined}
      data-key={entry.key}
    >
      {entry.label}
      <Waiting count={ask.counts[entry.path]} />
    </a>
  </li>
)

const Menu = ({ ask, menu, section }: { ask: Ask; menu: readonly MenuEntry[]; section: string | undefined }) => {
  const entries = menuFor(menu, ask).filter(({ isOwn }) => !isOwn)
  const shown = entries.slice(0, howManyFit(entries))
  const rest = entries.slice(shown.length)
  return (
    <nav aria-label="Main">
      <ul class="digiknow-plain">
        {shown.map((entry) => (
          <Entry ask={ask} entry={entry} section={section} />
        ))}
        {rest.length > 0 && (
          <li>
            <details class="digiknow-more">
              <summary>{rest.find(({ path }) => path === section)?.label ?? 'More'}</summary>
              <ul class="digiknow-plain">
                {rest.map((entry) => (
                  <Entry ask={ask} entry={entry} section={section} />
                ))}
              </ul>
            </details>
          </li>
        )}
      </ul>
    </nav>
  )
}

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
          <Menu ask={ask} menu={menu} section={section} />
          <Who ask={ask} menu={menu} section={section} />
        </div>
      </div>
    </header>
    <main id="main" class="digiknow-desk">
      {children}
    </main>
  </>
)
