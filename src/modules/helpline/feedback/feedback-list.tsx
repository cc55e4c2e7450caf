import { sql } from 'kysely'
import { containing, type ListSpec } from '#platform/list'
import { formatDate } from '#ui/format'
import { optionsOf } from '#ui/govuk'
import { can } from '#ui/layout'
import { REFERRERS, type Referrer } from '../referrals/way-in'
import { THEMES, type Theme } from '../requests/request'

interface Row {
  readonly id: string
  readonly theme: Theme
  readonly words: string
  readonly told_on: string
  readonly told_at: Date
  readonly kind: Referrer
  readonly partner: string
}

/** What residents say that was passed on without a name, newest first. */
export const feedbackList: ListSpec<Row> = {
  path: '/feedback',
  action: 'feedback.list',
  title: 'What residents say, without a name',
  rows: (tx, ask, { q, theme }) =>
    tx
      .selectFrom('feedback as f')
      .innerJoin('partner as a', (join) => join.onRef('a.id', '=', 'f.partner_id').onRef('a.alliance_id', '=', 'f.alliance_id'))
      .leftJoin('way_in as w', (join) => join.onRef('w.id', '=', 'f.way_in_id').onRef('w.alliance_id', '=', 'f.alliance_id'))
      .select(['f.id', 'f.words', 'f.told_on', 'f.told_at', 'a.name as partner'])
      .select(sql<Theme>`f.theme`.as('theme'))
      .select(sql<Referrer>`coalesce(w.kind, 'partner')`.as('kind'))
      .where('f.alliance_id', '=', ask.ctx.allianceId)
      .$if(Boolean(theme), (query) => query.where('f.theme', '=', String(theme)))
      .$if(Boolean(q), (query) => query.where('f.words', 'ilike', containing(q))),
  filters: [
    { name: 'q', label: 'Words in it' },
    { name: 'theme', label: 'What it is about', options: optionsOf(THEMES) },
  ],
  columns: [
    { label: 'What it is about', text: ({ theme }) => THEMES[theme] },
    { label: 'What they say', text: ({ words }) => words || 'Taken out, since it named somebody' },
    { label: 'Who told us', text: ({ kind, partner }) => `${REFERRERS[kind]} (${partner})` },
    {
      label: 'When',
      text: ({ told_on }) => told_on,
      cell: ({ told_on }) => <span class="digiknow-nowrap">{formatDate(told_on)}</span>,
      sort: 'told_at',
    },
    {
      label: 'If it names somebody',
      text: () => '',
      onScreenOnly: true,
      cell: ({ id, words, told_on, theme }, ask) =>
        words !== '' &&
        can(ask, 'feedback.take-out') && (
          <a class="govuk-link" href={`${ask.base}/feedback/${id}/take-out`}>
            Take it out
            <span class="govuk-visually-hidden">
              : {THEMES[theme].toLowerCase()}, {formatDate(told_on)}
            </span>
          </a>
        ),
    },
  ],
  actions: (ask) => (
    <a class="govuk-link" href={`${ask.base}/what-people-tell-us`}>
      Count it by theme
    </a>
  ),
  sort: { by: 'told_at', dir: 'desc' },
  empty: () => 'Nobody told us anything yet. Partners, councillors and teams tell us here what residents say, without a name.',
}
