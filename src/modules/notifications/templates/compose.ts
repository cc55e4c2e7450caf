import { type TemplateWords, template } from '#platform/template'
import { type Form, type Rendered, render } from './render'

/** The greeting and who it is from, said once however much a message tells. */
export const around = template({
  name: 'around-a-message',
  when: 'Around every message: the greeting, and who it is from',
  fields: {
    name: 'Rita',
    message: 'Your tablet DK-0317 is due back on Friday 5 December.',
    from: 'DigiKnow, 0161 496 0123',
  },
  words: {
    text: 'Hello ((name)). ((message)) ((from))',
    subject: 'Some news for you',
    body: 'Hello ((name)),\n\n((message))\n\nFrom ((from))',
    call: 'Hello, may I speak to ((name))? I am ringing from ((from)).\n\n((message))',
  },
})

export interface Envelope {
  /** What to call them. */
  readonly name: string
  /** What we call ourselves to them, with the number to ring: "DigiKnow, 0161 496 0123". */
  readonly from: string
}

/** One message out of all it tells: one greeting, each thing in turn, one sign-off. A single thing keeps its own subject. */
export const compose = (words: TemplateWords, parts: readonly Rendered[], envelope: Envelope, form: Form): Rendered => {
  const message = parts.map(({ body }) => body).join(form === 'text' ? ' ' : '\n\n')
  const { subject, body } = render(words, { ...envelope, message }, form)
  const [only, ...others] = parts
  return { subject: only && others.length === 0 ? only.subject : subject, body }
}
