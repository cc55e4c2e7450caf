import type { Tx } from './db'

export interface Notice {
  readonly channel: string
  readonly payload: string
}

const waiting = new WeakMap<Tx, Map<string, Notice>>()

/**
 * Tells other connections something after this transaction; nothing when it is rolled back. Told inside it, it would hold every
 * other commit that tells something until this one is on the disk: PostgreSQL lets those through one by one. It is sent together
 * with the commit: should that fail, they hear that something changed that did not, and look again.
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
