import { sql } from 'kysely'
import { containing, type ListSpec } from '#platform/list'
import { formatDate } from '#ui/format'
import { heldNow, stillShared } from './agreed-now'
import { type NewsOf, newsFor } from './news-for-referrer'

interface ReferralRow extends NewsOf {
  readonly id: string
  readonly reference: string
  readonly name: string
  readonly opened_on: string
}

const matches = (typed: string) => {
  const like = containing(typed)
  return sql<boolean>`(p.name ilike ${like} or r.reference ilike ${like})`
}

/** What came of those a partner referred: the state in plain words, and no notes. */
export const referralList: ListSpec<ReferralRow> = {
  path: '/my-referrals',
  action: 'partner.referrals',
  title: 'People you referred',
  rows: (tx, ask, filter) =>
    tx
      .selectFrom('request as r')
      .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'r.person_id').onRef('p.alliance_id', '=', 'r.alliance_id'))
      .select(['r.id', 'r.reference', 'p.name', 'r.opened_on', 'r.status', 'r.outcome', heldNow('r').as('held')])
      .where('r.alliance_id', '=', ask.ctx.allianceId)
      .where('r.source', '=', 'partner')
      .where('r.partner_id', '=', ask.ctx.actor.partnerId)
      .where(stillShared)
      .$if(Boolean(filter.q), (query) => query.where(matches(filter.q ?? ''))),
  filters: [{ name: 'q', label: 'Name or reference' }],
  columns: [
    { label: 'Reference', text: (row) => row.reference },
    { label: 'Name', text: (row) => row.name, sort: 'name' },
    { label: 'Referred', text: (row) => row.opened_on, cell: (row) => formatDate(row.opened_on), sort: 'opened_on' },
    { label: 'What came of it', text: newsFor },
  ],
  sort: { by: 'opened_on', dir: 'desc' },
  empty: () => 'Nobody yet. People you refer to us will be in this list, with what came of it.',
  actions: (ask) => (
    <>
      <a class="govuk-button" href={`${ask.base}/refer`}>
        Refer a person
      </a>
      <a class="govuk-link" href={`${ask.base}/asked-of-us`}>
        People we ask you to help
      </a>
    </>
  ),
}
