import { daysBetween, formatDateShort, plural } from '#ui/format'
import { Tag } from '#ui/govuk'
import { REQUEST_STATUSES, type RequestStatus } from './request.moves'

const COLOURS: Readonly<Partial<Record<string, string>>> = {
  waiting: 'govuk-tag--yellow',
  done: 'govuk-tag--green',
  closed: 'govuk-tag--grey',
}

/** The word for a status. */
export const statusWord = (status: string): string => REQUEST_STATUSES[status as RequestStatus] ?? status

export const RequestTag = ({ status }: { status: string }) => <Tag classes={COLOURS[status]}>{statusWord(status)}</Tag>

/** "12 Dec", "today", or "3 days late": late is read from the clock, never stored. */
export const dueWords = (on: string, today: string): string => {
  const late = daysBetween(on, today)
  if (late > 0) return `${plural(late, 'day')} late`
  return late === 0 ? 'today' : formatDateShort(on, today)
}

export const Due = ({ on, today }: { on: string; today: string }) => (
  <span class={on < today ? 'digiknow-late' : undefined}>{dueWords(on, today)}</span>
)
