import type { ComponentChildren } from 'preact'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import type { TimelineEvent } from '#platform/module'
import { formatDate, formatDateShort, plural } from '#ui/format'
import { ActionButton, can, Scroll, Timeline } from '#ui/layout'
import { choices, type DeviceKind, KINDS, kindWord } from '../stock/device'
import type { Placed } from './line'
import { placeWords } from './order'
import { WAITING_STATUSES, type WaitingStatus } from './waiting.moves'
import type { WaitingLine } from './waiting.queries'

const TONES: Partial<Record<WaitingStatus, string>> = {
  offered: 'govuk-tag--green',
  missed: 'govuk-tag--yellow',
  done: 'govuk-tag--grey',
  left: 'govuk-tag--grey',
}

export const WaitingTag = ({ status }: { status: string }) => (
  <strong class={`govuk-tag ${TONES[status as WaitingStatus] ?? ''}`}>{WAITING_STATUSES[status as WaitingStatus]}</strong>
)

export const wishWords = (kind: string | null): string => (kind ? KINDS[kind as DeviceKind] : 'Any device')

/** Where they stand in line and why; for those not in line, how they stand. */
export const lineWords = ({ waits, place }: Placed, today: string): string => {
  if (place !== null) return placeWords(place, waits, today)
  if (waits.status === 'offered')
    return `${waits.device ?? 'A device'} is kept until ${waits.held_until ? formatDateShort(waits.held_until, today) : 'collected'}`
  return waits.status === 'missed' ? 'Ask if they still want one' : ''
}

const whenWords = ({ waits, place, expected }: Placed, today: string): string => {
  if (waits.status === 'offered') return 'Now'
  if (place === null) return ''
  if (expected === null) return 'Nothing is due back yet'
  return expected <= today ? 'Now' : `About ${formatDateShort(expected, today)}`
}

const borrowerHref = (ask: Ask, waits: WaitingLine): string =>
  waits.person ? `${ask.base}/people/${waits.person}` : `${ask.base}/partners/${waits.partner_id}`

const Who = ({ ask, waits }: { ask: Ask; waits: WaitingLine }): ComponentChildren =>
  waits.person || waits.partner_id ? (
    <a class="govuk-link" href={borrowerHref(ask, waits)}>
      {waits.borrower}
    </a>
  ) : (
    waits.borrower
  )

const HEADS = ['Place in line', 'Who', 'Wants', 'Where', 'A device', 'How it stands']

const Row = ({ ask, placed, today }: { ask: Ask; placed: Placed; today: string }) => {
  const { waits } = placed
  return (
    <tr>
      <th class="govuk-table__header" scope="row">
        <a class="govuk-link" href={`${ask.base}/waiting-list/${waits.reference}`}>
          {lineWords(placed, today) || waits.reference}
        </a>
      </th>
      <td class="govuk-table__cell" data-label="Who">
        <Who ask={ask} waits={waits} />
      </td>
      <td class="govuk-table__cell" data-label="Wants">
        {wishWords(waits.kind)}
      </td>
      <td class="govuk-table__cell" data-label="Where">
        {waits.place}
      </td>
      <td class="govuk-table__cell" data-label="A device">
        {whenWords(placed, today)}
      </td>
      <td class="govuk-table__cell" data-label="How it stands">
        <WaitingTag status={waits.status} />
      </td>
    </tr>
  )
}

const finding = (line: readonly Placed[]): string => {
  const many = line.filter(({ waits }) => waits.status === 'waiting').length
  return many === 0 ? 'Nobody is waiting for a device' : `${plural(many, 'person waits', 'people wait')} for a device`
}

const KindLinks = ({ ask, kind }: { ask: Ask; kind: string }) => (
  <nav aria-label="Kinds of device" class="digiknow-btns digiknow-kinds">
    {[{ value: '', label: 'All kinds' }, ...choices(KINDS)].map(({ value, label }) => (
      <a class="govuk-link" href={`${ask.base}/waiting-list?kind=${value}`} aria-current={value === kind ? 'true' : undefined}>
        {value === kind ? <b>{label}</b> : label}
      </a>
    ))}
  </nav>
)

