import type { QueueRow } from '#modules/callbacks'
import { londonDate } from '#platform/clock'

/** The day by which we said we would ring, where that is a later one than the first we may; otherwise null. */
export const dueBy = ({ due_from, due_until }: Pick<QueueRow, 'due_from' | 'due_until'>): string | null => {
  if (!due_until) return null
  const last = londonDate(due_until)
  return last === londonDate(due_from) ? null : last
}
