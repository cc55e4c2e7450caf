import { bad, invalid } from './refusal'

export type Kind = 'sms' | 'email' | 'letter'

export interface FakeTemplate {
  readonly id: string
  readonly kind: Kind
  readonly version: number
  readonly subject?: string
  readonly body: string
}

/** The two templates an alliance makes in its service: all the words come from us. */
export const TEMPLATES: Readonly<Record<'sms' | 'email' | 'emailWithPaper', FakeTemplate>> = {
  sms: { id: '5d6e7f80-1111-4222-8333-444455556666', kind: 'sms', version: 1, body: '((message))' },
  email: {
    id: '5d6e7f80-2222-4222-8333-444455556666',
    kind: 'email',
    version: 1,
    subject: '((subject))',
    body: '((message))',
  },
  // The same with a link to the paper that goes with some
  emailWithPaper: {
    id: '5d6e7f80-3333-4222-8333-444455556666',
    kind: 'email',
    version: 1,
    subject: '((subject))',
    body: '((message))\n\n((paper))',
  },
}

const MOST_CHARACTERS = 918
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** The template a request names. Throws as Notify does when it is none, or of another kind. */
export const templateOf = (id: unknown, kind: Kind): FakeTemplate => {
  if (typeof id !== 'string') throw invalid('template_id is a required property')
  if (!UUID.test(id)) throw invalid('template_id is not a valid UUID')
  const found = Object.values(TEMPLATES).find((template) => template.id === id)
  if (!found) throw bad('Template not found')
  if (found.kind !== kind) throw bad(`${found.kind} template is not suitable for ${kind} notification`)
  return found
}

/** A file becomes a link to the page it is fetched from. */
const factOf = (fact: unknown): string => {
  if (typeof fact !== 'object' || fact === null) return String(fact)
  const { file, filename } = fact as { file?: string; filename?: string }
  if (!file || !Buffer.from(file, 'base64').subarray(0, 5).equals(Buffer.from('%PDF-'))) throw bad('Unsupported file type')
  return `https://documents.service.gov.uk/d/${filename}`
}

const fill = (text: string, facts: Readonly<Record<string, unknown>>): string => {
  const names = [...text.matchAll(/\(\(([^)]+)\)\)/g)].map((found) => found[1] ?? '')
  const missing = names.filter((name) => facts[name] === undefined || facts[name] === null)
  if (missing.length > 0) throw bad(`Missing personalisation: ${missing.join(', ')}`)
  return text.replace(/\(\(([^)]+)\)\)/g, (_whole, name: string) => factOf(facts[name]))
}

/** The words as they will be sent. Throws for a fact left out, no words at all, or a text that is too long. */
export const written = (template: FakeTemplate, personalisation: unknown): { subject?: string; body: string } => {
  const facts = (personalisation ?? {}) as Record<string, unknown>
  const body = fill(template.body, facts).trim()
  if (!body) throw bad('Your message is empty.')
  if (template.kind === 'sms' && body.length > MOST_CHARACTERS)
    throw bad(`Text messages cannot be longer than ${MOST_CHARACTERS} characters. Your message is ${body.length} characters`)
  return { body, ...(template.subject !== undefined && { subject: fill(template.subject, facts) }) }
}
