import type { ComponentChildren } from 'preact'
import { formatDate, formatPhone, plural } from '#ui/format'
import type { Side } from './pair.queries'

export interface Line {
  readonly label: string
  readonly first: ComponentChildren
  readonly second: ComponentChildren
  /** Whether the two say different things. */
  readonly differs: boolean
}

const line = (label: string, one: string, other: string): Line[] =>
  one === '' && other === '' ? [] : [{ label, first: one, second: other, differs: one !== '' && other !== '' && one !== other }]

const bothOf = (pick: (side: Side) => string) => (first: Side, second: Side, label: string) =>
  line(label, pick(first), pick(second))

const WHERE = bothOf(({ ward, postcode }) => [postcode, ward].filter(Boolean).join(', '))

/** Where a safe contact plan says how they are reached, nothing else is read off here to ring or to write to: only whether it is the same. */
const ways = (
  first: Side,
  second: Side,
  label: string,
  of: (side: Side) => readonly string[],
  say = (way: string) => way,
): Line[] => {
  const [one, other] = [of(first), of(second)]
  if (!(first.safe_plan || second.safe_plan)) return line(label, one.map(say).join(', '), other.map(say).join(', '))
  if (one.length === 0 || other.length === 0) return []
  const isShared = one.some((way) => other.includes(way))
  return [{ label, first: 'Not shown here', second: isShared ? 'The same' : 'Another', differs: !isShared }]
}
const KEPT = bothOf(({ requests, calls }) => `${plural(requests, 'request')}, ${plural(calls, 'call')}`)

/** What every two records have their own of tells nobody apart. */
const ofOwn = (lines: Line[]): Line[] => lines.map((one) => ({ ...one, differs: false }))

/** What two records say, line by line. */
export const linesOf = (first: Side, second: Side): Line[] => [
  ...line('Likes to be called', first.known_as, second.known_as),
  ...line('Born', String(first.birth_year ?? ''), String(second.birth_year ?? '')),
  ...ways(first, second, 'Phone', ({ phones }) => phones, formatPhone),
  ...ways(first, second, 'Email', ({ emails }) => emails),
  ...WHERE(first, second, 'Lives'),
  ...ofOwn(line('Known since', formatDate(first.created_on), formatDate(second.created_on))),
  ...ofOwn(KEPT(first, second, 'Here for')),
]

interface CompareProps {
  caption: string
  first: ComponentChildren
  second: ComponentChildren
  /** The names again, for a phone, where each row is a card. */
  labels: readonly [string, string]
  lines: readonly Line[]
}

/** Two records side by side; what they say differently is marked, in words for those who do not see it. */
export const Compare = ({ caption, first, second, labels, lines }: CompareProps) => (
  <table class="govuk-table digiknow-dense digiknow-stack digiknow-compare">
    <caption class="govuk-visually-hidden">{caption}</caption>
    <thead>
      <tr>
        <td />
        <th scope="col">{first}</th>
        <th scope="col">{second}</th>
      </tr>
    </thead>
    <tbody>
      {lines.map(({ label, differs, ...sides }) => (
        <tr class={differs ? 'is-different' : undefined}>
          <th scope="row">
            {label}
            {differs && <span class="govuk-visually-hidden"> (not the same)</span>}
          </th>
          <td data-label={labels[0]}>{sides.first}</td>
          <td data-label={labels[1]}>{sides.second}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
