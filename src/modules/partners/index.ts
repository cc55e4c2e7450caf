import type { Module } from '#platform/module'
import { areasImporter } from './areas-importer'
import { partnersImporter } from './partners-importer'
import { placesImporter } from './places-importer'
import { postcodesImporter } from './postcodes-importer'
import { routes } from './routes'

export { nearestPlaces } from './nearest-places'
export { partnerForm } from './partner'
export { website } from './place'
export { endPartner, recordPartner } from './save-partner'

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
  },
  menu: [
    { label: 'Partners', path: '/partners', action: 'partner.list', order: 70 },
    { label: 'Places', path: '/places', action: 'place.list', order: 75 },
  ],
}
