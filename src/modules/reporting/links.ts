import { may } from '#platform/access'
import type { Ask } from '#platform/http/ask'
import { type Period, periodQuery } from './period'

/** Where a figure leads: the records behind it for those who may see them, else how it is counted. */
export const figureHref = (ask: Ask, figure: string, period: Period, more: Record<string, string> = {}): string => {
  if (!may(ask.ctx.actor, 'report.records')) return `${ask.base}/report/how-we-count#${figure}`
  const rest = new URLSearchParams(more).toString()
  return `${ask.base}/report/records?figure=${figure}&${periodQuery(period)}${rest && `&${rest}`}`
}
