import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { formatPercent, plural } from '#ui/format'
import { Tag } from '#ui/govuk'
import { ActionButton } from '#ui/layout'
import { SafePlanTag } from '../reaching/reach-box'
import { Compare, linesOf } from './compare'
import type { PairOfRecords, Shown, Side } from './pair.queries'
import { reasonsInWords } from './reasons'

const Who = ({ ask, side }: { ask: Ask; side: Side }) => (
  <>
    <a class="govuk-link" href={`${ask.base}/people/${side.reference}`}>
      {side.name}
    </a>{' '}
    <span class="digiknow-soft-text">{side.reference}</span> <SafePlanTag plan={side.safe_plan} />
    {side.kept_apart && <Tag classes="govuk-tag--red">Kept apart</Tag>}
  </>
)

const Actions = ({ ask, pair, shown }: { ask: Ask; pair: PairOfRecords; shown: Shown }) => {
  const path = `${ask.base}/duplicates/${pair.id}`
  if (shown === 'apart') return <ActionButton action={`${path}/again`} label="They may be the same after all" secondary />
  return (
    <div class="digiknow-btns">
      <a
        class="govuk-button govuk-button--secondary"
        href={`${ask.base}/people/${pair.first.reference}/merge/${pair.second.reference}`}
      >
        Make one record
      </a>
      <ActionButton action={`${path}/apart`} label="Not the same person" secondary />
      {shown === 'now' && <ActionButton action={`${path}/later`} label="Look again later" secondary />}
    </div>
  )
}

const Pair = ({ ask, pair, shown }: { ask: Ask; pair: PairOfRecords; shown: Shown }) => {
  const { first, second } = pair
  return (
    <section class="digiknow-panel" aria-labelledby={`pair-${pair.id}`}>
      <h2 id={`pair-${pair.id}`}>{first.name === second.name ? first.name : `${first.name} and ${second.name}`}</h2>
      <p class="digiknow-why">
        {reasonsInWords(pair.reasons)}. <span class="digiknow-soft-text">{formatPercent(pair.likelihood)} likely</span>
      </p>
      <Compare
        caption={`${first.reference} and ${second.reference}`}
        first={<Who ask={ask} side={first} />}
        second={<Who ask={ask} side={second} />}
        labels={[first.reference, second.reference]}
        lines={linesOf(first, second)}
      />
      <Actions ask={ask} pair={pair} shown={shown} />
    </section>
  )
}

export const SHOWN: Readonly<Record<Shown, { readonly label: string; readonly empty: string }>> = {
  now: { label: 'To look at', empty: 'Nobody seems to be here twice. New records are looked at within a minute.' },
  later: { label: 'Put off', empty: 'Nothing is put off.' },
  apart: { label: 'Told apart', empty: 'No two records were told apart yet.' },
}

const Choose = ({ ask, shown }: { ask: Ask; shown: Shown }) => (
  <nav class="digiknow-btns" aria-label="Which pairs">
    {(Object.keys(SHOWN) as Shown[]).map((one) => (
      <a class="govuk-link" href={`${ask.base}/duplicates?show=${one}`} aria-current={one === shown ? 'page' : undefined}>
        {one === shown ? <b>{SHOWN[one].label}</b> : SHOWN[one].label}
      </a>
    ))}
  </nav>
)

/** Records that may be one person's, the likeliest first, for a coordinator to look at. */
export const pairsPage = (ask: Ask, shown: Shown, pairs: readonly PairOfRecords[], waiting: number): Page =>
  staffPage(
    'Twice here?',
    <>
      <section class="digiknow-panel">
        <h1 class="govuk-heading-l">Who may be here twice</h1>
        <p class="govuk-body">
          {shown === 'now' && waiting > 0
            ? `${plural(waiting, 'pair')} of records to look at, the likeliest first. Making one record of two can be taken back for 30 days.`
            : SHOWN[shown].empty}
        </p>
        <Choose ask={ask} shown={shown} />
      </section>
      {pairs.map((pair) => (
        <Pair ask={ask} pair={pair} shown={shown} />
      ))}
    </>,
    { section: '/duplicates' },
  )
