import { notify } from '#modules/notifications'
import { whoWeAreTo } from '#modules/reach'
import { command, type Work } from '#platform/command'
import { done, type Refusal, refuse } from '#platform/outcome'
import { template } from '#platform/template'
import { formatDate, formatPhone } from '#ui/format'
import { kindWord } from '../stock/device'
import { signedTerms } from './agreement'
import { type LoanRecord, readLoan } from './loan.queries'
import { aboutLoan, type KnownLoan } from './move-loan'

/** A copy of what was signed, in the words of the day it was signed. */
export const agreementCopy = template({
  name: 'agreement-copy',
  when: 'When someone asks for a copy of the agreement they signed',
  fields: {
    device: 'tablet DK-0317',
    terms: '* It is free. It stays ours, and you bring it back.\n* If it breaks, tell us. You will not be charged.',
    signed: 'Rita Hartley, 12 September 2025',
    due: '12 December 2025',
  },
  encloses: 'agreement',
  words: {
    text: 'You borrowed ((device)) from us. It is free, you are not charged if it breaks, and it is due back by ((due)). To have all we agreed on paper, ring us.',
    subject: 'A copy of our agreement about ((device))',
    body: 'Here is what we agreed when you borrowed ((device)).\n\n((terms))\n\nSigned: ((signed))',
    call: 'You asked for a copy of our agreement about ((device)). May I read it to you?\n\n((terms))\n\nSigned: ((signed)). Shall we send it by post or email too?',
  },
})

const whyNot = (loan: LoanRecord | undefined): Refusal | null => {
  // Whoever may not see the person cannot send to them either
  if (!loan || (loan.person_id && !loan.person)) return refuse('not-found')
  if (!loan.signed_at) return refuse('not-signed', 'Nothing has been signed for this loan yet.')
  if (!loan.person_id) return refuse('not-a-person', 'This was lent to an organisation. Open the PDF and send it to them.')
  return null
}

const factsOf = async ({ tx, allianceId, today }: Work, loan: LoanRecord) => {
  const { name, number } = await whoWeAreTo(tx, allianceId, loan.person_id)
  const terms = signedTerms(loan, name, number ? `Ring ${formatPhone(number)}.` : '')
  return {
    device: `${kindWord(loan.kind)} ${loan.device}`,
    terms: terms.map((line) => `* ${line}`).join('\n'),
    signed: `${loan.signed_name}, ${formatDate(loan.collected_on ?? today)}`,
    due: formatDate(loan.due_on ?? today),
  }
}

/**
 * Sends the borrower a copy of the agreement they signed, by the way that reaches them; pressed twice in a day, one goes.
 * Refuses `not-signed`, `not-a-person` (an organisation gets the PDF instead) and `sent-today`.
 */
export const sendAgreement = command('loan.send-agreement', async (work, { reference }: { reference: string }) => {
  const loan = await readLoan(work.tx, work.allianceId, reference)
  const no = whyNot(loan)
  if (no || !loan) return no ?? refuse('not-found')
  const sent = await notify(work, {
    to: loan.person_id ?? '',
    about: { type: 'loan', id: loan.id },
    template: agreementCopy,
    personalisation: await factsOf(work, loan),
    cause: `agreement-copy ${loan.id} ${work.today}`,
  })
  if (!sent) return refuse('sent-today', 'A copy has been sent today already.')
  const device = { id: loan.device_id, reference: loan.device, kind: loan.kind }
  return done<KnownLoan>({ id: loan.id, reference: loan.reference }, aboutLoan(loan, device))
})
