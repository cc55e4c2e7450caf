import type { Work } from '#platform/command'
import type { Tx } from '#platform/db'
import { tellScreens } from '#platform/http/live'

/**
 * Where every write of the queue and of who is on shift begins, whatever command it is part of: once it is committed, open screens
 * look again.
 */
export const changing = (work: Pick<Work, 'tx' | 'allianceId'>): Tx => {
  tellScreens(work, 'calls')
  return work.tx
}
