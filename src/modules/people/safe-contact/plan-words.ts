import type { SafeWindow } from '#modules/reach'
import { formatPhone } from '#ui/format'
import { safeHours } from '../reaching/safe-hours'

/** A safe contact plan as it stands in the database. */
export interface PlanRow {
  readonly words: string
  readonly safe_number: string | null
  readonly safe_email: string | null
  readonly safe_windows: readonly SafeWindow[]
  readonly voicemail_ok: boolean
  readonly our_name: string
  readonly never_text: boolean
  readonly never_write: boolean
}

const ringing = ({ safe_number, safe_windows, voicemail_ok, our_name }: PlanRow) => [
  safe_number && `Ring only ${formatPhone(safe_number)}`,
  safe_windows.length > 0 && `Ring only ${safeHours(safe_windows)}`,
  voicemail_ok ? 'A voicemail is safe' : 'Never leave a voicemail',
  our_name && `Say you are from ${our_name}`,
]

/** All that a safe contact plan says, in words. */
export const planInWords = (plan: PlanRow): string =>
  [
    plan.words,
    ...ringing(plan),
    plan.never_text && 'Never send a text',
    plan.never_write && 'Never write',
    plan.safe_email && `Email only ${plan.safe_email}`,
  ]
    .filter(Boolean)
    .join('. ')
