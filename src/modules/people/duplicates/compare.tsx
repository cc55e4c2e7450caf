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
const PHONES = bothOf(({ phones }) => phones.map(formatPhone).join(', '))
const KEPT = bothOf(({ requests, calls }) => `${plural(requests, 'request')}, ${plural(calls, 'call')}`)

/** What every two records have their own of tells nobody apart. */
const ofOwn = (lines: Line[]): Line[] => lines.map((one) => ({ ...one, differs: false }))

/** What two records say, line by line. */
export const linesOf = (first: Side, second: Side): Line[] => [
  ...line('Likes to be called', first.known_as, second.known_as),
  ...line('Born', String(first.birth_year ?? ''), String(second.birth_year ?? '')),
  ...PHONES(first, second, 'Phone'),
  ...line('Email', first.emails.join(', '), second.emails.join(', ')),
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
