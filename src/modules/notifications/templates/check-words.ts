import { z } from 'zod'
import { needed } from '#platform/fields'
import type { Template, TemplateWords } from '#platform/template'
import { FIELD, fieldsIn } from './render'

export const PARTS = ['text', 'subject', 'body', 'call'] as const
export type Part = (typeof PARTS)[number]

export interface WrongWords {
  readonly field: Part
  readonly message: string
}

const bracketed = (fields: readonly string[]): string => fields.map((field) => `((${field}))`).join(', ')

const unknownFields = (template: Template, part: Part, words: string): WrongWords[] =>
  fieldsIn(words)
    .filter((field) => !Object.hasOwn(template.fields, field))
    .map((field) => ({
      field: part,
      message: `We have nothing to put in for ((${field})). You can use ${bracketed(Object.keys(template.fields))}`,
    }))

/** What our own words of this part tell, a person needs to be told. */
const leftOut = (template: Template, part: Part, words: string): WrongWords[] => {
  const used = fieldsIn(words)
  const missing = fieldsIn(template.words[part]).filter((field) => !used.includes(field))
  return missing.length > 0 ? [{ field: part, message: `Say ${bracketed(missing)} too: people need to know it` }] : []
}

const halfOpen = (part: Part, words: string): WrongWords[] => {
  const rest = words.replace(FIELD, '')
  return /\(\(|\)\)/.test(rest)
    ? [{ field: part, message: 'Close each pair of brackets, with the name of what to put in between: ((name))' }]
    : []
}

/** A text that asks something says how to answer. */
const noReply = ({ asks }: Template, part: Part, words: string): WrongWords[] => {
  if (part !== 'text' || !asks) return []
  const said = asks.replies.some((reply) => new RegExp(`(?<![\\p{L}\\p{N}])${reply}(?![\\p{L}\\p{N}])`, 'iu').test(words))
  return said ? [] : [{ field: part, message: `Say how to answer: ${asks.replies.join(' or ')}` }]
}

/** What is wrong with an alliance's words for a template: checked when they are saved, so that nothing is when they are sent. */
export const wrongWords = (template: Template, words: TemplateWords): WrongWords[] =>
  PARTS.flatMap((part) => {
    const own = words[part]
    const wrong = [...halfOpen(part, own), ...unknownFields(template, part, own)]
    return wrong.length > 0 ? wrong : [...leftOut(template, part, own), ...noReply(template, part, own)]
  })

/** The most GOV.UK Notify takes in a text. */
export const MOST_IN_A_TEXT = 918

const partsForm = z.object({
  text: needed('Enter the words of the text', MOST_IN_A_TEXT),
  subject: needed('Enter the first line, which says what it is about', 150),
  body: needed('Enter the words of the email and the letter', 6000),
  call: needed('Enter what to say on the phone', 2000),
})

/** The form for the words of one template. */
export const wordsForm = (template: Template) =>
  partsForm.superRefine((words, context) => {
    for (const { field, message } of wrongWords(template, words)) context.addIssue({ code: 'custom', path: [field], message })
  })
