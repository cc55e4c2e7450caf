import { formatDate } from '#ui/format'
import { kindWord } from '../stock/device'

/** Raised when a word of the agreement changes, so that what each person signed can always be shown again. */
export const AGREEMENT_VERSION = 1

interface Terms {
  readonly alliance: string
  readonly kind: string
  readonly device: string
  readonly dueOn: string
  readonly helpline: string
}

const VERSIONS: Readonly<Record<number, (terms: Terms) => readonly string[]>> = {
  1: ({ alliance, kind, device, dueOn, helpline }) => [
    `${alliance} lends you this ${kindWord(kind)}, ${device}. It is free. It stays ours, and you bring it back.`,
    `Bring it back by ${formatDate(dueOn)}. If you need it for longer, ask us before then. We will say yes if we can.`,
    'Look after it, and keep the charger and the other parts with it.',
    'Use it for anything lawful. Do not sell it, or lend it to someone else.',
    'Before you bring it back, sign out of your accounts and save your photos somewhere else. We wipe everything off it.',
    'If it breaks, tell us. You will not be charged.',
    `If it is lost or stolen, tell us soon so that we can help. You will not be in trouble. ${helpline}`,
    'We keep your name, this agreement and how to reach you, so that we can remind you. We do not look at what you do on it.',
  ],
}

/** What the borrower agrees to, a line each, as it stood in that version. */
export const agreementLines = (version: number, terms: Terms): readonly string[] => VERSIONS[version]?.(terms) ?? []

interface Signed {
  readonly kind: string
  readonly device: string
  readonly agreement_version: number | null
  readonly agreed_due_on: string | null
  readonly due_on: string | null
}

/** What the borrower of a loan signed, a line each, in the words of that day. */
export const signedTerms = (loan: Signed, alliance: string, helpline: string): readonly string[] =>
  agreementLines(loan.agreement_version ?? 0, {
    alliance,
    kind: loan.kind,
    device: loan.device,
    dueOn: loan.agreed_due_on ?? loan.due_on ?? '',
    helpline,
  })
