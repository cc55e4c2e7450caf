import type { ComponentChildren } from 'preact'

/** Anything that can be shown: words, elements, or a mix. Strings are always escaped. */
export type Content = ComponentChildren

/** Attributes passed through as they are. They never replace a component's classes. */
export type Attributes = Record<string, string | number | boolean | undefined>

/** What every component takes, named as in the Nunjucks macros. */
export interface Common {
  classes?: string | undefined
  attributes?: Attributes | undefined
}

/** A list may hold gaps, so that an item can be left out with `condition && item`. */
export type Items<T> = readonly (T | false | null | undefined)[]

export type HeadingTag = 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6'

/** Joins class names or ids, leaving out the empty ones. */
export const join = (...names: (string | false | undefined)[]): string => names.filter(Boolean).join(' ')

/** As `join`, but undefined when nothing is left, so that the attribute is not written at all. */
export const joinOrNone = (...names: (string | false | undefined)[]): string | undefined => join(...names) || undefined

/** `data-i18n.…` attributes that carry our words to a govuk-frontend script. */
export const i18n = (key: string, message: string | Record<string, string> | undefined): Attributes => {
  if (!message) return {}
  if (typeof message === 'string') return { [`data-i18n.${key}`]: message }
  return Object.fromEntries(Object.entries(message).map(([rule, text]) => [`data-i18n.${key}.${rule}`, text]))
}
