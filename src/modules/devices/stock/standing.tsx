import { type DeviceStatus, STATUSES } from './device'

const TONES: Partial<Record<DeviceStatus, string>> = {
  ready: 'govuk-tag--green',
  to_wipe: 'govuk-tag--grey',
  repair: 'govuk-tag--grey',
  returned: 'govuk-tag--grey',
  wiping: 'govuk-tag--grey',
  wiped: 'govuk-tag--grey',
  checked: 'govuk-tag--grey',
  missing: 'govuk-tag--grey',
  stolen: 'govuk-tag--grey',
  sold: 'govuk-tag--grey',
  lost: 'govuk-tag--grey',
  given: 'govuk-tag--grey',
  recycled: 'govuk-tag--grey',
}

/** Where a device is, as a tag: overdue and due this week are readings of the day. */
export const Standing = ({ status, late = false, soon = false }: { status: string; late?: boolean; soon?: boolean }) => {
  if (late) return <strong class="govuk-tag govuk-tag--red">Overdue</strong>
  if (soon) return <strong class="govuk-tag govuk-tag--yellow">Due this week</strong>
  return <strong class={`govuk-tag ${TONES[status as DeviceStatus] ?? ''}`}>{STATUSES[status as DeviceStatus]}</strong>
}
