import type { Module } from '#platform/module'
import { languageName } from './language-name'

type Detail = Readonly<Record<string, unknown>>

const which = ({ when, language, number }: Detail): string =>
  `“${String(when)}” in ${languageName(String(language))}, version ${String(number)}`

/** How changes of our words read on a timeline. */
export const templateSays: NonNullable<Module['says']> = {
  'template.save': (detail) => `Words changed: ${which(detail)}`,
  'template.bring-back': (detail) =>
    `Words brought back: ${which(detail)}, the same as ${detail.againOf === 0 ? 'the program came with' : `version ${String(detail.againOf)}`}`,
}
