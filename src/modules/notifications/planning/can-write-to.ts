import type { Work } from '#platform/command'
import { postOffice } from '../post-office'
import { addresses } from '../providers/addresses'
import { USUAL_QUIET } from '../providers/provider'
import { readSettings, type WaySettings } from '../providers/ways.queries'
import { type Asked, chooseWay, type Reach } from './choose-way'
import { reachOf } from './reach.queries'

/** Whose texts and emails show who we are (`showsWho` of each provider), where they leave this machine. */
const SHOWS: Readonly<Record<string, (settings: WaySettings) => boolean>> = {
  notify: () => Boolean(addresses().notify),
  twilio: ({ twilio_sender }) => Boolean(addresses().twilio && twilio_sender?.startsWith('MG')),
  smtp: () => postOffice().kind === 'sends',
}

/** The ways this alliance uses for someone, as far as its settings say: where we go by another name, none that shows ours. */
const waysUsed = async ({ tx, allianceId }: Work, { ourName }: Reach): Promise<Asked['on']> => {
  const keeps = postOffice().kind === 'keeps'
  const settings = await readSettings(tx, allianceId)
  if (!settings) return { text: keeps, email: keeps || (postOffice().kind === 'sends' && ourName === ''), letter: true }
  const carries = (by: string): boolean => (by === 'none' ? keeps : ourName === '' || !SHOWS[by]?.(settings))
  return { text: carries(settings.text_by), email: carries(settings.email_by), letter: keeps || settings.letter_by !== 'none' }
}

/** Whether anything but a call reaches someone now. */
export const canWriteTo = async (work: Work, person: string): Promise<boolean> => {
  const reach = (await reachOf(work.tx, work.allianceId, [person])).get(person)
  if (!reach) return false
  const failed = [{ way: 'call', address: '' }]
  const choice = chooseWay({ reach, on: await waysUsed(work, reach), quiet: USUAL_QUIET, failed, now: work.at, notAfter: null })
  return choice.kind === 'message' || choice.kind === 'wait'
}
