import { ifHeld } from '#platform/held'
import type { PanelSpec } from '#platform/module'
import { reading } from '#platform/reading'
import { formatDate } from '#ui/format'
import { can } from '#ui/layout'
import { giftWords } from './distribution'
import { type Gift, giftsTo } from './distribution.queries'

const sentence = (gift: Gift): string => {
  const words = giftWords(gift)
  const scheme = gift.scheme && ` (${gift.scheme})`
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${scheme}, ${formatDate(gift.given_on)}`
}

const show =
  (on: 'person' | 'partner'): PanelSpec['show'] =>
  async (ask, { id, reference }) => {
    const { allianceId } = ask.ctx
    const read = await reading(ask.ctx, 'distribution.list', (tx) =>
      ifHeld(tx, { allianceId, on, id }, 'distribution', () => giftsTo(tx, allianceId, on, id), []),
    )
    const mayGive = can(ask, 'distribution.record')
    if (!read.ok || (read.value.length === 0 && !mayGive)) return null
    const give = on === 'person' ? `/people/${reference}/give` : `/gifts/new?partner=${id}`
    return (
      <section class="digiknow-panel" aria-labelledby="gifts">
        <h2 id="gifts">Gifts</h2>
        {read.value.length === 0 && <p class="govuk-body">Nothing given yet.</p>}
        <ul class="digiknow-plain digiknow-found">
          {read.value.map((gift) => (
            <li>
              {sentence(gift)}{' '}
              {gift.device && (
                <a class="govuk-link" href={`${ask.base}/devices/${gift.device}`}>
                  {gift.device}
                </a>
              )}
            </li>
          ))}
        </ul>
        {mayGive && (
          <p class="digiknow-btns">
            <a class="govuk-button govuk-button--secondary" href={ask.base + give}>
              Give a device or data
            </a>
          </p>
        )}
      </section>
    )
  }

/** Gifts where they belong: on the person and on the partner. */
export const giftPanels: readonly PanelSpec[] = (['person', 'partner'] as const).map((on) => ({
  on,
  order: 45,
  action: 'distribution.list',
  show: show(on),
}))
