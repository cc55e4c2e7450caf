import type { Ctx } from '#platform/command'
import { postOffice } from '../post-office'
import { mailServer } from './mail-server'
import { outbox, printHere } from './outbox'
import { USUAL_DAILY_CAP, USUAL_QUIET, type Ways } from './provider'

/** How this alliance sends now. In a demonstration nothing leaves. */
export const readWays = async (_ctx: Ctx): Promise<Ways> => {
  const office = postOffice()
  const usual = { quiet: USUAL_QUIET, dailyCap: USUAL_DAILY_CAP }
  if (office.kind === 'keeps') return { text: outbox, email: outbox, letter: outbox, ...usual }
  return { text: null, email: office.kind === 'sends' ? mailServer(office) : null, letter: printHere, ...usual }
}
