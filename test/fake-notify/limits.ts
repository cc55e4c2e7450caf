import type { KeyKind } from './keys'
import { NotifyRefusal } from './refusal'

const MINUTE_MS = 60_000

export interface Limits {
  /** Counts one request of this kind of key. Throws Notify's 429 when it is one too many. */
  take(kind: KeyKind, now: Date): void
  /** The most requests that fell in any rolling minute so far, refused ones left out. */
  readonly most: () => number
  /** How many were refused for coming too fast. */
  readonly refused: () => number
}

/** So many requests in any rolling minute for each kind of key, and so many in a day: a test key has no daily limit. */
export const limitsOf = (perMinute: number, perDay: number): Limits => {
  const recent = new Map<KeyKind, number[]>()
  const days = new Map<string, number>()
  let [most, refused] = [0, 0]
  const minute = (kind: KeyKind, at: number): void => {
    const kept = recent.get(kind) ?? []
    while (kept[0] !== undefined && kept[0] <= at - MINUTE_MS) kept.shift()
    recent.set(kind, kept)
    if (kept.length >= perMinute) {
      refused++
      const message = `Exceeded rate limit for key type ${kind.toUpperCase()} of ${perMinute} requests per 60 seconds`
      throw new NotifyRefusal(429, 'RateLimitError', message)
    }
    kept.push(at)
    most = Math.max(most, kept.length)
  }
  return {
    take: (kind, now) => {
      minute(kind, now.getTime())
      if (kind === 'test') return
      const day = now.toISOString().slice(0, 10)
      const sent = days.get(day) ?? 0
      if (sent >= perDay) throw new NotifyRefusal(429, 'TooManyRequestsError', `Exceeded send limits (${perDay}) for today`)
      days.set(day, sent + 1)
    },
    most: () => most,
    refused: () => refused,
  }
}
