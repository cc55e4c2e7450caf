import { OUTCOMES, type OutcomeOfRequest } from '../requests/request'
import { isOpen } from '../requests/request.moves'

export interface NewsOf {
  readonly status: string
  readonly outcome: string | null
  /** They agree now that we keep their details, or nobody asked. */
  readonly held: boolean
}

/** What came of someone, as whoever referred them in reads it: the state in plain words, and no notes. */
export const newsFor = ({ status, outcome, held }: NewsOf): string => {
  if (outcome) return OUTCOMES[outcome as OutcomeOfRequest]
  if (!isOpen(status)) return 'Closed'
  if (!held) return 'Stopped: they no longer agree that we keep in touch'
  return status === 'new' ? 'We have it and will ring them' : 'We are helping them'
}
