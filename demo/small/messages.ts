import { sql } from 'kysely'
import { sendAgreement } from '#modules/devices'
import { receiveText, saveWords } from '#modules/notifications'
import { systemActor } from '#platform/access'
import { londonInstant } from '#platform/clock'
import { houseOf } from '#platform/house'
import { modules } from '../../src/app'
import { type Story, tell } from '../story'
import type { Scene } from './requests'

/** The alliance says it shorter than the program does: one text instead of two. */
const SHORTER = {
  text: 'Your ((device)) is due back on ((due)). Text 1 to keep it for longer. No charges, ever.',
  subject: 'Your ((device)) is due back on ((due))',
  body: 'Your ((device)) is due back on ((due)).\n\nWould you like to keep it for longer? Text 1, or ring us. There are never any charges.\n\nIf you have finished with it, bring it to any library. Someone there will help you to save your photos first.',
  call: 'Your ((device)) is due back on ((due)). Would you like to keep it for longer? If not, can we help you to bring it back?',
} as const

const ownWords = async (story: Story, day: string): Promise<void> => {
  const template = houseOf(modules).templates.get('loan-due-soon')
  if (!template) throw new Error('there is no template for a loan that is due soon')
  const first = { ...SHORTER, text: `${SHORTER.text} Ask at any library if you need help.` }
  await tell(story, 'lead', [day, '15:10'], saveWords, { template, language: 'en', words: first })
  await tell(story, 'lead', [day, '15:25'], saveWords, { template, language: 'en', words: SHORTER })
}

/** Somebody nobody knows writes to the number that our texts come from. */
const strayText = (story: Story, day: string) => {
  const at = londonInstant(day, '09:20')
  const text = { provider: 'outbox', providerId: `demo ${story.allianceId}`, from: '+447700900321', to: '' }
  const words = 'Hi is this where I ask about the computer class at the library? My neighbour gave me this number. Jean'
  return tell(story, systemActor, at, receiveText, { ...text, words, at })
}

/** Loans of people of whom we know no number, no email and no address. */
const unreachable = ({ db, allianceId }: Story): Promise<string[]> =>
  db.transaction({ allianceId, readOnly: true }, async (tx) => {
    const { rows } = await sql<{ reference: string }>`
      select loan.reference from loan join person_reach reach on reach.alliance_id = loan.alliance_id and reach.person_id = loan.person_id
      where loan.alliance_id = ${allianceId} and loan.status = 'on_loan' and loan.signed_at is not null and reach.phones = '[]'
        and reach.emails = '[]' and reach.postal = '{}' order by loan.reference limit 1`.execute(tx)
    return rows.map(({ reference }) => reference)
  })

/** What the program tells people, and what comes back: words of the alliance's own, a text from nobody known, and one it cannot reach. */
export const tellMessages = async ({ story, calendar }: Scene): Promise<void> => {
  await ownWords(story, calendar.ago(40))
  await strayText(story, calendar.today)
  for (const reference of await unreachable(story))
    await tell(story, 'librarian', [calendar.today, '09:15'], sendAgreement, { reference })
}
