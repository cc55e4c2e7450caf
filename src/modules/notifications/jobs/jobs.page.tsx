import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { formatDateTime, formatNumber, plural } from '#ui/format'
import { ActionButton, can, DenseTable } from '#ui/layout'
import type { WaysNow } from '../board/ways-now'
import { WaysPanel } from '../board/ways-panel'
import { type OwnJob, type TaskCount, TRIES_TO_WORRY } from './job.queries'
import { taskName } from './task-name'

export interface ClockJob {
  readonly task: string
  readonly next: Date | null
  readonly last: Date | null
}

export interface JobsView {
  readonly counts: readonly TaskCount[]
  readonly failing: readonly OwnJob[]
  readonly clock: readonly ClockJob[]
}

const Name = ({ ask, task }: { ask: Ask; task: string }) => (
  <th class="govuk-table__header" scope="row">
    {taskName(ask.house, task)}
  </th>
)

const nextTry = (job: OwnJob): string => {
  if (job.is_running) return 'Running now'
  return job.tries >= job.most_tries ? 'Given up' : formatDateTime(job.run_at)
}

const Failing = ({ ask, failing }: { ask: Ask; failing: readonly OwnJob[] }) => (
  <section class="digiknow-panel" aria-labelledby="failing">
    <h2 id="failing">Failed, and tried again</h2>
    {failing.length === 0 ? (
      <p class="govuk-body">
        Nothing. What fails is tried again by itself, each time after a longer wait, and shows here meanwhile.
      </p>
    ) : (
      <DenseTable label="What failed" heads={['Work', 'Tries', 'Next try', 'Why', 'Do it now']}>
        {failing.map((job) => (
          <tr>
            <Name ask={ask} task={job.task} />
            <td class="govuk-table__cell" data-label="Tries">
              {job.tries} of {job.most_tries}
            </td>
            <td class="govuk-table__cell" data-label="Next try">
              {nextTry(job)}
            </td>
            <td class="govuk-table__cell" data-label="Why">
              {job.why}
            </td>
            <td class="govuk-table__cell digiknow-act">
              {!job.is_shared && !job.is_running && can(ask, 'job.retry') && (
                <ActionButton
                  action={`${ask.base}/jobs/${job.id}/retry`}
                  label="Try again now"
                  fields={{ task: job.task }}
                  secondary
                />
              )}
            </td>
          </tr>
        ))}
      </DenseTable>
    )}
  </section>
)

const Waiting = ({ ask, counts }: { ask: Ask; counts: readonly TaskCount[] }) => (
  <section class="digiknow-panel" aria-labelledby="waiting">
    <h2 id="waiting">Waiting and running</h2>
    {counts.length === 0 ? (
      <p class="govuk-body">Nothing waits.</p>
    ) : (
      <DenseTable label="What waits and runs" heads={['Work', 'Waiting', 'Running', 'First is due']}>
        {counts.map(({ task, waiting, running, first }) => (
          <tr>
            <Name ask={ask} task={task} />
            <td class="govuk-table__cell" data-label="Waiting">
              {formatNumber(waiting)}
            </td>
            <td class="govuk-table__cell" data-label="Running">
              {formatNumber(running)}
            </td>
            <td class="govuk-table__cell" data-label="First is due">
              {formatDateTime(first)}
            </td>
          </tr>
        ))}
      </DenseTable>
    )}
  </section>
)

const ByTheClock = ({ ask, clock }: { ask: Ask; clock: readonly ClockJob[] }) => (
  <section class="digiknow-panel" aria-labelledby="clock">
    <h2 id="clock">Done by the clock</h2>
    <DenseTable label="What is done when" heads={['Work', 'Next', 'Last begun']}>
      {clock.map(({ task, next, last }) => (
        <tr>
          <Name ask={ask} task={task} />
          <td class="govuk-table__cell" data-label="Next">
            {next && formatDateTime(next)}
          </td>
          <td class="govuk-table__cell" data-label="Last begun">
            {last ? formatDateTime(last) : 'Not yet'}
          </td>
        </tr>
      ))}
    </DenseTable>
  </section>
)

/** The finding, first. */
const findingOf = (failing: readonly OwnJob[]): string => {
  const worrying = failing.filter(({ tries }) => tries >= TRIES_TO_WORRY).length
  if (worrying === 0) return 'Nothing is stuck.'
  return `${plural(worrying, 'piece')} of work ${worrying === 1 ? 'keeps' : 'keep'} failing.`
}

/** The work the program does by itself: what waits, what fails, what comes next. */
export const jobsPage = (ask: Ask, { counts, failing, clock }: JobsView, ways: WaysNow): Page =>
  staffPage(
    'Work in the background',
    <>
      <div class="digiknow-top">
        <h1 class="govuk-heading-l">Work in the background</h1>
        <p class="govuk-body govuk-!-margin-bottom-0">{findingOf(failing)}</p>
      </div>
      <div class="digiknow-half">
        <div class="digiknow-pile">
          <Failing ask={ask} failing={failing} />
          <Waiting ask={ask} counts={counts} />
          <ByTheClock ask={ask} clock={clock} />
        </div>
        <div class="digiknow-pile">
          <WaysPanel ask={ask} now={ways} />
        </div>
      </div>
    </>,
    { section: '/jobs' },
  )
