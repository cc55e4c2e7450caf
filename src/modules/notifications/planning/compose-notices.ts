import type { Template } from '#platform/template'
import { around, compose } from '../templates/compose'
import { type Facts, type Form, type Rendered, render } from '../templates/render'
import type { ChosenWords } from '../templates/words-for'
import type { Reach } from './choose-way'

/** One thing to tell, as it is read from its row. */
export interface ToTell {
  readonly id: string
  readonly template: string
  readonly personalisation: unknown
}

export interface Speaker {
  /** Name and number of the alliance: "DigiKnow, 0161 496 0123". */
  readonly from: string
  readonly templates: ReadonlyMap<string, Template>
  readonly words: (template: Template, language: string) => ChosenWords
}

export interface Composed extends Rendered {
  readonly language: string
  /** Notice → the version of the words it was told in. */
  readonly versions: ReadonlyMap<string, string | null>
}

const only = <T>(values: readonly T[]): T | undefined => (new Set(values).size === 1 ? values[0] : undefined)

/**
 * The words of one message for all it tells, in the person's language where there are words in it. Null when there are no words
 * for one of them: a template that is gone, or a fact that its words want and the notice does not bring.
 */
export const composeNotices = (speaker: Speaker, notices: readonly ToTell[], reach: Reach, form: Form): Composed | null => {
  const parts = notices.map(({ template, personalisation }) => {
    const known = speaker.templates.get(template)
    return known && { words: speaker.words(known, reach.language), facts: personalisation as Facts }
  })
  const found = parts.filter((part) => part !== undefined)
  if (found.length < notices.length || found.length === 0) return null
  try {
    const language = only(found.map(({ words }) => words.language)) ?? 'en'
    const envelope = { name: reach.sayName, from: reach.ourName || speaker.from }
    const rendered = found.map(({ words, facts }) => render(words.words, facts, form))
    const versions = new Map(notices.map(({ id }, index) => [id, found[index]?.words.version ?? null]))
    return { ...compose(speaker.words(around, language).words, rendered, envelope, form), language, versions }
  } catch {
    return null
  }
}
