import { languageName } from '#modules/people'
import { formatDistance, plural } from '#ui/format'
import { WEEKDAYS } from './champion'

export interface Point {
  readonly lat: number | null
  readonly lon: number | null
}

/** What matters of a request when someone is chosen to help with it. */
export interface Wanted extends Point {
  readonly personId: string
  readonly language: string
  readonly hasPhone: boolean
}

/** What matters of a champion when one is chosen. */
export interface Candidate extends Point {
  readonly personId: string
  readonly languages: readonly string[]
  readonly ways: readonly string[]
  readonly travelsKm: number
  readonly weekdays: readonly number[]
  readonly maxLearners: number
  /** Learners they support now, and people they have been asked about and not answered. */
  readonly learners: number
  readonly asked: number
  readonly declinedThis: boolean
}

export interface Reason {
  readonly good: boolean
  readonly words: string
}

interface Judged extends Reason {
  readonly points: number
}

export interface Ranked<C extends Candidate> {
  readonly champion: C
  readonly score: number
  readonly reasons: readonly Reason[]
}

export type LeftOut = 'themselves' | 'declined' | 'full'

const EARTH_KM = 6371
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** The distance over the ground in kilometres, or null when either place is not known. */
export const distanceKm = (one: Point, other: Point): number | null => {
  if (one.lat === null || one.lon === null || other.lat === null || other.lon === null) return null
  const [south, north] = [radians(one.lat), radians(other.lat)]
  const half = Math.sin((north - south) / 2) ** 2
  const across = Math.cos(south) * Math.cos(north) * Math.sin(radians(other.lon - one.lon) / 2) ** 2
  return 2 * EARTH_KM * Math.asin(Math.sqrt(half + across))
}

const language = (wanted: Wanted, champion: Candidate): Judged => {
  const name = languageName(wanted.language)
  return champion.languages.includes(wanted.language)
    ? { good: true, words: `Speaks ${name}`, points: 40 }
    : { good: false, words: `Does not speak ${name}: an interpreter may be needed`, points: 0 }
}

/** How far matters only to those who visit; near is best, and further than they travel counts against them. */
const distance = (wanted: Wanted, champion: Candidate): Judged => {
  if (!champion.ways.includes('in_person'))
    return { good: true, words: 'Helps from a distance, so how far does not matter', points: 10 }
  const km = distanceKm(wanted, champion)
  if (km === null) return { good: false, words: 'We do not know how far: a postcode is missing', points: 5 }
  const away = `${formatDistance(km * 1000)} away`
  if (km > champion.travelsKm)
    return { good: false, words: `${away}, further than they travel (${formatDistance(champion.travelsKm * 1000)})`, points: 0 }
  return { good: true, words: away, points: 30 - 20 * (km / Math.max(champion.travelsKm, 1)) }
}

const REMOTE = { phone: 'by phone', video: 'by video' } as const

const way = (wanted: Wanted, champion: Candidate): Judged => {
  const km = distanceKm(wanted, champion)
  const visits = champion.ways.includes('in_person') && (km === null || km <= champion.travelsKm)
  const remote = (['phone', 'video'] as const).filter((one) => champion.ways.includes(one))
  const usable = remote.filter((one) => one === 'video' || wanted.hasPhone)
  const ways = [...(visits ? ['in person'] : []), ...remote.map((one) => REMOTE[one])]
  if (ways.length === 0) return { good: false, words: 'Only helps in person, and that is too far', points: -20 }
  if (!visits && usable.length === 0)
    return { good: false, words: 'Only helps by phone, and we have no phone number', points: -20 }
  const last = ways.length > 1 ? ` and ${ways.at(-1)}` : ''
  return { good: true, words: `Can help ${last ? ways.slice(0, -1).join(', ') + last : ways[0]}`, points: visits ? 10 : 5 }
}

const availability = (champion: Candidate): Judged => {
  const days = [...new Set(champion.weekdays)].toSorted((one, other) => one - other).map((day) => WEEKDAYS[day - 1])
  if (days.length === 0) return { good: false, words: 'Has not said when they are free', points: 0 }
  if (days.length === 7) return { good: true, words: 'Free every day', points: 15 }
  const last = days.length > 1 ? ` and ${days.at(-1)}` : ''
  return {
    good: true,
    words: `Free on ${last ? days.slice(0, -1).join(', ') + last : days[0]}`,
    points: Math.min(15, 3 * days.length),
  }
}

const load = ({ learners, asked, maxLearners }: Candidate): Judged => ({
  good: true,
  words: `${learners} of ${plural(maxLearners, 'learner')} now${asked > 0 ? `, and asked about ${asked} more` : ''}`,
  points: 20 * (1 - (learners + asked) / maxLearners),
})

/** Why someone cannot be asked at all, or null. People asked about keep their place until they answer. */
export const leftOut = (wanted: Wanted, champion: Candidate): LeftOut | null => {
  if (champion.personId === wanted.personId) return 'themselves'
  if (champion.declinedThis) return 'declined'
  return champion.learners + champion.asked >= champion.maxLearners ? 'full' : null
}

const rank = <C extends Candidate>(wanted: Wanted, champion: C): Ranked<C> => {
  const judged = [
    language(wanted, champion),
    distance(wanted, champion),
    way(wanted, champion),
    availability(champion),
    load(champion),
  ]
  const score = Math.round(judged.reduce((sum, { points }) => sum + points, 0))
  return { champion, score, reasons: judged.map(({ good, words }) => ({ good, words })) }
}

/** The champions who could take a request, best first, with the reasons in words. Those who cannot be asked are not in it. */
export const rankChampions = <C extends Candidate>(wanted: Wanted, champions: readonly C[]): Ranked<C>[] =>
  champions
    .filter((champion) => leftOut(wanted, champion) === null)
    .map((champion) => rank(wanted, champion))
    .toSorted((one, other) => other.score - one.score)

/** How many were left out for each reason, in words: "2 are full, 1 has said no to this". */
export const leftOutWords = (wanted: Wanted, champions: readonly Candidate[]): string => {
  const reasons = champions.map((champion) => leftOut(wanted, champion))
  const count = (reason: LeftOut): number => reasons.filter((one) => one === reason).length
  const [full, declined] = [count('full'), count('declined')]
  return [
    full > 0 && `${full} ${full === 1 ? 'is' : 'are'} full`,
    declined > 0 && `${declined} ${declined === 1 ? 'has' : 'have'} said no to this`,
    count('themselves') > 0 && '1 is the person who asked',
  ]
    .filter(Boolean)
    .join(', ')
}
