import type { ComponentChildren } from 'preact'
import { noteReadings } from '#modules/reach'
import { today } from '#platform/clock'
import type { Tx } from '#platform/db'
import type { Ask } from '#platform/http/ask'
import { reading } from '#platform/reading'
import { type Stopping, StopsWithThis } from '../merging/merge.page'
import { readTwo, type TwoRecords } from '../merging/merge.queries'
import { DAYS_TO_TAKE_BACK } from '../merging/unmerge-people'
import { saidByOne, wouldStopFor } from '../merging/what-one-says'
import { Compare, type Line, linesOf } from './compare'
import type { LikelyPerson } from './likely-people'
import { readSides, type Side } from './pair.queries'
import { saidByForm } from './said-by-form'

interface Two extends TwoRecords {
  readonly known: Side
  readonly newcomer: Side
  readonly stopping: Stopping
}

const readBeside = async (tx: Tx, ask: Ask, newcomer: string, known: string): Promise<Two | undefined> => {
  const { allianceId, clock } = ask.ctx
  const [two, sides] = [await readTwo(tx, allianceId, known, newcomer), await readSides(tx, allianceId, [known, newcomer])]
  const of = (reference: string) => sides.find((side) => side.reference === reference)
  const [one, other] = [of(known), of(newcomer)]
  if (!two || !one || !other) return undefined
  const said = await saidByOne(tx, two.kept, two.merged, today(clock))
  const stops = await wouldStopFor(tx, ask.house, [two.kept, two.merged], said, clock.now())
  return { ...two, known: one, newcomer: other, stopping: { said, stops } }
}

/** Said by the lines that all comparisons have. */
const TOLD = ['name', 'known_as', 'birth_year']

const linesFor = (two: Two): Line[] => {
  const { known, newcomer, kept, merged, plans } = two
  const more = saidByForm(two).filter(({ code }) => !TOLD.includes(code))
  const others = more.map(({ label, text }) => ({ label, first: text(kept), second: text(merged), differs: true }))
  const plan = { label: 'Safe contact plan', first: plans?.kept, second: plans?.merged, differs: true }
  return [...linesOf(known, newcomer), ...others, ...(plans ? [plan] : [])]
}

const Name = ({ side, from }: { side: Side; from: string }) => (
  <>
    {side.name} <span class="digiknow-soft-text">{`${side.reference}, ${from}`}</span>
  </>
)

const WhatBecomes = ({ two, isOpen }: { two: Two; isOpen: boolean }) => {
  const { known, newcomer, stopping } = two
  const lines = linesFor(two)
  return (
    <>
      <details class="digiknow-behalf" open={isOpen || lines.some(({ differs }) => differs)}>
        <summary class="govuk-link">The two records side by side</summary>
        <Compare
          caption={`${known.reference} and ${newcomer.reference}`}
          first={<Name side={known} from="known to us" />}
          second={<Name side={newcomer} from="from this form" />}
          labels={['We have', 'This form']}
          lines={lines}
        />
      </details>
      <StopsWithThis {...stopping} />
    </>
  )
}

/** What becomes of a record that a form made, said before anyone is chosen. */
export const OneOfTwo = () => (
  <p class="digiknow-soft-text">
    If it is, the two become one record when you save. What the form adds is added. Where the two differ, what we have stays, and
    what the form said is kept as a note. Was it somebody else after all? A coordinator can take the two apart again for{' '}
    {DAYS_TO_TAKE_BACK} days, on that person’s page.
  </p>
)

/**
 * For each person we know who may be the one a form made a record of, by id: both records side by side, and what stops if they
 * become one. Of someone kept apart it is written down that they were shown.
 */
export const besideEach = async (
  ask: Ask,
  newcomer: string,
  likely: readonly LikelyPerson[],
): Promise<ReadonlyMap<string, ComponentChildren>> => {
  if (likely.length === 0) return new Map()
  const read = await reading(ask.ctx, 'person.recognise', async (tx) => {
    const all: [string, Two | undefined][] = []
    for (const { id, reference } of likely) all.push([id, await readBeside(tx, ask, newcomer, reference)])
    return all
  })
  if (!read.ok) return new Map()
  await noteReadings(
    ask.ctx,
    likely.map(({ id }) => id),
    'who asked by a form',
  )
  return new Map(read.value.map(([id, two]) => [id, two && <WhatBecomes two={two} isOpen={likely.length === 1} />]))
}
