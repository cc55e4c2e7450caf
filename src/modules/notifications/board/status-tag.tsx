import { Tag } from '#ui/govuk'
import { INBOUND_STATUS, type InboundStatus } from '../inbound.moves'
import { MESSAGE_STATUS, type MessageStatus } from '../message.moves'
import { NOTICE_STATUS, type NoticeStatus } from '../notice.moves'

const COLOURS: Readonly<Record<string, string>> = {
  planned: 'blue',
  sending: 'blue',
  waiting: 'blue',
  on_its_way: 'blue',
  sent: 'green',
  delivered: 'green',
  told: 'green',
  answered: 'green',
  seen_to: 'green',
  unsure: 'red',
  failed: 'orange',
  could_not_tell: 'red',
  to_call: 'yellow',
  to_look_at: 'yellow',
  nobody: 'yellow',
}

/** A status in words; the colour only helps. */
export const StatusTag = ({ status }: { status: string }) => (
  <Tag classes={`govuk-tag--${COLOURS[status] ?? 'grey'}`}>
    {MESSAGE_STATUS[status as MessageStatus] ??
      NOTICE_STATUS[status as NoticeStatus] ??
      INBOUND_STATUS[status as InboundStatus] ??
      status}
  </Tag>
)
