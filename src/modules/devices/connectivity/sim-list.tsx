import { today } from '#platform/clock'
import type { Ask } from '#platform/http/ask'
import type { ListSpec } from '#platform/list'
import { reading } from '#platform/reading'
import { formatDateShort, plural } from '#ui/format'
import { can } from '#ui/layout'
import { choices } from '../stock/device'
import { readStockRule } from '../stock/stock-rule'
import { SIM_KINDS, SIM_STATUSES, type SimKind, type SimStatus } from './sim'
import { readSupply, type SimRow, simRows, simsToStop } from './sim.queries'

const day = (text: string, now: string): string => (text === '9999' ? '' : formatDateShort(text, now))

const nowOf = (ask: Ask): string => today(ask.ctx.clock)

/** What runs low, what must be used soon, and whose data is to be stopped. */
export const supply = async (ask: Ask) => {
  if (ask.query.after) return null
  const { allianceId } = ask.ctx
  const read = await reading(ask.ctx, 'sim.list', async (tx) => ({
    kinds: await readSupply(tx, allianceId, nowOf(ask)),
    rule: await readStockRule(tx, allianceId),
    stop: await simsToStop(tx, allianceId),
  }))
  if (!read.ok) return null
  const { kinds, rule, stop } = read.value
  return (
    <section class="digiknow-panel" aria-labelledby="supply">
      <h2 id="supply">What is left</h2>
      <ul class="digiknow-plain digiknow-found">
        {kinds.map(({ network, product, left, soon, past }) => (
          <li>
            {network} {product}: <span class={left < rule.few_sims ? 'digiknow-late' : undefined}>{left} left</span>
            {left < rule.few_sims && ', running low'}
            {soon > 0 && `, ${soon} to use within 30 days`}
            {past > 0 && `, ${past} past their day`}
          </li>
        ))}
        {stop.map(({ sim, loan, stops_on }) => (
          <li>
            <a class="govuk-link" href={`${ask.base}/connectivity/${sim}`}>
              {sim}
            </a>{' '}
            <span class="digiknow-late">
              stops on {formatDateShort(String(stops_on), nowOf(ask))} by your rules: loan {loan} is that late, and they were told
            </span>
          </li>
        ))}
      </ul>
      {kinds.length === 0 && <p class="govuk-body">{plural(0, 'kind')} of data so far.</p>}
    </section>
  )
}

/** All data in stock and out, what must be used first on top. */
export const simList: ListSpec<SimRow> = {
  path: '/connectivity',
  action: 'sim.list',
  title: 'SIMs and data',
  rows: (_tx, ask, filter) => simRows(ask.ctx.allianceId, filter),
  filters: [
    { name: 'q', label: 'Reference, number or network' },
    { name: 'status', label: 'Where it is', options: choices(SIM_STATUSES) },
  ],
  columns: [
    {
      label: 'Data',
      text: (row) => row.reference,
      cell: (row, ask) => (
        <a class="govuk-link" href={`${ask.base}/connectivity/${row.reference}`}>
          {row.reference}
        </a>
      ),
      sort: 'reference',
    },
    { label: 'What', text: (row) => SIM_KINDS[row.kind as SimKind] },
    { label: 'Network', text: (row) => [row.network, row.product].filter(Boolean).join(', ') },
    { label: 'Scheme', text: (row) => row.scheme },
    { label: 'Where it is', text: (row) => SIM_STATUSES[row.status as SimStatus] },
    { label: 'With', text: (row) => row.with_whom },
    {
      label: 'Use by',
      text: (row) => day(row.use_by, row.use_by),
      cell: (row, ask) => day(row.use_by, nowOf(ask)),
      sort: 'use_by',
    },
    { label: 'Ends', text: (row) => day(row.ends, row.ends), cell: (row, ask) => day(row.ends, nowOf(ask)), sort: 'ends' },
  ],
  sort: { by: 'use_by', dir: 'asc' },
  empty: () => 'No SIMs or vouchers yet.',
  actions: (ask) =>
    can(ask, 'sim.record') && (
      <a class="govuk-button" href={`${ask.base}/connectivity/new`}>
        Add data
      </a>
    ),
}
