import { sql } from 'kysely'
import type { Ctx } from '#platform/command'
import type { Count } from '#platform/counts'
import { containing, type ListSpec } from '#platform/list'
import { formatDate } from '#ui/format'
import { OUTCOMES, type OutcomeOfRequest } from '../requests/request'
import { agreedNow } from './agreed-now'
import { isOpenReferral } from './referral.moves'
import { becauseWords } from './stopped-because'

interface AskedRow {
  readonly id: string
  readonly reference: string
  readonly name: string
  readonly status: string
  readonly outcome: string | null
  readonly stopped_because: string | null
  readonly sent_on: string
  readonly due: string | null
  readonly due_on: string
  readonly agreed: boolean
}

/** The states as the partner would say them. */
const WORDS: Readonly<Record<string, string>> = {
  sent: 'Please answer',
  needs_more: 'You asked us for more',
  accepted: 'You are helping them',
  declined: 'You said no',
  finished: 'Finished',
  returned: 'We found someone else',
  stopped: 'Stopped',
}

const wordsOf = ({ status, outcome, stopped_because }: AskedRow): string => {
  if (outcome) return OUTCOMES[outcome as OutcomeOfRequest]
  const state = WORDS[status] ?? status
  return status === 'stopped' && stopped_because ? `${state}. ${becauseWords(stopped_because)}` : state
}

/** Once it is over, or they agree no more, the partner keeps no name: it was asked to delete what it knew. */
const isShown = ({ status, agreed }: AskedRow): boolean => isOpenReferral(status) && agreed
const nameOf = (row: AskedRow): string => (isShown(row) ? row.name : '')

/** How many of those sent to this partner wait for its answer. */
export const countAsked = ({ allianceId, actor }: Ctx): Count =>
  sql`select count(*) from referral where alliance_id = ${allianceId} and partner_id = ${actor.partnerId} and status = 'sent'`

/** Those whom we asked this partner to help: what waits for its answer first. */
export const askedList: ListSpec<AskedRow> = {
  path: '/asked-of-us',
  action: 'partner.asked',
  title: 'People we ask you to help',
  rows: (tx, ask, filter) =>
    tx
      .selectFrom('referral as f')
      .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'f.person_id').onRef('p.alliance_id', '=', 'f.alliance_id'))
      .innerJoin('partner as a', (join) => join.onRef('a.id', '=', 'f.partner_id').onRef('a.alliance_id', '=', 'f.alliance_id'))
      .select(['f.id', 'f.reference', 'p.name', 'f.status', 'f.outcome', 'f.stopped_because', 'f.sent_on', 'f.reply_by as due'])
      .select(
        sql<string>`coalesce(f.reply_by, case when f.ended_on is null then '9999-12-31'::date else 'infinity'::date end)`.as(
          'due_on',
        ),
      )
      .select(agreedNow('f').as('agreed'))
      .where('f.alliance_id', '=', ask.ctx.allianceId)
      .where('f.partner_id', '=', ask.ctx.actor.partnerId)
      .where('a.left_on', 'is', null)
      .$if(Boolean(filter.q), (query) => query.where('f.reference', 'ilike', containing(filter.q))),
  filters: [{ name: 'q', label: 'Reference' }],
  columns: [
    {
      label: 'Reference',
      text: (row) => row.reference,
      cell: (row, ask) =>
        isShown(row) ? (
          <a class="govuk-link" href={`${ask.base}/asked-of-us/${row.reference}`}>
            {row.reference}
          </a>
        ) : (
          row.reference
        ),
    },
    { label: 'Name', text: nameOf },
    { label: 'State', text: wordsOf },
    { label: 'Answer by', text: (row) => row.due, cell: (row) => row.due && formatDate(row.due), sort: 'due_on' },
    { label: 'Sent', text: (row) => row.sent_on, cell: (row) => formatDate(row.sent_on), sort: 'sent_on' },
  ],
  sort: { by: 'due_on', dir: 'asc' },
  empty: () => 'Nobody yet. When someone agrees that we ask you to help them, they will be in this list.',
}
