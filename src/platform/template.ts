/** The words of a template for each way they can go. Facts stand in double brackets, as in GOV.UK Notify: ((device)). */
export interface TemplateWords {
  readonly text: string
  readonly subject: string
  /** The email and the letter: paragraphs with an empty line between them. */
  readonly body: string
  /** What to say on the phone. */
  readonly call: string
}

/** One thing we tell people: the facts it needs, and our plain English for it, which an alliance may put in its own words. */
export interface Template<Field extends string = string> {
  readonly name: string
  /** When it is sent, for staff: "Before a device is due back". */
  readonly when: string
  /** Each fact it needs, with an example to show it with. */
  readonly fields: Readonly<Record<Field, string>>
  readonly words: TemplateWords
  /** What a person may answer: the replies that count, and the answer (brought by a module) that acts on them. */
  readonly asks?: { readonly answer: string; readonly replies: readonly string[] }
  /** The paper that goes with it in an email or a letter, by the name a module makes it under: so those are tried first. */
  readonly encloses?: string
  /** Joined into one message with whatever else is due to the person that day. */
  readonly bundles?: boolean
  /** Told because nobody answered the phone: never by a call, whatever they like best. */
  readonly notByCall?: boolean
}

/** Names a template with its facts, so that leaving one out is a compile error. */
export const template = <Field extends string>(made: Template<Field>): Template<Field> => made
