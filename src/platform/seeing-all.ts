import { sql } from 'kysely'
import { SEES_ALL, type Tx } from './db'

/**
 * Runs with eyes for every row: for what would tear a record in two, or leave something undone, where it passed over what its
 * actor may not see. Whether they may do it is settled before, and nothing that is read so is shown to them.
 */
export const seeingAll = async <T>(tx: Tx, work: () => Promise<T>): Promise<T> => {
  const seeing = (sees: string) =>
    sql<{ before: string }>`select coalesce(current_setting('digiknow.sees', true), '') as before,
      set_config('digiknow.sees', ${sees}, true)`.execute(tx)
  const { rows } = await seeing(SEES_ALL)
  const value = await work()
  await seeing(rows[0]?.before ?? '')
  return value
}
