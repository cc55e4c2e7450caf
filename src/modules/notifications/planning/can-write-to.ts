import type { Work } from '#platform/command'
import { postOffice } from '../post-office'
import { USUAL_QUIET } from '../providers/provider'
import { readSettings } from '../providers/ways.queries'
import { type Asked, chooseWay } from './choose-way'
import { reachOf } from './reach.queries'

/** The ways this alliance uses, as far as its settings say. */
const waysUsed = async ({ tx, allianceId }: Work): Promise<Asked['on']> => {
  if (postOffice().kind === 'keeps') return { text: true, email: true, letter: true }
  const settings = await readSettings(tx, allianceId)
  if (!settings) return { text: false, email: postOffice().kind === 'sends', letter: true }
  const { text_by, email_by, letter_by } = settings
  return { text: text_by !== 'none', email: email_by !== 'none', letter: letter_by !== 'none' }
}

/** Whether anything but a call reaches someone now. */
export const canWriteTo = async (work: Work, person: string): Promise<boolean> => {
  const reach = (await reachOf(work.tx, work.allianceId, [person])).get(person)
  if (!reach) return false
  const failed = [{ way: 'call', address: '' }]
  const choice = chooseWay({ reach, on: await waysUsed(work), quiet: USUAL_QUIET, failed, now: work.at, notAfter: null })
  return choice.kind === 'message' || choice.kind === 'wait'
}
