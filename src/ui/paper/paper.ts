/** Who a letter comes from: the alliance, its colour and the number to ring. */
export interface Sender {
  readonly name: string
  readonly borough: string
  readonly helplineNumber: string | null
  readonly helplineHours: string
  /** The brand's colour, "#0b4a50". Every brand keeps 4.5 to 1 on white. */
  readonly colour?: string | undefined
}

/** A signature as it was drawn: strokes of points on a board of that size. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly strokes: readonly (readonly (readonly [number, number])[])[]
  /** What it is, for people who do not see it. */
  readonly alt: string
}

/** A part of a document, in reading order. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly numbered?: boolean }
  /** Names and what they stand for: "Device", "DK-0317". */
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [string, string])[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'drawing'; readonly drawing: Drawing }

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
}

/** A paper without an address: an agreement, a certificate. */
export interface PaperDocument {
  readonly from: Sender
  readonly title: string
  readonly language?: string
  /** Under the title: "Loan L-1003, agreement 1". */
  readonly about?: string
  readonly blocks: readonly Block[]
  readonly large?: boolean
}

const RIGHT_TO_LEFT = ['ar', 'fa', 'ur', 'he', 'ps', 'ckb', 'sd', 'ug']

/** Whether a language is written from right to left. */
export const isRightToLeft = (language: string): boolean => RIGHT_TO_LEFT.includes(language.split('-')[0] ?? '')
