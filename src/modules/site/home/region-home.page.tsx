import type { Ask, Page } from '#platform/http/ask'
import { publicPage } from '#platform/http/routes'
import { Icon, Narrow } from '#ui/layout'

interface Borough {
  readonly slug: string
  readonly name: string
  readonly borough: string
  readonly strapline: string
}

/** The alliances of a region: names that anyone may read. */
export const readBoroughs = ({ ctx }: Ask): Promise<Borough[]> =>
  ctx.db.transaction({ allianceId: ctx.allianceId, readOnly: true }, (tx) =>
    tx
      .selectFrom('alliance')
      .select(['slug', 'name', 'borough', 'strapline'])
      .where('region_id', '=', ctx.allianceId)
      .orderBy('borough')
      .execute(),
  )

const Boroughs = ({ boroughs, path }: { boroughs: readonly Borough[]; path: string }) => (
  <div class="digiknow-doors">
    {boroughs.map(({ slug, name, borough, strapline }) => (
      <div class="digiknow-door">
        <span class="digiknow-door__arch">
          <Icon name="home" />
        </span>
        <h2 class="govuk-heading-m">
          <a class="govuk-link" href={`/${slug}${path}`}>
            {name}, {borough}
          </a>
        </h2>
        <p class="govuk-body">{strapline}</p>
      </div>
    ))}
  </div>
)

/** The front door of a region: its boroughs. */
export const regionHomePage = async (ask: Ask): Promise<Page> => {
  const boroughs = await readBoroughs(ask)
  return publicPage(
    ask.alliance.name,
    <div class="digiknow-band digiknow-band--paper">
      <div class="govuk-width-container">
        <h1 class="govuk-heading-l">Getting {ask.alliance.borough} online, borough by borough</h1>
        <p class="govuk-body-l digiknow-lede">
          {boroughs.length > 0
            ? 'Choose where you live. Each borough has its own helpline and its own people.'
            : 'No borough is here yet.'}
        </p>
        <Boroughs boroughs={boroughs} path="" />
      </div>
    </div>,
    { section: '/' },
  )
}

/** A region helps nobody itself: whoever asks it for help is shown who does. */
export const chooseBoroughPage = async (ask: Ask): Promise<Page> =>
  publicPage(
    'Where do you live?',
    <Narrow>
      <h1 class="govuk-heading-l">Where do you live?</h1>
      <p class="govuk-body">Help comes from people in your own borough.</p>
      <Boroughs boroughs={await readBoroughs(ask)} path="/help" />
    </Narrow>,
    { section: '/help' },
  )
