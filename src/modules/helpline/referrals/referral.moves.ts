import { moves } from '#platform/moves'

export const REFERRAL_STATUSES = {
  sent: 'Sent, no answer yet',
  needs_more: 'They asked us for more',
  accepted: 'They are helping',
  declined: 'They said no',
  finished: 'Finished',
  returned: 'No answer, back with us',
  stopped: 'Stopped',
} as const
export type ReferralStatus = keyof typeof REFERRAL_STATUSES

const asked = ['sent', 'needs_more'] as const
const open = [...asked, 'accepted'] as const

export const referralMoves = moves<ReferralStatus>()({
  accept: { from: asked, to: 'accepted' },
  decline: { from: asked, to: 'declined' },
  askMore: { from: ['sent'], to: 'needs_more' },
  tellMore: { from: ['needs_more'], to: 'sent' },
  finish: { from: ['accepted'], to: 'finished' },
  giveBack: { from: ['sent'], to: 'returned' },
  stop: { from: open, to: 'stopped' },
})

export const OPEN_REFERRAL: readonly ReferralStatus[] = open
export const isOpenReferral = (status: string): boolean => (open as readonly string[]).includes(status)
