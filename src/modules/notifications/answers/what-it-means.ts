import type { AskedThere } from './asked.queries'

/** A text as plainly as it can be read: "yes!" and " Yes " are YES. */
export const plainly = (words: string): string =>
  words
    .trim()
    .replace(/^["'“”‘’(]+|["'“”‘’).!]+$/g, '')
    .trim()
    .toUpperCase()

export type Meaning =
  | { readonly kind: 'stop' }
  /** The one thing it can only answer. */
  | { readonly kind: 'answer'; readonly to: AskedThere; readonly reply: string }
  /** It says again what was answered already. */
  | { readonly kind: 'again'; readonly to: AskedThere }
  /** A person has to read it. */
  | { readonly kind: 'unclear'; readonly because: string }

const STOPS: readonly string[] = ['STOP', 'STOP ALL', 'STOPALL', 'UNSUBSCRIBE']

/**
 * What a text means, where it can only mean one thing: to stop, or to answer the one question last asked of the one person who
 * has the number. Anything else is for a person to read; nothing is guessed.
 */
export const whatItMeans = (words: string, people: readonly { readonly id: string }[], asked: readonly AskedThere[]): Meaning => {
  const said = plainly(words)
  if (STOPS.includes(said)) return { kind: 'stop' }
  if (people.length === 0) return { kind: 'unclear', because: 'Nobody we know has this number' }
  if (people.length > 1) return { kind: 'unclear', because: 'More than one person uses this number' }
  const matching = asked.filter(
    ({ replies, person }) => person === people[0]?.id && replies.some((reply) => plainly(reply) === said),
  )
  const [one, ...others] = matching
  if (!one)
    return {
      kind: 'unclear',
      because: asked.length > 0 ? 'It is not one of the replies we asked for' : 'We had asked them nothing',
    }
  if (others.length > 0) return { kind: 'unclear', because: 'It could answer more than one thing we asked' }
  return one.answeredAt ? { kind: 'again', to: one } : { kind: 'answer', to: one, reply: said }
}
