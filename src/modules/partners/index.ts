import type { Module } from '#platform/module'
import { areasImporter } from './areas-importer'
import { partnersImporter } from './partners-importer'
import { placesImporter } from './places-importer'
import { postcodesImporter } from './postcodes-importer'

export { type NearestOptions, type NearPlace, nearestPlaces, type Point } from './nearest-places'

export const partners: Module = {
  name: 'partners',
  routes: [],
  importers: [placesImporter, areasImporter, postcodesImporter, partnersImporter],
}
