import type { ComponentChildren } from 'preact'
import { isRingDay, isRingingTime, londonTime, type OnShift, type Queue, type QueueRow } from '#modules/callbacks'
import { languageName, SafePlanTag, safeHours } from '#modules/people'
import { londonDate, today } from '#platform/clock'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { bankHoliday } from '#platform/working-days'
import { formatDay, formatTime, plural } from '#ui/format'
import { Button, Tag } from '#ui/govuk'
import { ActionButton, can, DenseTable, Form } from '#ui/layout'
import { dueBy } from './due-by'

export interface QueueView {
  readonly queue: Queue
  /** The place in the queue this page comes after, or null at the start. */
  readonly after: string | null
  readonly shift: readonly OnShift[]
  /** The person this worker has in hand, by reference. */
  readonly mine: { readonly person: string; readonly name: string } | null
  /** “Next call” was pressed, and there was nobody. */
  readonly nobody: boolean
}

/** What fell due in the night is for the day. */
const at = (moment: Date, ask: Ask): string =>
  isRingingTime(moment) ? `${dayOf(moment, ask)}, ${formatTime(londonTime(moment))}` : dayOf(moment, ask)

/** Any time of the day will do: the day says it. */
const isAnyTime = ({ due_from, due_until }: QueueRow): boolean =>
  due_until !== null && londonTime(due_from) === '09:00' && londonTime(due_until) === '19:00'

const dayOf = (moment: Date, ask: Ask): string => {
  const [day, now] = [londonDate(moment), today(ask.ctx.clock)]
  return day === now ? 'Today' : formatDay(day, now)
}

/** Where only some times are safe, those are what a worker has to know. */
const dueWords = (row: QueueRow, ask: Ask): string => {
  const { due_from, due_until, safe_windows } = row
  if (safe_windows.length > 0) return `Only ${safeHours(safe_windows)}`
  const by = dueBy(row)
  if (by) return `By ${formatDay(by, today(ask.ctx.clock))}`
  if (isAnyTime(row)) return dayOf(due_from, ask)
  return due_until ? `${at(due_from, ask)} to ${formatTime(londonTime(due_until))}` : at(due_from, ask)
}

const PRESSING: readonly (string | null)[] = [null, 'Soon', 'Now']

/** Why “Next call” passes over a row that could be rung. */
const Kept = ({ name, until }: { name: string; until: Date }) => (
  <>
    <Tag classes="govuk-tag--grey">Kept for {name}</Tag>{' '}
    <span class="digiknow-soft-text">until {formatTime(londonTime(until))}</span>
  </>
)

const stateOf = (row: QueueRow, ask: Ask): ComponentChildren => {
  if (row.held) return <Tag classes="govuk-tag--green">{row.held_by_reader ? 'You have them' : `${row.held} has them`}</Tag>
  if (!row.can_ring) return <Tag classes="govuk-tag--grey">Not by phone</Tag>
  if (row.due_from > ask.ctx.clock.now()) return null
  if (!row.in_window)
    return <Tag classes="govuk-tag--yellow">{row.safe_windows.length > 0 ? 'Not safe to ring now' : 'Too early or too late'}</Tag>
  if (row.kept_for) return <Kept name={row.kept_for} until={row.kept_until} />
  return row.priority > 0 ? <Tag classes="govuk-tag--red">{PRESSING[row.priority]}</Tag> : <Tag>Due</Tag>
}

const CELLS = ['Person', 'Why', 'When', 'Speaks', 'Rung so far', 'How it stands'] as const

/** Whom a colleague has in hand is theirs to ring. */
const canTake = (row: QueueRow, ask: Ask): boolean => can(ask, 'call-back.take') && (!row.held || row.held_by_reader)

const Row = ({ row, ask }: { row: QueueRow; ask: Ask }) => (
  <tr class="govuk-table__row">
    <th class="govuk-table__header" scope="row">
      {canTake(row, ask) ? (
        <Form action={`${ask.base}/call-backs/${row.id}/take`} class="digiknow-inline">
          <button type="submit" class="digiknow-change" data-module="govuk-button">
            {row.say_name}
          </button>
        </Form>
      ) : can(ask, 'call-back.take') ? (
        row.say_name
      ) : (
        row.person
      )}
      {row.for_name && can(ask, 'call.record') && <div class="digiknow-soft-text">For {row.for_name}</div>}
      {row.through && can(ask, 'call.record') && <div class="digiknow-soft-text">Through {row.through}</div>}
    </th>
    <td class="govuk-table__cell" data-label={CELLS[1]}>
      {row.why}
    </td>
    <td class="govuk-table__cell" data-label={CELLS[2]}>
      {dueWords(row, ask)}
    </td>
    <td class="govuk-table__cell" data-label={CELLS[3]}>
      {languageName(row.language)}
      {row.interpreter && ', with an interpreter'}
    </td>
    <td class="govuk-table__cell" data-label={CELLS[4]}>
      {row.tries > 0 && plural(row.tries, 'time')}
    </td>
    <td class="govuk-table__cell" data-label={CELLS[5]}>
      <span>
        {stateOf(row, ask)} {row.mine && <span class="digiknow-soft-text">Yours</span>} <SafePlanTag plan={row.safe_plan} />
        {!row.held && can(ask, 'call-back.call-off') && (
          <ActionButton action={`${ask.base}/call-backs/${row.id}/call-off`} label="Not needed" secondary />
        )}
      </span>
    </td>
  </tr>
)

