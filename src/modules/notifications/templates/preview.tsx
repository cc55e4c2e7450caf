import type { Ask } from '#platform/http/ask'
import type { Template, TemplateWords } from '#platform/template'
import { formatPhone } from '#ui/format'
import { canPrint } from '#ui/paper'
import { NotOnPaper } from '../letters/on-paper'
import { around, compose, type Envelope } from './compose'
import { Cost, Look } from './looks'
import { type Form, type Rendered, render } from './render'

/** What a preview is made of: the words, and those around every message. */
export interface Shown {
  readonly template: Template
  readonly words: TemplateWords
  readonly around: TemplateWords
  readonly language: string
}

/** The English of it, for the second page of a letter in another language. */
export type InEnglish = Pick<Shown, 'words' | 'around'>

const EXAMPLE_NAME = around.fields.name

/** Who messages come from: the alliance and the number to ring. */
export const fromOf = ({ alliance }: Ask): string =>
  [alliance.name, alliance.helplineNumber && formatPhone(alliance.helplineNumber)].filter(Boolean).join(', ')

/** A message with the example facts, whole: with its greeting and its sign-off. */
export const example = (ask: Ask, { template, words, around: outer }: Shown, form: Form): Rendered => {
  const envelope: Envelope = { name: EXAMPLE_NAME, from: fromOf(ask) }
  if (template.name !== around.name) return compose(outer, [render(words, template.fields, form)], envelope, form)
  return render(words, { ...envelope, message: around.fields.message }, form)
}

const TITLES: Readonly<Record<Form, string>> = {
  text: 'As a text',
  email: 'As an email',
  letter: 'As a letter',
  call: 'On the phone',
}

const One = ({ ask, shown, form, pdf }: { ask: Ask; shown: Shown; form: Form; pdf?: string | undefined }) => {
  const message = example(ask, shown, form)
  return (
    <section class="digiknow-panel" aria-labelledby={`as-${form}`}>
      <h2 id={`as-${form}`}>{TITLES[form]}</h2>
      {pdf && !canPrint({ language: shown.language, ...message }) && <NotOnPaper language={shown.language} />}
      <Look form={form} message={message} language={shown.language} />
      {form === 'text' && <Cost words={message.body} />}
      {pdf && (
        <p class="govuk-body">
          <a class="govuk-link" href={pdf}>
            See it as it will print (PDF)
          </a>
        </p>
      )}
    </section>
  )
}

/** A template's words each way they go. `pdf` is where the letter can be seen as it will print, once the words are saved. */
export const Preview = ({ ask, shown, pdf }: { ask: Ask; shown: Shown; pdf?: string }) => (
  <>
    <One ask={ask} shown={shown} form="text" />
    <One ask={ask} shown={shown} form="email" />
    {pdf && <One ask={ask} shown={shown} form="letter" pdf={pdf} />}
    <One ask={ask} shown={shown} form="call" />
  </>
)
