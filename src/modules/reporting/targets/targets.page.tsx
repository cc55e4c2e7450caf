import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { formatNumber, formatPercent } from '#ui/format'
import { Button, DateField, SelectField, TextField } from '#ui/govuk'
import { ActionButton, can, Form } from '#ui/layout'
import { figureOf, TARGETED } from '../figures'
import { periodQuery, periodWords } from '../period'
import type { Progress } from './target.queries'

const Row = ({ ask, target }: { ask: Ask; target: Progress }) => (
  <tr>
    <th class="govuk-table__header" scope="row">
      <a class="govuk-link" href={`${ask.base}/report?${periodQuery(target)}`}>
        {target.label}
      </a>
    </th>
    <td class="govuk-table__cell" data-label="What">
      {figureOf(target.figure).label}
    </td>
    <td class="govuk-table__cell" data-label="When">
      {periodWords(target)}
    </td>
    <td class="govuk-table__cell num" data-label="To reach">
      {formatNumber(target.value)}
    </td>
    <td class="govuk-table__cell num" data-label="So far">
      {formatNumber(target.reached)} ({formatPercent(target.reached / target.value)})
    </td>
    <td class="govuk-table__cell digiknow-act">
      {can(ask, 'target.remove') && (
        <ActionButton action={`${ask.base}/targets/${target.id}/remove`} label={`Remove “${target.label}”`} secondary />
      )}
    </td>
  </tr>
)

const SetTarget = ({ attempt }: { attempt: Attempt }) => (
  <section class="digiknow-panel" aria-labelledby="set">
    <h2 class="govuk-heading-m" id="set">
      Set a target
    </h2>
    <Form attempt={attempt}>
      <SelectField
        attempt={attempt}
        name="figure"
        label="What to count"
        options={TARGETED.map(({ code, label }) => ({ value: code, label }))}
        emptyLabel="Choose a figure"
      />
      <TextField attempt={attempt} name="label" label="Whose target it is" hint="Such as “The funder’s target”." />
      <TextField attempt={attempt} name="value" label="Number to reach" width={5} inputmode="numeric" />
      <DateField attempt={attempt} name="startsOn" legend="First day" />
      <DateField attempt={attempt} name="endsOn" legend="Last day" />
      <Button preventDoubleClick>Set this target</Button>
    </Form>
  </section>
)

/** Every target and how far it is, and the form for one more. */
export const targetsPage = (ask: Ask, targets: readonly Progress[], attempt: Attempt): Page =>
  staffPage(
    'Targets',
    <>
      <div class="digiknow-top">
        <h1 class="govuk-heading-l">Targets</h1>
      </div>
      <section class="digiknow-panel" aria-label="Targets">
        {targets.length === 0 ? (
          <p class="govuk-body">No targets yet. Set the first one below, and reports will show how far you are.</p>
        ) : (
          <table class="govuk-table digiknow-dense digiknow-stack">
            <thead>
              <tr>
                {['Target', 'What', 'When', 'To reach', 'So far'].map((head, at) => (
                  <th class={`govuk-table__header${at > 2 ? ' num' : ''}`} scope="col">
                    {head}
                  </th>
                ))}
                <th class="govuk-table__header" scope="col">
                  <span class="govuk-visually-hidden">Remove</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {targets.map((target) => (
                <Row ask={ask} target={target} />
              ))}
            </tbody>
          </table>
        )}
      </section>
      {can(ask, 'target.set') && <SetTarget attempt={attempt} />}
    </>,
    { section: '/targets' },
  )
