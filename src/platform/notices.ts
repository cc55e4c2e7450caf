import type { Tx } from './db'

export interface Notice {
  readonly channel: string
  readonly payload: string
}

const waiting = new WeakMap<Tx, Map<string, Notice>>()

/**
 * Tells other connections something once this transaction stands; nothing when it does not. Told inside it, it would hold every
 * other commit that tells something until this one is on the disk: PostgreSQL lets those through one by one.
 */
export const notifyAfter = (tx: Tx, notice: Notice): void => {
  const notices = waiting.get(tx) ?? new Map<string, Notice>()
  waiting.set(tx, notices.set(`${notice.channel} ${notice.payload}`, notice))
}

/** What is to be told now that the transaction has ended, each once; asked again it is nothing. */
export const takeNotices = (tx: Tx): Notice[] => {
  const notices = [...(waiting.get(tx)?.values() ?? [])]
  waiting.delete(tx)
  return notices
}
