import { formatDate, formatNumber, formatPercent, monthShort, plainDate, plural } from '#ui/format'
import { FIGURES, type FigureValues, figureWords, isSomething } from './figures'
import type { Period } from './period'
import type { Said, SkillChange, WardCount } from './report.queries'
import type { Progress } from './targets/target.queries'

/** Headings and sentences made from the figures: they say what was counted, and claim nothing else. */

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`

export const headline = (values: FigureValues): string => {
  const { value } = values.supported
  return value === 0 ? 'Nobody is recorded as supported in these days' : `${plural(value, 'person', 'people')} supported`
}

/** "In the same days: 900 sessions, 400 helpline calls and 34 partners."; empty when there was nothing else. */
export const alongside = (values: FigureValues): string => {
  const shown = FIGURES.filter(({ code }) => ['sessions', 'calls', 'loans', 'partners', 'champions'].includes(code))
  const said = shown
    .filter((figure) => isSomething(figure, values[figure.code]))
    .map((figure) => figureWords(figure, values[figure.code]))
  return said.length === 0 ? '' : `In the same days there ${said[0]?.startsWith('1 ') ? 'was' : 'were'} ${listed(said)}.`
}

/** What is said beside a target: met, or how much is missing. */
export const targetSentence = ({ value, reached, to }: Progress, today: string): string => {
  if (reached >= value) return 'Met.'
  const missing = formatNumber(Math.ceil(value - reached))
  return to < today ? `${missing} short.` : `${missing} to go.`
}

/** What a running total says: of its target, or how far it came. */
export const trendFinding = (target: Progress | undefined, total: number, { to }: Period, today: string): string => {
  if (!target)
    return to < today
      ? `${plural(total, 'person', 'people')} by ${formatDate(to)}`
      : `${plural(total, 'person', 'people')} so far`
  if (target.reached >= target.value) return 'We reached the target'
  return target.to < today ? 'We did not reach the target' : 'We are on the way to the target'
}

/** The quarter with most people: "Most came in the quarter from Jul 2026". */
export const quarterFinding = (points: readonly { readonly x: string; readonly y: number }[]): string => {
  const most = points.reduce<{ x: string; y: number } | null>((best, point) => (point.y > (best?.y ?? 0) ? point : best), null)
  if (!most) return ''
  const { month, year } = plainDate(most.x)
  return `Most people came in the quarter from ${monthShort(month)} ${year}`
}

/** "Skills and confidence is named most" or, when over half say so, "Most people name skills and confidence". */
export const saidFinding = (rows: readonly Said[], people: number, label: (code: string) => string): string => {
  const [first, second] = rows
  if (!first || people === 0) return ''
  const name = label(first.code)
  if (first.people * 2 > people) return `Most people name ${name.charAt(0).toLowerCase()}${name.slice(1)}`
  return second?.people === first.people ? 'No one reason stands out' : `${name} is named most`
}

/** How few wards hold half of the people we can place: "Half of them live in 6 of 21 wards". */
export const wardFinding = (wards: readonly WardCount[]): string => {
  const total = wards.reduce((sum, { people }) => sum + people, 0)
  if (total === 0) return ''
  let [sum, count] = [0, 0]
  for (const { people } of wards.toSorted((one, other) => other.people - one.people)) {
    if (sum * 2 >= total) break
    sum += people
    count += 1
  }
  return `Half of them live in ${count} of ${plural(wards.length, 'ward')}`
}

export const skillFinding = (skills: readonly SkillChange[]): string => {
  const sum = (key: 'asked' | 'before' | 'after') => skills.reduce((total, skill) => total + skill[key], 0)
  const asked = sum('asked')
  if (asked === 0) return ''
  return `Could do alone: ${formatPercent(sum('before') / asked)} of skills before, ${formatPercent(sum('after') / asked)} after`
}

/** Where the colours of a ward map begin: at fifths of what the wards have, rising and never twice the same. */
export const wardSteps = (wards: readonly WardCount[]): number[] => {
  const sorted = wards.map(({ people }) => people).toSorted((one, other) => one - other)
  const at = (share: number): number => sorted[Math.floor(share * sorted.length)] ?? 0
  return [...new Set([0.2, 0.4, 0.6, 0.8].map(at))].filter((step) => step > (sorted[0] ?? 0))
}

/** The target line of a chart that starts at nought on the period's first day, up to the last day shown. */
export const targetLine = (target: Progress, { from, to }: Period, days: (a: string, b: string) => number) => {
  const end = target.to < to ? target.to : to
  const whole = days(from, target.to) || 1
  return [
    { x: from, y: 0 },
    { x: end, y: Math.round((target.value * days(from, end)) / whole) },
  ]
}
