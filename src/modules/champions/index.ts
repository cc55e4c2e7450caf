import { matchMoves } from '#modules/helpline'
import type { Module } from '#platform/module'
import { acceptLearner } from './accept-by-text'
import { championMoves } from './champion.moves'
import { championsImporter } from './champions-importer'
import { forgetMatches } from './forget'
import { panels } from './panels'
import { routes } from './routes'
import { stopMatches, stopMatchesUnheld } from './stop-for-person'
import { championAccepted, championAsked, learnerAlive, learnerDied, learnerEnded, learnerStopped } from './templates'
import { matchesToStop } from './would-stop'

export { acceptMatch, declineMatch, endMatch } from './answer-match'
export { askChampion } from './ask-champion'
export { type AskedOf, askedOf, type Learner, learnersOf } from './asked.queries'
export { type ChampionFacts, type ChampionKind, keysOf, listed, sentence, WAYS, type Way } from './champion'
export { activeChampions, type ChampionRecord, readChampion, readMe } from './champion.queries'
export { correctChampion } from './correct-champion'
export { helpersOf } from './match.queries'
export { activateChampion, leaveChampion, pauseChampion } from './move-champion'
export { myPage } from './my-frame'
export { onlyTheirOwn, type ReachedRequest, reachLearner, reachRequest } from './reach'
export { type RecordedChampion, recordChampion } from './record-champion'
export { type EndsFor, endsBecause, tellEnded } from './stop-for-person'

const why = (because: unknown): string => (because ? `: ${String(because).toLowerCase()}` : '')

export const champions: Module = {
  name: 'champions',
  forget: forgetMatches,
  stopsForPerson: stopMatches,
  consentWithdrawn: stopMatchesUnheld,
  wouldStop: matchesToStop,
  routes,
  statuses: { champion: championMoves, match: matchMoves },
  panels,
  importers: [championsImporter],
  templates: [championAsked, championAccepted, learnerDied, learnerEnded, learnerStopped, learnerAlive],
  answers: { 'accept-learner': acceptLearner },
  says: {
    'champion.record': () => 'Applied to be a champion',
    'champion.correct': () => 'Details as a champion put right',
    'champion.activate': () => 'Checked, trained and active as a champion',
    'champion.pause': () => 'Takes a break as a champion',
    'champion.resume': () => 'Back from a break as a champion',
    'champion.leave': () => 'Left as a champion',
    'match.ask': ({ champion, request }) => `${champion} was asked to help with ${request}`,
    'match.accept': ({ champion, request }) => `${champion} said yes to helping with ${request}`,
    'match.decline': ({ champion, request, because }) => `${champion} said no to ${request}: ${because}`,
    'match.withdraw': ({ champion, request, because }) => `${champion} is no longer asked about ${request}${why(because)}`,
    'match.end': ({ champion, request, because }) => `${champion} finished helping with ${request}${why(because)}`,
  },
  menu: [{ label: 'Champions', path: '/champions', action: 'champion.list', order: 40, homeOf: ['coordinator'] }],
}