/** The list in line, each place with what it was given for. */
export const waitingListPage = (ask: Ask, line: readonly Placed[], kind: string, today: string): Page =>
  staffPage(
    'Waiting list',
    <>
      <div class="digiknow-top">
        <h1 class="govuk-heading-l">{finding(line)}</h1>
      </div>
      <p class="govuk-body digiknow-soft-text">
        First come the ones who have waited longest. What someone needs it for may count as days waited already: the number is
        beside their place. Nobody is passed by someone who joined long after.
      </p>
      <KindLinks ask={ask} kind={kind} />
      <div class="digiknow-panel">
        {line.length === 0 ? (
          <p class="govuk-body">
            Open a person, a request or a partner, and choose “Waiting list”. They will show here in their turn.
          </p>
        ) : (
          <Scroll label="Waiting list">
            <table class="govuk-table digiknow-dense digiknow-stack">
              <thead>
                <tr>
                  {HEADS.map((head) => (
                    <th class="govuk-table__header" scope="col">
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {line.map((placed) => (
                  <Row ask={ask} placed={placed} today={today} />
                ))}
              </tbody>
            </table>
          </Scroll>
        )}
      </div>
    </>,
    { section: '/waiting-list' },
  )

const facts = (ask: Ask, placed: Placed, today: string): [string, ComponentChildren][] => {
  const { waits } = placed
  const rows: [string, ComponentChildren][] = [
    ['Who', <Who ask={ask} waits={waits} />],
    ['Wants', wishWords(waits.kind)],
    ['For', waits.said_as],
    ['Collects at', waits.place],
    ['Joined', formatDate(waits.joined_on)],
    ['Place in line', lineWords(placed, today)],
    ['A device', whenWords(placed, today)],
    [
      'Kept for them',
      waits.loan && (
        <a class="govuk-link" href={`${ask.base}/loans/${waits.loan}`}>
          {waits.device}, {waits.loan}
        </a>
      ),
    ],
    ['Notes', waits.notes],
  ]
  return rows.filter(([, value]) => Boolean(value))
}

const Ways = ({ ask, waits }: { ask: Ask; waits: WaitingLine }) => {
  const base = `${ask.base}/waiting-list/${waits.reference}`
  const open = ['waiting', 'offered', 'missed'].includes(waits.status)
  return (
    <div class="digiknow-btns">
      {waits.loan && can(ask, 'loan.collect') && (
        <a class="govuk-button" href={`${ask.base}/loans/${waits.loan}/collect`}>
          Hand it over
        </a>
      )}
      {waits.status === 'missed' && can(ask, 'waiting.rejoin') && (
        <ActionButton action={`${base}/rejoin`} label="They still want one" />
      )}
      {waits.status === 'offered' && can(ask, 'waiting.decline') && (
        <ActionButton action={`${base}/decline`} label="Not this one: keep their place" secondary />
      )}
      {open && can(ask, 'waiting.leave') && <ActionButton action={`${base}/leave`} label="Take them off the list" secondary />}
    </div>
  )
}

interface WaitingPageProps {
  placed: Placed
  reach: ComponentChildren
  events: readonly TimelineEvent[]
  today: string
}

/** One place on the list: what is wanted, where it stands and why, and what may be done now. */
export const waitingPage = (ask: Ask, { placed, reach, events, today }: WaitingPageProps): Page =>
  staffPage(
    `Waiting list ${placed.waits.reference}`,
    <div class="digiknow-half">
      <section class="digiknow-panel digiknow-who">
        <h1 class="govuk-heading-m">
          {placed.waits.borrower} waits for {placed.waits.kind ? `a ${kindWord(placed.waits.kind)}` : 'a device'}
        </h1>
        <p>
          <WaitingTag status={placed.waits.status} />
        </p>
        {reach}
        <dl class="digiknow-dl">
          {facts(ask, placed, today).map(([term, value]) => (
            <>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </>
          ))}
        </dl>
        <Ways ask={ask} waits={placed.waits} />
      </section>
      <section class="digiknow-panel" aria-labelledby="timeline">
        <h2 id="timeline">Timeline</h2>
        <Timeline events={events} say={ask.house.say} />
      </section>
    </div>,
    { section: '/waiting-list' },
  )
