import { champions } from '#modules/champions'
import { devices } from '#modules/devices'
import { partners } from '#modules/partners'
import { people } from '#modules/people'
import type { AnyImporter } from '#platform/importer'

/** Every kind of file that can be brought in, in the order an alliance needs them. */
export const allImporters = (): readonly AnyImporter[] =>
  [partners, people, champions, devices].flatMap(({ importers }) => importers ?? [])

/** The importer of a kind, or undefined for a kind we do not know. */
export const importerOf = (kind: string): AnyImporter | undefined => allImporters().find((importer) => importer.kind === kind)

export const importKinds = (): string[] => allImporters().map(({ kind }) => kind)
