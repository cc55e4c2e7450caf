import { type RawBuilder, sql } from 'kysely'
import { BARRIERS, NEEDS } from '#modules/helpline'
import { may, type StaffAction } from '#platform/access'
import type { Ask } from '#platform/http/ask'
import type { ListSpec } from '#platform/list'
import { formatDate, formatNumber } from '#ui/format'
import { FIGURES, type Figure } from './figures'
import type { Period } from './period'
import type { WardName } from './report.queries'

export interface CountedRecord {
  readonly id: string
  readonly on_date: string
  readonly record_type: string
  readonly reference: string
  readonly person_reference: string
  readonly person_name: string
  readonly amount: number
}

/** What a list narrows to: one figure, one period, and one ward or one answer where a chart was opened. */
export interface Behind extends Period {
  readonly figure: Figure
  readonly ward: string
  readonly code: string
}

const KINDS: Readonly<Record<string, { label: string; path?: string; action?: StaffAction }>> = {
  session: { label: 'Session', path: '/sessions', action: 'session.read' },
  loan: { label: 'Loan', path: '/loans', action: 'loan.read' },
  gift: { label: 'Gift' },
  sim: { label: 'Data from stock', path: '/connectivity', action: 'sim.read' },
  call: { label: 'Call' },
  request: { label: 'Request', path: '/requests', action: 'request.read' },
  partner: { label: 'Partner', path: '/partners', action: 'partner.read' },
  champion: { label: 'Champion', path: '/champions', action: 'champion.read' },
}

/** Figures with codes of their own, opened from a bar: people who named a barrier, or a need. */
export const ANSWERS: readonly Figure[] = [
  {
    code: 'barriers',
    label: 'What holds people back',
    noun: ['person', 'people'],
    count: 'people',
    definition: 'People who asked for help in the period and named this. Each person once; each could name several.',
  },
  {
    code: 'needs',
    label: 'What people asked for',
    noun: ['person', 'people'],
    count: 'people',
    definition: 'People who asked for help in the period and asked for this. Each person once; each could ask for several.',
  },
]

/** The answers in words, by the figure they belong to. */
export const ANSWER_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = { barriers: BARRIERS, needs: NEEDS }

const counted = (allianceId: string, { figure, from, to, ward, code }: Behind): RawBuilder<unknown> => {
  const isAnswer = ANSWERS.includes(figure)
  // A person who counts once is listed once: with the first record that makes them count.
  const once = figure.count === 'people' ? sql`distinct on (f.person_id) f.person_id as id` : sql`f.record_id as id`
  const order = figure.count === 'people' ? sql`order by f.person_id, f.on_date, f.record_id` : sql``
  return sql`select ${once}, f.on_date, f.record_type, f.reference, f.amount, f.person_id
    from ${sql.table(`report.${figure.code}`)} as f
    where f.alliance_id = ${allianceId} and f.on_date <= ${to}::date and f.until_date >= ${from}::date
    ${isAnswer && code ? sql`and f.code = ${code}` : sql``}
    ${ward ? sql`and f.person_id in (select id from person where alliance_id = ${allianceId} and ward_code = ${ward})` : sql``}
    ${order}`
}

/** The records behind a figure; people by name only for those who may read people. */
export const recordRows = (ask: Ask, behind: Behind): RawBuilder<CountedRecord> => {
  const { allianceId } = ask.ctx
  const name = may(ask.ctx.actor, 'person.read') ? sql`coalesce(person.name, '')` : sql`''`
  return sql<CountedRecord>`(
    select c.id, c.on_date, c.record_type, c.reference, c.amount::int as amount,
      coalesce(person.reference, '') as person_reference, ${name} as person_name
    from (${counted(allianceId, behind)}) as c
    left join person on person.alliance_id = ${allianceId} and person.id = c.person_id)`
}

const recordLink = (row: CountedRecord, ask: Ask) => {
  const kind = KINDS[row.record_type]
  if (!kind?.path || !kind.action || !row.reference || !may(ask.ctx.actor, kind.action)) return row.reference
  // Partners have a name in place of a reference, and pages by id.
  const page = row.record_type === 'partner' ? row.id : row.reference
  return (
    <a class="govuk-link" href={`${ask.base}${kind.path}/${page}`}>
      {row.reference}
    </a>
  )
}

const personWords = (row: CountedRecord): string =>
  row.person_name ? `${row.person_name} (${row.person_reference})` : row.person_reference

const personLink = (row: CountedRecord, ask: Ask) =>
  row.person_reference && may(ask.ctx.actor, 'person.read') ? (
    <a class="govuk-link" href={`${ask.base}/people/${row.person_reference}`}>
      {personWords(row)}
    </a>
  ) : (
    row.person_reference
  )

const columnsFor = (figure: Figure): ListSpec<CountedRecord>['columns'] => [
  { label: 'Date', text: (row) => row.on_date, cell: (row) => formatDate(row.on_date), sort: 'on_date' },
  { label: 'Kind', text: (row) => KINDS[row.record_type]?.label ?? row.record_type },
  { label: 'Reference', text: (row) => row.reference, cell: recordLink, sort: 'reference' },
  ...(figure.code === 'partners' ? [] : [{ label: 'Person', text: personWords, cell: personLink }]),
  ...(figure.count === 'sum' || figure.count === 'share'
    ? [
        {
          label: amountLabel(figure),
          text: (row: CountedRecord) => row.amount,
          cell: amountCell(figure),
          num: true,
          sort: 'amount' as const,
        },
      ]
    : []),
]

const amountLabel = (figure: Figure): string =>
  figure.count === 'share' ? 'In good condition' : figure.per === 60 ? 'Minutes' : 'Adds'

const amountCell = (figure: Figure) => (row: CountedRecord) =>
  figure.count === 'share' ? (row.amount ? 'Yes' : 'No') : formatNumber(row.amount)

const answerOptions = ({ figure }: Behind) =>
  Object.entries(ANSWER_WORDS[figure.code] ?? {}).map(([value, label]) => ({ value, label }))

/** The list behind one figure. It has as many rows, or adds up to as much, as the figure says. */
export const recordList = (ask: Ask, behind: Behind, title: string, wards: readonly WardName[]): ListSpec<CountedRecord> => ({
  path: '/report/records',
  action: 'report.records',
  title,
  rows: (_tx, asking) => recordRows(asking, behind),
  filters: [
    { name: 'figure', label: 'Figure', options: [...FIGURES, ...ANSWERS].map(({ code, label }) => ({ value: code, label })) },
    { name: 'from', label: 'First day', type: 'date' },
    { name: 'to', label: 'Last day', type: 'date' },
    ...(wards.length > 0
      ? [{ name: 'ward', label: 'Ward', options: wards.map((ward) => ({ value: ward.code, label: ward.name })) }]
      : []),
    ...(ANSWERS.includes(behind.figure) ? [{ name: 'code', label: 'Answer', options: answerOptions(behind) }] : []),
  ],
  columns: columnsFor(behind.figure),
  sort: { by: 'on_date', dir: 'desc' },
  empty: () => 'Nothing counts towards this figure in these days. Choose other days to look further.',
  actions: () => (
    <a class="govuk-link" href={`${ask.base}/report/how-we-count#${behind.figure.code}`}>
      How we count this
    </a>
  ),
})
