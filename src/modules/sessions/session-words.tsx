import { WAYS, type Way } from '#modules/champions'
import { londonDate } from '#platform/clock'
import { formatDateShort, formatMinutes } from '#ui/format'
import { Tag } from '#ui/govuk'
import { SESSION_STATUS } from './session.moves'
import type { SessionRecord } from './session.queries'
import { timeWords } from './session-time'

export const wayWords = (way: string): string => WAYS[way as Way] ?? way

/** "25 Nov 2025, 10am to 11am". */
export const whenWords = ({ starts_at, ends_at }: Pick<SessionRecord, 'starts_at' | 'ends_at'>, today?: string): string =>
  `${formatDateShort(londonDate(starts_at), today)}, ${timeWords(starts_at)} to ${timeWords(ends_at)}`

export const minutesBetween = ({ starts_at, ends_at }: Pick<SessionRecord, 'starts_at' | 'ends_at'>): string =>
  formatMinutes((ends_at.getTime() - starts_at.getTime()) / 60_000)

/** What a session is, in a line: its title, or with whom. */
export const aboutWords = (session: SessionRecord): string =>
  session.kind === 'group' ? session.title : `With ${session.learner ?? 'a learner'}`

const COLOURS = { planned: 'blue', held: 'green', cancelled: 'grey' } as const

export const SessionTag = ({ session }: { session: Pick<SessionRecord, 'status'> }) => (
  <Tag classes={`govuk-tag--${COLOURS[session.status]}`}>{SESSION_STATUS[session.status]}</Tag>
)
