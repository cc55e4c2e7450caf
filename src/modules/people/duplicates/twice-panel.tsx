import { noteReadings } from '#modules/reach'
import { londonDate, today } from '#platform/clock'
import type { Ask } from '#platform/http/ask'
import { reading } from '#platform/reading'
import { formatDate } from '#ui/format'
import { can } from '#ui/layout'
import { mergesInto, type PastMerge } from '../merging/merge.queries'
import { DAYS_TO_TAKE_BACK } from '../merging/unmerge-people'
import { type PairOfRecords, readPairs } from './pair.queries'
import { reasonsInWords } from './reasons'
import { seesApartOnly } from './theirs-to-settle'

interface Person {
  readonly id: string
  readonly reference: string
}

const MOST = 5
const A_DAY = 86_400_000

const Likely = ({ ask, person, pair }: { ask: Ask; person: Person; pair: PairOfRecords }) => {
  const other = pair.first.reference === person.reference ? pair.second : pair.first
  // Who may not merge may still look, and tell a coordinator.
  const mayMerge = can(ask, 'person.merge')
  return (
    <li>
      <a
        class="govuk-link"
        href={`${ask.base}/people/${mayMerge ? `${person.reference}/merge/${other.reference}` : other.reference}`}
      >
        {other.name}
      </a>{' '}
      <span class="digiknow-soft-text">{other.reference}</span>
      <div class="digiknow-why">{reasonsInWords(pair.reasons)}</div>
    </li>
  )
}

const Merged = ({ ask, merge }: { ask: Ask; merge: PastMerge }) => {
  const age = (ask.ctx.clock.now().getTime() - merge.at.getTime()) / A_DAY
  return (
    <li>
      {merge.merged} <span class="digiknow-soft-text">({merge.name})</span> is part of this record since{' '}
      {formatDate(londonDate(merge.at))}
      {merge.by && `, by ${merge.by}`}.{' '}
      {age <= DAYS_TO_TAKE_BACK && can(ask, 'person.unmerge') && (
        <a class="govuk-link" href={`${ask.base}/merges/${merge.id}/undo`}>
          Take apart
        </a>
      )}
    </li>
  )
}

/** Whoever sees someone kept apart beside this person has read of them. */
const noteOthers = (ask: Ask, pairs: readonly PairOfRecords[], person: Person) => {
  const others = pairs.flatMap(({ first, second }) => [first.id, second.id]).filter((id) => id !== person.id)
  return noteReadings(ask.ctx, others, 'who may be here twice')
}

/** On a person's page: who may be the same person, what was made part of this record, and the way to merge by hand. */
export const showTwice = async (ask: Ask, person: Person) => {
  const { allianceId, clock, actor } = ask.ctx
  const read = await reading(ask.ctx, 'person.duplicates', async (tx) => ({
    pairs: await readPairs(tx, allianceId, {
      shown: 'now',
      day: today(clock),
      most: MOST,
      personId: person.id,
      apartOnly: seesApartOnly(actor),
    }),
    merges: await mergesInto(tx, allianceId, person.id),
  }))
  if (!read.ok) return null
  const { pairs, merges } = read.value
  await noteOthers(ask, pairs, person)
  return (
    <section class="digiknow-panel" aria-labelledby="twice">
      <header>
        <h2 id="twice">Here twice?</h2>
        {can(ask, 'person.merge') && (
          <a class="govuk-link" href={`${ask.base}/people/${person.reference}/merge`}>
            Find their other record
          </a>
        )}
      </header>
      <ul class="digiknow-plain digiknow-lines">
        {pairs.map((pair) => (
          <Likely ask={ask} person={person} pair={pair} />
        ))}
        {merges.map((merge) => (
          <Merged ask={ask} merge={merge} />
        ))}
      </ul>
      {pairs.length + merges.length === 0 && <p class="govuk-body">Nobody else here seems to be the same person.</p>}
    </section>
  )
}

/** On a request: someone who came by a form or through a partner may be known already. Nothing when nobody seems to be. */
export const showTwiceOnRequest = async (ask: Ask, request: { id: string }) => {
  const { allianceId, clock } = ask.ctx
  const read = await reading(ask.ctx, 'person.find', async (tx) => {
    const about = await tx
      .selectFrom('request')
      .innerJoin('person', (join) =>
        join.onRef('person.id', '=', 'request.person_id').onRef('person.alliance_id', '=', 'request.alliance_id'),
      )
      .select(['person.id', 'person.reference'])
      .where('request.alliance_id', '=', allianceId)
      .where('request.id', '=', request.id)
      .executeTakeFirst()
    const pairs = about
      ? await readPairs(tx, allianceId, { shown: 'now', day: today(clock), most: MOST, personId: about.id })
      : []
    return { about, pairs }
  })
  if (!read.ok || !read.value.about || read.value.pairs.length === 0) return null
  const { about, pairs } = read.value
  await noteOthers(ask, pairs, about)
  return (
    <section class="digiknow-panel" aria-labelledby="twice">
      <h2 id="twice">We may know them already</h2>
      <ul class="digiknow-plain digiknow-lines">
        {pairs.map((pair) => (
          <Likely ask={ask} person={about} pair={pair} />
        ))}
      </ul>
    </section>
  )
}
