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
