import { formatDate } from '#ui/format'
import { kindWord } from '../stock/device'

/** Raised when a word of the agreement changes, so that what each person signed can always be shown again. */
export const AGREEMENT_VERSION = 2

interface Terms {
  readonly alliance: string
  /** What it is; "several" where one signature is for more than one. */
  readonly kind: string
  readonly device: string
  readonly dueOn: string
  readonly helpline: string
}

const one = ({ alliance, kind, device, dueOn, helpline }: Terms): readonly string[] => [
  `${alliance} lends you this ${kindWord(kind)}, ${device}. It is free. It stays ours, and you bring it back.`,
  `Bring it back by ${formatDate(dueOn)}. If you need it for longer, ask us before then. We will say yes if we can.`,
  'Look after it, and keep the charger and the other parts with it.',
  'Use it for anything lawful. Do not sell it, or lend it to someone else.',
  'Before you bring it back, sign out of your accounts and save your photos somewhere else. We wipe everything off it.',
  'If it breaks, tell us. You will not be charged.',
  `If it is lost or stolen, tell us soon so that we can help. You will not be in trouble. ${helpline}`,
  'We keep your name, this agreement and how to reach you, so that we can remind you. We do not look at what you do on it.',
]

const several = (terms: Terms): readonly string[] => [
  `${terms.alliance} lends you these devices: ${terms.device}. They are free. They stay ours, and you bring them back.`,
  `Bring them back by ${formatDate(terms.dueOn)}. If you need them for longer, ask us before then. We will say yes if we can.`,
  'Look after them, and keep the chargers and the other parts with them.',
  'Use them for anything lawful. Do not sell them, or lend them to someone else.',
  'Before you bring them back, sign out of your accounts and save your photos somewhere else. We wipe everything off them.',
  'If one breaks, tell us. You will not be charged.',
  `If one is lost or stolen, tell us soon so that we can help. You will not be in trouble. ${terms.helpline}`,
  'We keep your name, this agreement and how to reach you, so that we can remind you. We do not look at what you do on them.',
]

const VERSIONS: Readonly<Record<number, (terms: Terms) => readonly string[]>> = {
  1: one,
  2: (terms) => (terms.kind === 'several' ? several(terms) : one(terms)),
}

/** What the borrower agrees to, a line each, as it stood in that version. */
export const agreementLines = (version: number, terms: Terms): readonly string[] => VERSIONS[version]?.(terms) ?? []

interface Signed {
  readonly kind: string
  readonly device: string
  readonly agreement_version: number | null
  readonly agreed_due_on: string | null
  readonly due_on: string | null
  /** The devices signed for at once with this one, itself among them; null when it was alone. */
  readonly together: readonly string[] | null
}

/** What the borrower of a loan signed, a line each, in the words of that day. */
export const signedTerms = (loan: Signed, alliance: string, helpline: string): readonly string[] =>
  agreementLines(loan.agreement_version ?? 0, {
    alliance,
    ...(loan.together ? { kind: 'several', device: loan.together.join(', ') } : { kind: loan.kind, device: loan.device }),
    dueOn: loan.agreed_due_on ?? loan.due_on ?? '',
    helpline,
  })
