import { sql } from 'kysely'
import { ROLE_NAMES, ROLES } from '#platform/access'
import { londonDate } from '#platform/clock'
import type { ListSpec } from '#platform/list'
import { formatDate } from '#ui/format'
import { Tag } from '#ui/govuk'
import { can } from '#ui/layout'
import { rolesInWords } from './account'
import { type AccountRow, accountRows } from './account.queries'

/** Who may sign in, and as what. */
export const accountList: ListSpec<AccountRow> = {
  path: '/accounts',
  action: 'account.list',
  title: 'Accounts',
  rows: (tx, ask, filter) =>
    accountRows(tx, ask.ctx.allianceId)
      .$if(filter.q !== undefined, (query) =>
        query.where(sql<boolean>`position(lower(${filter.q}) in lower(account.name || ' ' || account.email)) > 0`),
      )
      .$if(filter.role !== undefined, (query) =>
        query.where((row) =>
          row.exists(
            row
              .selectFrom('account_role as held')
              .select('held.role')
              .whereRef('held.alliance_id', '=', 'account.alliance_id')
              .whereRef('held.account_id', '=', 'account.id')
              .where('held.role', '=', String(filter.role)),
          ),
        ),
      )
      .$if(filter.state === 'open', (query) => query.where('account.closed_at', 'is', null))
      .$if(filter.state === 'closed', (query) => query.where('account.closed_at', 'is not', null)),
  filters: [
    { name: 'q', label: 'Name or email' },
    { name: 'role', label: 'Role', options: ROLES.map((value) => ({ value, label: ROLE_NAMES[value] })) },
    {
      name: 'state',
      label: 'State',
      options: [
        { value: 'open', label: 'Open' },
        { value: 'closed', label: 'Closed' },
      ],
    },
  ],
  columns: [
    {
      label: 'Name',
      text: (row) => row.name,
      cell: (row, ask) => (
        <a class="govuk-link" href={`${ask.base}/accounts/${row.id}`}>
          {row.name}
        </a>
      ),
      sort: 'name',
    },
    { label: 'Email', text: (row) => row.email, sort: 'email' },
    { label: 'Roles', text: (row) => rolesInWords(row.roles) },
    {
      label: 'Last signed in',
      text: (row) => row.signed_in_at?.toISOString() ?? '',
      cell: (row) => row.signed_in_at && formatDate(londonDate(row.signed_in_at)),
    },
    {
      label: 'State',
      text: (row) => (row.closed_at ? 'Closed' : 'Open'),
      cell: (row) => (row.closed_at ? <Tag classes="govuk-tag--grey">Closed</Tag> : 'Open'),
    },
  ],
  sort: { by: 'name', dir: 'asc' },
  empty: () => 'Nobody yet. The people you invite to sign in will be here.',
  actions: (ask) =>
    can(ask, 'account.invite') && (
      <a class="govuk-button" href={`${ask.base}/accounts/new`}>
        Invite someone
      </a>
    ),
}
