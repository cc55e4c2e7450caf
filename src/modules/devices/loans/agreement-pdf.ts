import { londonDate } from '#platform/clock'
import type { Ctx } from '#platform/command'
import type { Ask, FileReply } from '#platform/http/ask'
import type { Enclosure } from '#platform/module'
import { readTimeline } from '#platform/timeline'
import { formatDate, formatDateTime, formatPhone } from '#ui/format'
import { type Block, documentPdf, type PaperDocument } from '#ui/paper'
import { CONDITIONS, type Condition, deviceName } from '../stock/device'
import { signedTerms } from './agreement'
import { type LoanRecord, readLoanById } from './loan.queries'
import { BOARD, type Strokes } from './signature'

/** Who handed the device over with this agreement, as the journal has it. */
const issuerOf = async (ctx: Ctx, loan: LoanRecord): Promise<string> => {
  const events = await readTimeline(ctx, { type: 'loan', id: loan.id })
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
      ['Signed for together', loan.together?.join(', ') ?? ''],
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

type From = Parameters<Enclosure>[1]['from']

interface Copy {
  readonly from: From
  readonly loan: LoanRecord
  readonly large: boolean
}

const agreementPaper = async (ctx: Ctx, { from, loan, large }: Copy): Promise<PaperDocument> => {
  const terms = signedTerms(loan, from.name, from.helplineNumber ? `Ring ${formatPhone(from.helplineNumber)}.` : '')
  return {
    from: { ...from, colour: from.brand.brand },
    title: `Our agreement about ${loan.device}`,
    about: `Loan ${loan.reference}. Version ${loan.agreement_version} of the terms. Printed ${formatDate(londonDate(ctx.clock.now()))}.`,
    blocks: [
      { kind: 'facts', rows: facts(loan, await issuerOf(ctx, loan)) },
      { kind: 'heading', text: 'What we agreed' },
      { kind: 'list', items: terms },
      ...later(loan),
      { kind: 'heading', text: 'Signed' },
      ...signature(loan),
    ],
    large,
  }
}

const nameOf = (loan: LoanRecord): string => `agreement-${loan.reference}.pdf`

/** What was agreed and signed, as a PDF to print or keep. */
export const agreementFile = async ({ ctx, alliance }: Ask, loan: LoanRecord, large: boolean): Promise<FileReply> => ({
  kind: 'file',
  name: nameOf(loan),
  type: 'application/pdf',
  body: await documentPdf(await agreementPaper(ctx, { from: alliance, loan, large })),
  inline: true,
})

/** The same paper with an email or a letter to the borrower. */
export const agreementEnclosed: Enclosure = async (ctx, { about, from, large }) => {
  const loan = await ctx.db.transaction({ ...ctx, readOnly: true }, (tx) => readLoanById(tx, ctx.allianceId, about.id))
  return loan?.signed_at ? { name: nameOf(loan), paper: await agreementPaper(ctx, { from, loan, large }) } : null
}
