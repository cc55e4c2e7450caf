import { renderToString } from 'preact-render-to-string'
import type { Alliance, Ask, Page } from '#platform/http/ask'
import type { MenuEntry } from '#platform/module'
import { Frame } from './frame'
import { PublicLayout } from './public-layout'
import { StaffLayout } from './staff-layout'

export interface RenderOptions {
  readonly menu: readonly MenuEntry[]
  /** The address of a built asset: `public.css` gives "/assets/public-1a2b.css". */
  readonly assetUrl: (name: string) => string
}

const DOCTYPE = '<!DOCTYPE html>'

/** Makes the function that puts a page in its frame: the alliance's brand, the right density, the menu. */
export const renderer =
  ({ menu, assetUrl }: RenderOptions) =>
  (page: Page, ask: Ask): string => {
    const { density, title, body, section } = page
    const inner = page.bare ? (
      body
    ) : density === 'public' ? (
      <PublicLayout ask={ask} section={section}>
        {body}
      </PublicLayout>
    ) : (
      <StaffLayout ask={ask} menu={menu} section={section}>
        {body}
      </StaffLayout>
    )
    const styles = [assetUrl(`${density}.css`), `${ask.base}/brand.css`]
    return (
      DOCTYPE +
      renderToString(
        <Frame title={`${title} – ${ask.alliance.name}`} styles={styles} script={assetUrl(`${density}.js`)}>
          {inner}
        </Frame>,
      )
    )
  }

/** A page outside any alliance: the choice of alliances, a lost address, a stopped database. */
export const plainRenderer =
  (assetUrl: (name: string) => string) =>
  (status: number, says: string, alliances: readonly Alliance[]): string =>
    DOCTYPE +
    renderToString(
      <Frame title={says} styles={[assetUrl('public.css')]}>
        <main id="main" class="govuk-width-container govuk-main-wrapper">
          <h1 class="govuk-heading-l">{says}</h1>
          {status === 200 && <p class="govuk-body">Choose where you are:</p>}
          {status === 404 && alliances.length > 0 && <p class="govuk-body">Choose where you want to go:</p>}
          <ul class="govuk-list">
            {alliances.map((alliance) => (
              <li>
                <a class="govuk-link" href={`/${alliance.slug}`}>
                  {alliance.name === alliance.borough ? alliance.name : `${alliance.name}, ${alliance.borough}`}
                </a>
              </li>
            ))}
          </ul>
          {status >= 500 && (
            <p class="govuk-body">If someone is in danger, ring 999. Otherwise ring the helpline you know, or try again soon.</p>
          )}
        </main>
      </Frame>,
    )
