import { MATCH_STATUS, type MatchStatus } from '#modules/helpline'
import { Tag } from '#ui/govuk'
import { CHAMPION_STATUS, type ChampionStatus } from './champion.moves'

const COLOURS: Readonly<Record<string, string>> = {
  applied: 'blue',
  active: 'green',
  paused: 'yellow',
  asked: 'yellow',
  accepted: 'green',
}

/** A status in words; the colour only helps. */
export const StatusTag = ({ status }: { status: string }) => (
  <Tag classes={`govuk-tag--${COLOURS[status] ?? 'grey'}`}>
    {CHAMPION_STATUS[status as ChampionStatus] ?? MATCH_STATUS[status as MatchStatus] ?? status}
  </Tag>
)
