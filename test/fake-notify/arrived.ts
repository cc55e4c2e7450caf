import type { KeyKind } from './keys'
import type { Kind } from './templates'

/** One thing the fake took on: what Notify would show of it. */
export interface Arrived {
  readonly id: string
  readonly reference: string | null
  readonly kind: Kind
  readonly key: KeyKind
  readonly to: string
  readonly subject: string | null
  readonly body: string
  readonly template: { readonly id: string; readonly version: number }
  readonly pdf: Buffer | null
  readonly postage: string | null
  readonly createdAt: Date
  status: string
  sentAt: Date | null
  completedAt: Date | null
}

export interface ReceivedText {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly words: string
  readonly at: Date
}

const PAGE = 250

/** One notification as GET gives it. */
export const shown = (one: Arrived): Record<string, unknown> => ({
  id: one.id,
  reference: one.reference,
  type: one.kind,
  status: one.status,
  template: { ...one.template, uri: `/v2/template/${one.template.id}/version/${one.template.version}` },
  body: one.body,
  subject: one.subject,
  email_address: one.kind === 'email' ? one.to : null,
  phone_number: one.kind === 'sms' ? one.to : null,
  postage: one.postage,
  created_at: one.createdAt.toISOString(),
  sent_at: one.sentAt?.toISOString() ?? null,
  completed_at: one.completedAt?.toISOString() ?? null,
  is_cost_data_ready: true,
})

/** Up to 250, the newest first, that came before `older`. */
export const pageOf = <T extends { readonly id: string }>(all: readonly T[], older: string | null): T[] => {
  const newest = all.toReversed()
  const after = older ? newest.findIndex(({ id }) => id === older) + 1 : 0
  return newest.slice(after, after + PAGE)
}

/** What GET /v2/notifications answers to these filters. */
export const listed = (all: readonly Arrived[], query: URLSearchParams): unknown => {
  const [kind, reference, status] = ['template_type', 'reference', 'status'].map((name) => query.get(name))
  const found = all.filter(
    (one) => (!kind || one.kind === kind) && (!reference || one.reference === reference) && (!status || one.status === status),
  )
  return { notifications: pageOf(found, query.get('older_than')).map(shown), links: { current: '/v2/notifications' } }
}

/** The words of a delivery receipt. */
export const receiptOf = (one: Arrived): Record<string, unknown> => ({
  id: one.id,
  reference: one.reference,
  to: one.to,
  status: one.status,
  created_at: one.createdAt.toISOString(),
  completed_at: one.completedAt?.toISOString() ?? null,
  sent_at: one.sentAt?.toISOString() ?? null,
  notification_type: one.kind,
  template_id: one.template.id,
  template_version: one.template.version,
})
