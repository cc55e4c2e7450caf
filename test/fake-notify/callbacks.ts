import { setTimeout as sleep } from 'node:timers/promises'

/** Where receipts or received texts are told, and the bearer token set beside the address. */
export interface Listener {
  readonly url: string
  readonly token: string
}

/** How callbacks come: as they should, late, each twice, or an older word after a newer one. */
export type Manner = 'prompt' | 'late' | 'twice' | 'unordered'

const RETRIES = 5

export interface Caller {
  /** Tells the listener, and again while it does not answer with 200-something. */
  tell(to: Listener | undefined, words: unknown): void
  /** Waits until everything is told or given up. */
  settled(): Promise<void>
  readonly answers: readonly { readonly status: number }[]
}

/** Tells listeners as Notify does: a few seconds after, and up to five times more when they do not take it. */
export const callerOf = (retryMs: number): Caller => {
  const busy = new Set<Promise<void>>()
  const answers: { status: number }[] = []
  const post = async ({ url, token }: Listener, words: unknown): Promise<number> =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(words),
      signal: AbortSignal.timeout(30_000),
    }).then(
      ({ status }) => status,
      () => 0,
    )
  const tryOn = async (to: Listener, words: unknown): Promise<void> => {
    for (let tries = 0; tries <= RETRIES; tries++) {
      const status = await post(to, words)
      answers.push({ status })
      if (status >= 200 && status < 300) return
      await sleep(retryMs)
    }
  }
  return {
    answers,
    tell: (to, words) => {
      if (!to) return
      const told = tryOn(to, words).finally(() => busy.delete(told))
      busy.add(told)
    },
    settled: async () => {
      while (busy.size > 0) await Promise.all(busy)
    },
  }
}
