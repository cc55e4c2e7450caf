import type { Database, PageDatabase, Scope, Tx } from './db'

/** A transaction that has been opened, and how it ends. */
export interface Begun {
  /** Works in it; where it could not be opened, that is the error. */
  within<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  end(word: 'commit' | 'rollback'): Promise<void>
  /** Questions asked before are asked anew. */
  forget(): void
}

interface Parts {
  readonly db: Database
  readonly begin: (scope: Scope) => Promise<Begun>
  /** Two scopes with one key see the same. */
  readonly keyOf: (scope: Scope) => string
  /** How many pages may hold a transaction open at once. */
  readonly places: Places
}

export interface Places {
  take(): Promise<void>
  give(): void
}

/** As the database says it when it has no place left: try again in a moment. */
const full = (): Error => Object.assign(new Error('no place left to read in'), { code: '53300' })

/** So many places and no more; whoever finds none waits their turn, for so long. */
export const placesOf = (count: number, waitMs: number): Places => {
  let left = count
  const waiting = new Set<() => void>()
  return {
    take: () => {
      if (left > 0) {
        left -= 1
        return Promise.resolve()
      }
      return new Promise((resolve, reject) => {
        const next = (): void => {
          clearTimeout(patience)
          waiting.delete(next)
          resolve()
        }
        const patience = setTimeout(() => {
          waiting.delete(next)
          reject(full())
        }, waitMs)
        waiting.add(next)
      })
    },
    give: () => {
      const [next] = waiting
      if (next) next()
      else left += 1
    },
  }
}

/**
 * A page reads in one transaction: each reading of its own would ask the database three times for what one asks once. Only
 * what the first reader may see is shared; a reader of another scope and everything that writes has a transaction of its own.
 * There are fewer places than connections, so that a page that holds one and writes too always finds another. No page waits for
 * a place while it holds one.
 */
export const sharing = ({ db, begin, keyOf, places }: Parts): PageDatabase => {
  const running = new Set<Promise<unknown>>()
  let shared: { readonly key: string; readonly begun: Promise<Begun> } | null = null
  let [over, hasPlace] = [false, false]

  const placed = async (scope: Scope): Promise<Begun> => {
    await places.take()
    hasPlace = true
    return begin(scope)
  }
  const share = (scope: Scope): Promise<Begun> | null => {
    if (over || !scope.readOnly) return null
    const key = keyOf(scope)
    shared ??= { key, begun: placed(scope) }
    return shared?.key === key ? shared.begun : null
  }
  /** What the page writes itself it reads as it is then. */
  const write = async <T>(work: () => Promise<T>): Promise<T> => {
    const written = await work()
    if (shared && !over) (await shared.begun).forget()
    return written
  }
  const transaction: Database['transaction'] = (scope, work, keep) => {
    const begun = share(scope)
    const alone = (): ReturnType<typeof work> => db.transaction(scope, work, keep)
    const done = begun ? begun.then(({ within }) => within(work)) : scope.readOnly ? alone() : write(alone)
    running.add(done)
    return done
  }
  const end = async (): Promise<void> => {
    over = true
    const given = await Promise.allSettled(running)
    if (!shared) return
    try {
      const begun = await shared.begun.catch(() => null)
      await begun?.end(given.some(({ status }) => status === 'rejected') ? 'rollback' : 'commit')
    } finally {
      if (hasPlace) places.give()
    }
  }
  return { db: { ...db, transaction }, end }
}
