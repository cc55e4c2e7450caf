import { londonDate } from '#platform/clock'
import type { Ask, FileReply } from '#platform/http/ask'
import { readTimeline } from '#platform/timeline'
import { formatDate } from '#ui/format'
import { type Block, documentPdf } from '#ui/paper'
import type { HandoverRecord } from '../handover/handover.queries'
import { BROUGHT_BY, type BroughtBy } from '../handover/write-handover'
import { hereWords, missingWords } from '../kits/kit'
import { CONDITIONS, type Condition, deviceName, kindWord } from '../stock/device'
import type { LoanRecord } from './loan.queries'
import { BOARD, type Strokes } from './signature'

const SIGNED_OUT: Readonly<Record<string, string>> = {
  yes: 'They say that they signed out of their accounts',
  no: 'They could not sign out of their accounts',
}

/** Who took the device back, as the journal has it. */
const receiverOf = async (ask: Ask, loan: LoanRecord): Promise<string> => {
  const events = await readTimeline(ask.ctx, { type: 'loan', id: loan.id })
  return events.find(({ action }) => action === 'loan.bring-back' || action === 'loan.hand-in')?.actor ?? ''
}

const wholeKit = (loan: LoanRecord, back: HandoverRecord): readonly (readonly [string, string])[] => {
  if (back.parts.length > 0)
    return [
      ['Came back with', hereWords(back.parts)],
      ['Not there', missingWords(back.parts)],
    ]
  return loan.kit_complete === null ? [] : [['All there', loan.kit_complete ? 'Yes' : 'No, something is missing']]
}

const facts = (loan: LoanRecord, back: HandoverRecord, receiver: string): (readonly [string, string])[] =>
  (
    [
      ['Lent to', loan.borrower],
      ['Brought by', BROUGHT_BY[back.brought_by as BroughtBy] ?? ''],
      ['Taken back by', receiver],
      ['On', formatDate(back.handed_on)],
      ['Device', `${loan.device}, ${deviceName(loan)}`],
      ['Condition when lent', CONDITIONS[loan.condition_out as Condition] ?? ''],
      ['Condition now', CONDITIONS[loan.condition_back as Condition] ?? ''],
      ...wholeKit(loan, back),
      ['Accounts', SIGNED_OUT[back.signed_out ?? ''] ?? ''],
    ] as const
  ).filter(([, words]) => words)

const signed = (back: HandoverRecord): Block[] => {
  if (back.signature === null) return []
  const name = back.signed_name || 'who brought it'
  const drawing = { ...BOARD, strokes: back.signature as unknown as Strokes, alt: `The signature of ${name}` }
  return [
    { kind: 'heading', text: 'Signed' },
    { kind: 'drawing', drawing },
    { kind: 'paragraph', text: `Signed: ${name}, ${formatDate(londonDate(back.recorded_at))}` },
  ]
}

/** That a device came back, in what state and with what, as a PDF for who brought it. */
export const receiptFile = async (ask: Ask, loan: LoanRecord, back: HandoverRecord, large: boolean): Promise<FileReply> => {
  const { alliance } = ask
  const thanks = `Thank you for bringing the ${kindWord(loan.kind)} back. There is nothing to pay and nothing more to do. All that was on it is wiped off before someone else borrows it.`
  const body = await documentPdf({
    from: { ...alliance, colour: alliance.brand.brand },
    title: `${loan.device} came back`,
    about: `Loan ${loan.reference}. Printed ${formatDate(londonDate(ask.ctx.clock.now()))}.`,
    blocks: [
      { kind: 'facts', rows: facts(loan, back, await receiverOf(ask, loan)) },
      { kind: 'paragraph', text: thanks },
      ...signed(back),
    ],
    large,
  })
  return { kind: 'file', name: `receipt-${loan.reference}.pdf`, type: 'application/pdf', body, inline: true }
}
