import { sql } from 'kysely'
import { z } from 'zod'
import { addMonths, today } from '#platform/clock'
import type { Tx } from '#platform/db'
import type { Ask, Page, Reply, Route } from '#platform/http/ask'
import { page, refused, staffPage } from '#platform/http/routes'
import { reading } from '#platform/reading'
import { formatDate, formatNumber } from '#ui/format'
import { Button } from '#ui/govuk'

const COUNTS = {
  loans: {
    label: 'Loans',
    means: 'Every loan collected on one of these days, by a person or an organisation. The same device lent twice is two loans.',
  },
  loan_months: {
    label: 'Loan-months',
    means:
      'Each loan once for every month of it that began on one of these days: the first on the day it was collected, the next a month later while it was still out. A loan of three months is three. Some programmes count their “loans” like this.',
  },
  households: {
    label: 'Households',
    means:
      'The homes of the people who had a device on one of these days. Two who live at one address are one household; someone whose address we do not know is one. Organisations are not households.',
  },
  device_days: {
    label: 'Device-days',
    means: 'Each device once for every one of these days on which somebody had it. The day it came back is not counted.',
  },
} as const
type Count = keyof typeof COUNTS

const readCounts = async (tx: Tx, from: string, to: string): Promise<Readonly<Record<Count, number>>> => {
  const { rows } = await sql<{ figure: Count; value: number }>`
    select figure, value::float8 as value from report.lending(${from}::date, ${to}::date)`.execute(tx)
  return Object.fromEntries(rows.map(({ figure, value }) => [figure, value])) as Record<Count, number>
}

const dayOf = (ask: Ask, name: string, usual: string): string => {
  const typed = z.iso.date().safeParse(ask.query[name])
  return typed.success && typed.data >= '1990' && typed.data < '2200' ? typed.data : usual
}

const DayBox = ({ name, label, value }: { name: string; label: string; value: string }) => (
  <div class="govuk-form-group">
    <label class="govuk-label" for={name}>
      {label}
    </label>
    <input class="govuk-input" id={name} name={name} type="date" value={value} />
  </div>
)

const countsPage = (counts: Readonly<Record<Count, number>>, { from, to }: { from: string; to: string }): Page =>
  staffPage(
    'What counts as what',
    <>
      <div class="digiknow-top">
        <h1 class="govuk-heading-l">What counts as what</h1>
        <form class="digiknow-filters" method="get">
          <DayBox name="from" label="First day" value={from} />
          <DayBox name="to" label="Last day" value={to} />
          <Button classes="govuk-button--secondary">Show these days</Button>
        </form>
      </div>
      <section class="digiknow-panel">
        <p class="govuk-body">
          From {formatDate(from)} to {formatDate(to)}. These four are different numbers for the same lending: say which one you
          mean.
        </p>
        <dl class="digiknow-counts">
          {(Object.keys(COUNTS) as Count[]).map((count) => (
            <div>
              <dt>{COUNTS[count].label}</dt>
              <dd>
                <b>{formatNumber(counts[count])}</b>
                <p>{COUNTS[count].means}</p>
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </>,
    { section: '/loans' },
  )

const showCounts = async (ask: Ask): Promise<Reply> => {
  const now = today(ask.ctx.clock)
  const to = dayOf(ask, 'to', now)
  const from = dayOf(ask, 'from', addMonths(to, -12))
  // What is out today is not counted for days that have not come
  const last = [to, now].toSorted()[0] ?? now
  const read = await reading(ask.ctx, 'loan.counts', (tx) => readCounts(tx, from, last))
  return read.ok ? countsPage(read.value, { from, to: last }) : refused(read)
}

export const countRoutes: readonly Route[] = [page('/loans/counts', 'loan.counts', showCounts)]
