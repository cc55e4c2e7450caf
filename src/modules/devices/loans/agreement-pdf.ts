import { londonDate } from '#platform/clock'
import type { Ask, FileReply } from '#platform/http/ask'
import { readTimeline } from '#platform/timeline'
import { formatDate, formatDateTime } from '#ui/format'
import { type Block, documentPdf } from '#ui/paper'
import { CONDITIONS, type Condition, deviceName } from '../stock/device'
import { signedTerms } from './agreement'
import { helplineWords } from './collect.page'
import type { LoanRecord } from './loan.queries'
import { BOARD, type Strokes } from './signature'

/** Who handed the device over with this agreement, as the journal has it. */
const issuerOf = async (ask: Ask, loan: LoanRecord): Promise<string> => {
  const events = await readTimeline(ask.ctx, { type: 'loan', id: loan.id })
  return events.find(({ action }) => action === 'loan.collect')?.actor ?? ''
}

const facts = (loan: LoanRecord, issuer: string): (readonly [string, string])[] =>
  (
    [
      ['Lent to', loan.borrower],
      ['Handed over by', issuer],
      ['On', formatDate(loan.collected_on ?? '')],
      ['Device', `${loan.device}, ${deviceName(loan)}`],
      ['Condition then', CONDITIONS[loan.condition_out as Condition]],
      ['With it', loan.kit_out],
      ['Due back', formatDate(loan.agreed_due_on ?? loan.due_on ?? '')],
    ] as const
  ).filter(([, words]) => words)

const signature = (loan: LoanRecord): Block[] => [
  ...(loan.signature
    ? [
        {
          kind: 'drawing',
          drawing: { ...BOARD, strokes: loan.signature as unknown as Strokes, alt: `The signature of ${loan.signed_name}` },
        } as const,
      ]
    : []),
  {
    kind: 'paragraph',
    text: `${loan.signature ? 'Signed' : 'Agreed by ticking the box on the screen'}: ${loan.signed_name}, ${loan.signed_at ? formatDateTime(loan.signed_at) : ''}`,
  },
]

const later = (loan: LoanRecord): Block[] =>
  loan.agreed_due_on === loan.due_on
    ? []
    : [{ kind: 'note', text: `Since then we gave more time: it is now due back by ${formatDate(loan.due_on ?? '')}.` }]

/** What was agreed and signed, as a PDF to print or keep. */
export const agreementFile = async (ask: Ask, loan: LoanRecord, large: boolean): Promise<FileReply> => {
  const { alliance } = ask
  const terms = signedTerms(loan, alliance.name, helplineWords(ask))
  const body = await documentPdf({
    from: { ...alliance, colour: alliance.brand.brand },
    title: `Our agreement about ${loan.device}`,
    about: `Loan ${loan.reference}. Version ${loan.agreement_version} of the terms. Printed ${formatDate(londonDate(ask.ctx.clock.now()))}.`,
    blocks: [
      { kind: 'facts', rows: facts(loan, await issuerOf(ask, loan)) },
      { kind: 'heading', text: 'What we agreed' },
      { kind: 'list', items: terms },
      ...later(loan),
      { kind: 'heading', text: 'Signed' },
      ...signature(loan),
    ],
    large,
  })
  return { kind: 'file', name: `agreement-${loan.reference}.pdf`, type: 'application/pdf', body, inline: true }
}
