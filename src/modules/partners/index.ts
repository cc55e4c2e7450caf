import type { Module } from '#platform/module'
import { formatDate } from '#ui/format'
import { areasImporter } from './areas-importer'
import { partnersImporter } from './partners-importer'
import { placesImporter } from './places-importer'
import { postcodesImporter } from './postcodes-importer'
import { routes } from './routes'

export { closedDaysForm, closePlace } from './closed-days'
export { nearestPlaces } from './nearest-places'
export { partnerForm } from './partner'
export { website } from './place'
export { endPartner, recordPartner } from './save-partner'

const stretch = ({ startsOn, endsOn }: Readonly<Record<string, unknown>>): string =>
  `from ${formatDate(String(startsOn))}, open again on ${formatDate(String(endsOn))}`

/** Organisations of the alliance, places where help happens, and the map of the borough. */
export const partners: Module = {
  name: 'partners',
  routes,
  importers: [placesImporter, areasImporter, postcodesImporter, partnersImporter],
  says: {
    'partner.record': () => 'Joined the alliance',
    'partner.correct': () => 'Details put right',
    'partner.end': () => 'Left the alliance',
    'place.record': () => 'Added to the places',
    'place.correct': () => 'Details put right',
    'place.close': (detail) => `Closed ${stretch(detail)}${detail.why ? `: ${detail.why}` : ''}`,
    'place.open': (detail) => `Open after all from ${formatDate(String(detail.startsOn))}`,
  },
  menu: [
    { label: 'Partners', path: '/partners', action: 'partner.list', order: 70 },
    { label: 'Places', path: '/places', action: 'place.list', order: 75 },
  ],
}
