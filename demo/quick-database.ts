import { type Database, openDatabase } from '#platform/db'

/**
 * A pool of its own for filling in: it need not wait for the disk after each step, since the mark that says "to the end" is
 * written after all of them and a crash before it means doing it anew.
 */
export const openQuickDatabase = (url: string): Database => {
  const db = openDatabase(url, { max: 12 })
  db.pool.on('connect', (client) => {
    client.query('set synchronous_commit = off').catch(() => {})
  })
  return db
}