const Table = ({ rows, ask, title }: { rows: readonly QueueRow[]; ask: Ask; title: string }) =>
  rows.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-s">{title}</h2>
      <DenseTable label={title} heads={CELLS}>
        {rows.map((row) => (
          <Row row={row} ask={ask} />
        ))}
      </DenseTable>
    </>
  )

const Next = ({ ask, view }: { ask: Ask; view: QueueView }) => {
  if (!can(ask, 'call-back.take')) return null
  return (
    <div class="digiknow-btns">
      <Form action={`${ask.base}/call-backs/next`} class="digiknow-inline">
        <Button preventDoubleClick attributes={{ 'data-key': 'q' }}>
          {view.mine ? `Go on with ${view.mine.name}` : 'Next call'} <kbd>Q</kbd>
        </Button>
      </Form>
      {view.mine && <ActionButton action={`${ask.base}/call-backs/put-back`} label="Put them back" secondary />}
      <a class="govuk-link" href={`${ask.base}/call-lists`}>
        Lists of people to ring
      </a>
    </div>
  )
}

/** On a day for which we promise no ring, whoever is at work may ring all the same. */
const RestDay = ({ ask }: { ask: Ask }) => {
  const day = today(ask.ctx.clock)
  if (isRingDay(day) || !isRingingTime(ask.ctx.clock.now()) || !can(ask, 'call-back.take')) return null
  const holiday = bankHoliday(day)
  return (
    <p class="govuk-body">
      {holiday
        ? `Today is a bank holiday (${holiday}): the call desk promises no rings for it.`
        : 'It is the weekend: the call desk promises no rings for it, except at times people chose as safe.'}{' '}
      “Next call” still gives you whoever is waiting, if you choose to ring.
    </p>
  )
}

const Shift = ({ ask, shift }: { ask: Ask; shift: readonly OnShift[] }) => (
  <section class="digiknow-panel" aria-labelledby="shift">
    <h2 id="shift">On shift today</h2>
    {shift.length === 0 && <p class="govuk-body">Nobody yet. Take the next call, and you are.</p>}
    <ul class="digiknow-plain digiknow-found">
      {shift.map(({ name, rang }) => (
        <li>
          {name} <span class="digiknow-soft-text">rang {plural(rang, 'person', 'people')} today</span>
        </li>
      ))}
    </ul>
    {shift.some(({ account_id }) => account_id === ask.ctx.actor.accountId) && (
      <ActionButton action={`${ask.base}/call-backs/off-shift`} label="End my shift" secondary />
    )}
  </section>
)

const Pages = ({ ask, view: { queue, after } }: { ask: Ask; view: QueueView }) =>
  queue.after || after ? (
    <nav class="digiknow-paging" aria-label="Pages">
      {after && (
        <a class="govuk-link" href={`${ask.base}/call-backs`}>
          Back to the start
        </a>
      )}
      {queue.after && (
        <a class="govuk-link" rel="next" href={`${ask.base}/call-backs?after=${queue.after}`}>
          Next page
        </a>
      )}
    </nav>
  ) : null

const Rows = ({ ask, view }: { ask: Ask; view: QueueView }) => {
  const now = ask.ctx.clock.now()
  const { rows, due } = view.queue
  return (
    <section class="digiknow-panel">
      {rows.length === 0 && (
        <p class="govuk-body">{view.after ? 'Nobody comes after these.' : 'No one is waiting for a call.'}</p>
      )}
      {rows.some(({ mine }) => mine) && (
        <p class="digiknow-soft-text">Of those that press as much as each other, yours come first.</p>
      )}
      <Table ask={ask} rows={rows.filter(({ due_from }) => due_from <= now)} title={`${due} due, the most pressing first`} />
      <Table ask={ask} rows={rows.filter(({ due_from }) => due_from > now)} title="Later" />
      <Pages ask={ask} view={view} />
    </section>
  )
}

/** Everyone we owe a call, the most pressing first; each worker is handed one at a time. */
export const queuePage = (ask: Ask, view: QueueView): Page =>
  staffPage(
    'Calls to make',
    <>
      <h1 class="govuk-heading-l">Calls to make</h1>
      {view.nobody && (
        <p class="govuk-body" role="status">
          Nobody can be rung right now. Look again later.
        </p>
      )}
      <RestDay ask={ask} />
      <Next ask={ask} view={view} />
      <div
        class="digiknow-queue-page"
        {...(can(ask, 'call.record') && {
          'data-live': `${ask.base}/live/calls`,
          'data-live-from': `${ask.base}/call-backs${view.after ? `?after=${view.after}` : ''}`,
        })}
      >
        <div id="queue-rows" data-live-part>
          <Rows ask={ask} view={view} />
        </div>
        <div id="queue-shift" data-live-part>
          <Shift ask={ask} shift={view.shift} />
        </div>
      </div>
    </>,
    { section: '/call-backs' },
  )
