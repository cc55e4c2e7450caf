import { isOpen } from '#modules/helpline'
import type { Tx } from '#platform/db'
import type { Ask } from '#platform/http/ask'
import type { PanelSpec } from '#platform/module'
import { reading } from '#platform/reading'
import { formatDate } from '#ui/format'
import { FOUNDATION } from './framework'
import { readChecks, type TakenCheck } from './skill.queries'
import { ANSWERS, MOMENTS, type Moment, soFar, whatChanged } from './skill-check'

type Checks = Partial<Record<Moment, TakenCheck>>

const Steps = ({ before, after }: Checks) => (
  <details class="govuk-details">
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">Each first step</span>
    </summary>
    <table class="govuk-table digiknow-dense">
      <thead>
        <tr>
          <th class="govuk-table__header" scope="col">
            First step
          </th>
          {before && (
            <th class="govuk-table__header" scope="col">
              {MOMENTS.before}
            </th>
          )}
          {after && (
            <th class="govuk-table__header" scope="col">
              {MOMENTS.after}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {FOUNDATION.map(({ code, name }) => (
          <tr>
            <th class="govuk-table__header" scope="row">
              {name}
            </th>
            {[before, after].map(
              (check) => check && <td class="govuk-table__cell">{ANSWERS[check.answers[code] ?? 'not_yet']}</td>,
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </details>
)

const Link = ({ ask, request, moment, label }: { ask: Ask; request: string; moment: Moment; label: string }) => (
  <a class="govuk-link" href={`${ask.base}/requests/${request}/skills/${moment}`}>
    {label}
  </a>
)

const Check = ({ moment, check }: { moment: Moment; check: TakenCheck }) => (
  <p class="govuk-body govuk-!-margin-bottom-1">
    {MOMENTS[moment]}, {formatDate(check.taken_on)}: {soFar(check.answers)}
  </p>
)

const statusOf = async (tx: Tx, allianceId: string, id: string): Promise<string> => {
  const query = tx.selectFrom('request').select('status').where('alliance_id', '=', allianceId).where('id', '=', id)
  return (await query.executeTakeFirst())?.status ?? ''
}

/** What the learner could do before and after, and what changed, in words. */
export const skillPanel: PanelSpec = {
  on: 'request',
  order: 40,
  action: 'skill.check',
  show: async (ask, request) => {
    const read = await reading(ask.ctx, 'skill.check', async (tx) => ({
      checks: await readChecks(tx, ask.ctx.allianceId, request.id),
      status: await statusOf(tx, ask.ctx.allianceId, request.id),
    }))
    if (!read.ok) return null
    const { before, after } = read.value.checks
    // Once a request is closed it is too late to ask how things were at the start.
    const atStart = !before && !after && isOpen(read.value.status)
    return (
      <section class="digiknow-panel" aria-labelledby="skill-panel">
        <h2 id="skill-panel">Skills</h2>
        {before && after && (
          <p class="govuk-body">
            <b>{whatChanged(before.answers, after.answers)}</b>
          </p>
        )}
        {before && <Check moment="before" check={before} />}
        {after && <Check moment="after" check={after} />}
        {(before || after) && <Steps {...read.value.checks} />}
        <div class="digiknow-btns">
          {atStart && <Link ask={ask} request={request.reference} moment="before" label="Skill check at the start" />}
          {!after && <Link ask={ask} request={request.reference} moment="after" label="Skill check at the end" />}
        </div>
      </section>
    )
  },
}
