import type { Tx } from '#platform/db'
import type { PanelSpec } from '#platform/module'
import { reading } from '#platform/reading'
import { formatDateTime } from '#ui/format'
import { AT_RISK, type AtRisk } from './concern'

/** A concern stays with the record it was raised about, since it is never changed: those of merged records are this person's too. */
const concernsAbout = (tx: Tx, allianceId: string, person: string) =>
  tx
    .selectFrom('concern as c')
    .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'c.person_id').onRef('p.alliance_id', '=', 'c.alliance_id'))
    .select(['c.id', 'c.raised_at', 'c.who_is_at_risk', 'p.id as person', 'p.reference'])
    .where('c.alliance_id', '=', allianceId)
    .where((row) => row.or([row('p.id', '=', person), row('p.merged_into', '=', person)]))
    .orderBy('c.raised_at', 'desc')
    .execute()

/** On a person's page, for the safeguarding leads alone: what was raised about them, under whichever record. */
export const concernsOfPerson: PanelSpec = {
  on: 'person',
  order: 2,
  action: 'concern.read',
  show: async (ask, person) => {
    const read = await reading(ask.ctx, 'concern.read', (tx) => concernsAbout(tx, ask.ctx.allianceId, person.id))
    if (!read.ok || read.value.length === 0) return null
    return (
      <section class="digiknow-panel" aria-labelledby="concerns">
        <h2 id="concerns">Concerns about them</h2>
        <ul class="digiknow-plain digiknow-lines">
          {read.value.map((concern) => (
            <li>
              <a class="govuk-link" href={`${ask.base}/concerns/${concern.id}`}>
                {formatDateTime(concern.raised_at)}
              </a>{' '}
              <span class="digiknow-soft-text">
                {AT_RISK[concern.who_is_at_risk as AtRisk]}
                {concern.person !== person.id && `, raised about ${concern.reference}, now part of this record`}
              </span>
            </li>
          ))}
        </ul>
      </section>
    )
  },
}
