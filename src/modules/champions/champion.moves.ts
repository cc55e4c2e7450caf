import { moves } from '#platform/moves'

export type ChampionStatus = 'applied' | 'active' | 'paused' | 'left'

export const championMoves = moves<ChampionStatus>()({
  activate: { from: ['applied'], to: 'active' },
  pause: { from: ['active'], to: 'paused' },
  resume: { from: ['paused'], to: 'active' },
  leave: { from: ['applied', 'active', 'paused'], to: 'left' },
})

export const CHAMPION_STATUS: Readonly<Record<ChampionStatus, string>> = {
  applied: 'Applied',
  active: 'Active',
  paused: 'Taking a break',
  left: 'Left',
}
