import type { TemplateWords } from '#platform/template'
import { plainly } from './text-cost'

/** How the words travel. */
export const FORMS = ['text', 'email', 'letter', 'call'] as const
export type Form = (typeof FORMS)[number]

/** Facts by the name of their field. */
export type Facts = Readonly<Record<string, string>>

export interface Rendered {
  /** Empty for a text and a call. */
  readonly subject: string
  readonly body: string
}

/** A field in double brackets, its name without the spaces round it. */
export const FIELD = /\(\(\s*([^()\s](?:[^()]*[^()\s])?)\s*\)\)/g

/** The fields that words name, each once, in the order they come. */
export const fieldsIn = (words: string): string[] => [...new Set([...words.matchAll(FIELD)].map(([, field]) => String(field)))]

/** The words with their facts in place. A fact may hold double brackets itself: it is put in once and not read again. */
const filled = (words: string, facts: Facts): string =>
  words.replace(FIELD, (_all, field: string) => {
    const fact = Object.hasOwn(facts, field) ? facts[field] : undefined
    // Checked by the compiler when a notice is written, and when words are saved: here it can only be a bug.
    if (fact === undefined) throw new Error(`these words need the fact ((${field}))`)
    return fact
  })

const wordsBy: Readonly<Record<Form, (words: TemplateWords) => Rendered>> = {
  text: ({ text }) => ({ subject: '', body: text }),
  email: ({ subject, body }) => ({ subject, body }),
  letter: ({ subject, body }) => ({ subject, body }),
  call: ({ call }) => ({ subject: '', body: call }),
}

/** The words of one version, for one way of sending, with these facts. */
export const render = (words: TemplateWords, facts: Facts, form: Form): Rendered => {
  const { subject, body } = wordsBy[form](words)
  const whole = filled(body, facts)
  return { subject: filled(subject, facts), body: form === 'text' ? plainly(whole) : whole }
}
