import type { Block, Drawing, PaperDocument, Sender } from '#platform/paper'

export type { Block, Drawing, PaperDocument, Sender }

/** What a letter says, in one language. */
export interface Wording {
  /** A code such as "en", "ur", "pl". */
  readonly language: string
  readonly subject: string
  /** Words with an empty line between paragraphs, "# " before a heading and "* " or "1. " before each item of a list; or blocks. */
  readonly body: string | readonly Block[]
}

export interface Letter {
  readonly from: Sender
  /** The address, a line each, the name first. What is over seven lines is joined. */
  readonly to: readonly string[]
  /** "2026-11-22" */
  readonly date: string
  readonly reference?: string
  /** The person's own language first, and English after it; each begins a page. */
  readonly wordings: readonly [Wording, ...Wording[]]
  /** At least 18 point. */
  readonly large?: boolean
  /** Papers that go in the same envelope, each from a new page with its own page numbers. */
  readonly enclosed?: readonly PaperDocument[]
}

const RIGHT_TO_LEFT = ['ar', 'fa', 'ur', 'he', 'ps', 'ckb', 'sd', 'ug']

/** Whether a language is written from right to left. */
export const isRightToLeft = (language: string): boolean => RIGHT_TO_LEFT.includes(language.split('-')[0] ?? '')
