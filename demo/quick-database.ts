import { type Database, openDatabase } from '#platform/db'

/**
 * A pool of its own for filling in, as the same bound role. It need not wait for the disk after each step: the mark that says
 * "to the end" is written after all of them, and a crash before it means doing it anew.
 */
export const openQuickDatabase = (appUrl: string): Database => {
  const url = new URL(appUrl)
  url.searchParams.set('options', '-c role=digiknow_app -c synchronous_commit=off')
  return openDatabase(url.href, { max: 12 })
}
