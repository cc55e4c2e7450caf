/** The ways a message can go out of the program. A call is asked for instead of sent. */
export const MESSAGE_WAYS = ['text', 'email', 'letter'] as const
export type MessageWay = (typeof MESSAGE_WAYS)[number]

/** A message as a provider gets it. */
export interface Outgoing {
  /** Our reference at the provider: the same for every try, so that a second copy is known for one. */
  readonly id: string
  readonly way: MessageWay
  /** A number (+447…), an email address, or the lines of a postal address. */
  readonly to: string
  /** Empty for a text. */
  readonly subject: string
  /** Paragraphs with an empty line between them. */
  readonly body: string
  readonly language: string
  readonly largePrint: boolean
  /** When it was first handed to a provider, to look for it from there. */
  readonly firstTriedAt: Date
}

/** What came of handing a message over. */
export type Sent =
  /** They have it. */
  | { readonly kind: 'taken'; readonly providerId?: string }
  /** They will never take it: the number or address is no good, or the words are not allowed. */
  | { readonly kind: 'never'; readonly why: string; readonly badAddress?: boolean }
  /**
   * They certainly did not take it, and may later. `down` counts towards closing the gate; `holdUntil` closes it at once until
   * then for every message (429 with its wait; a day's limit; a wrong key).
   */
  | { readonly kind: 'later'; readonly why: string; readonly down?: boolean; readonly holdUntil?: Date }
  /** No answer: they may have it or not. It is looked for before anything else is done. */
  | { readonly kind: 'unknown'; readonly why: string }

/** What a provider says of a message that may have been handed over. */
export type Found =
  | { readonly kind: 'taken'; readonly providerId?: string }
  /** They do not have it, or would know a second copy for one: it may be sent. */
  | { readonly kind: 'send-again' }
  /** It cannot be known: a person has to look. */
  | { readonly kind: 'unsure'; readonly why: string }
  /** They do not answer now: ask again later. */
  | { readonly kind: 'later'; readonly why: string }

export const PROVIDER_KINDS = ['outbox', 'notify', 'smtp', 'twilio', 'print'] as const
export type ProviderKind = (typeof PROVIDER_KINDS)[number]

/** One who carries messages. Calls end by themselves within 20 seconds, and never throw. */
export interface Provider {
  readonly kind: ProviderKind
  /** What shares one limit: the kind and the service's own id, never a secret: 'notify 8f2c…'. */
  readonly key: string
  /** The most in any minute. */
  readonly perMinute: number
  /** How many may be handed over at one time. */
  readonly atOnce: number
  /** Its texts and emails come in the alliance's name, which shows on a phone before anything is read, whatever the words say. */
  readonly showsWho?: boolean
  send(message: Outgoing): Promise<Sent>
  /** Without it, a message that may have gone is for a person to look at. */
  find?(message: Outgoing): Promise<Found>
  /** What became of a letter, where nobody tells us by himself: printed and posted, never printed, or (null) not known yet. */
  became?(taken: { readonly providerId: string }): Promise<'gone' | 'failed' | null>
}

/** Whether a provider may carry this to somebody: paper is made as they need it, but a sender's name is not ours to choose. */
export const mayCarry = (provider: Provider, way: MessageWay, { ourName }: { readonly ourName: string }): boolean =>
  way === 'letter' || ourName === '' || provider.showsWho !== true

/** Wall clock Europe/London; the same two times mean never quiet. */
export interface Quiet {
  readonly from: string
  readonly until: string
  /** Sundays and England's bank holidays are quiet all day. */
  readonly restDays: boolean
}

/** How one alliance sends: null where it does not use a way. Letters we print ourselves have the provider `print`. */
export interface Ways {
  readonly text: Provider | null
  readonly email: Provider | null
  readonly letter: Provider | null
  readonly quiet: Quiet
  /** The most messages a London day. */
  readonly dailyCap: number
}

export const USUAL_QUIET: Quiet = { from: '20:00', until: '08:00', restDays: true }
/** Paper makes no noise: it may go at any hour of any day. */
export const NEVER_QUIET: Quiet = { from: '00:00', until: '00:00', restDays: false }
export const USUAL_DAILY_CAP = 10_000
