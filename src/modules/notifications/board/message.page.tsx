import type { ComponentChildren } from 'preact'
import type { Action } from '#platform/access'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import type { TimelineEvent } from '#platform/module'
import { type Move, mayMove } from '#platform/moves'
import { formatDateTime } from '#ui/format'
import { ActionButton, can, Timeline } from '#ui/layout'
import { canPrint } from '#ui/paper'
import { NotOnPaper } from '../letters/on-paper'
import { messageMoves } from '../message.moves'
import { languageName } from '../templates/language-name'
import { Look } from '../templates/looks'
import type { Form } from '../templates/render'
import { CARRIERS } from '../ways/carriers'
import type { AboutLink } from './about.queries'
import type { MessageRecord } from './message.queries'
import { PersonLink } from './person-link'
import { StatusTag } from './status-tag'
import { masked, RECEIPTS, tellsWhat, WAYS } from './words'

export interface MessageView {
  readonly message: MessageRecord
  readonly about: readonly AboutLink[]
  readonly events: readonly TimelineEvent[]
}

type Decision = readonly [label: string, path: string, action: Action, move: Move<string>]

const DECISIONS: readonly Decision[] = [
  ['It went', 'went', 'message.went', messageMoves.believe],
  ['Send it again', 'again', 'message.send-again', messageMoves.tryAgain],
  ['Ring them instead', 'call', 'message.call-instead', messageMoves.cancel],
  ['Do not send it', 'leave', 'message.leave', messageMoves.cancel],
]

/** What a failed message told its person has gone on another way; only one to an account may be sent again. */
const isOpen = ({ status, person_id, send_before }: MessageRecord, [, path, , move]: Decision): boolean => {
  if (!mayMove(move, status)) return false
  if (path === 'again') return send_before === null && (status === 'unsure' || person_id === null)
  return path !== 'call' || person_id !== null
}

const Decisions = ({ ask, message }: { ask: Ask; message: MessageRecord }) => {
  const open = DECISIONS.filter((decision) => isOpen(message, decision) && can(ask, decision[2]))
  if (open.length === 0) return null
  return (
    <div class="digiknow-btns">
      {open.map(([label, path], at) => (
        <ActionButton
          action={`${ask.base}/messages/${message.id}/${path}`}
          label={label}
          secondary={at > 0 || message.status !== 'unsure'}
        />
      ))}
    </div>
  )
}

/** Nobody knows whether it went: how a person finds out. */
const Unsure = ({ message }: { message: MessageRecord }) =>
  message.status === 'unsure' ? (
    <div class="digiknow-note digiknow-note--heed">
      <p>
        We do not know whether this went, so it is not sent again by itself. Look for it at{' '}
        {CARRIERS[message.provider ?? ''] ?? 'the one who carries it'} by our reference <code>{message.id}</code>, or ask the
        person. Then say what you found.
      </p>
    </div>
  ) : null

const Words = ({ ask, one }: { ask: Ask; one: MessageRecord['carried'][number] }) => {
  const template = ask.house.templates.get(one.template)
  const language = one.language ?? 'en'
  const version = `language=${language}&version=${one.number ?? 0}`
  const says = one.number === null ? 'our plain English' : `version ${one.number} in ${languageName(language)}`
  return (
    <>
      {template?.when ?? one.template}:{' '}
      {template && can(ask, 'template.read') ? (
        <a class="govuk-link" href={`${ask.base}/templates/${one.template}?${version}`}>
          {says}
        </a>
      ) : (
        says
      )}
      <br />
    </>
  )
}

const dateOf = (moment: Date | null): ComponentChildren => moment && formatDateTime(moment)

/** When it goes next; what we print goes when somebody prints it, and what goes at once has no time (minus infinity). */
const goesAt = ({ status, provider, next_try_at: at }: MessageRecord): ComponentChildren =>
  status === 'planned' && provider !== 'print' && Number.isFinite(Number(at)) && dateOf(at)

const factsOf = (ask: Ask, { message, about }: MessageView): [string, ComponentChildren][] => [
  [
    'To',
    <>
      <PersonLink ask={ask} person={message.person} />
      {can(ask, 'person.read') && message.name && `, ${message.name}`}
    </>,
  ],
  ['Where', masked(message.way, message.address)],
  [
    'About',
    about.map(({ label, path }) => (
      <>
        <a class="govuk-link" href={ask.base + path}>
          {label}
        </a>{' '}
      </>
    )),
  ],
  ['By', CARRIERS[message.provider ?? ''] ?? message.provider],
  ['Words', message.carried.map((one) => <Words ask={ask} one={one} />)],
  ['Written', dateOf(message.created_at)],
  ['Goes', goesAt(message)],
  ['Sent', dateOf(message.sent_at)],
  ['Arrived', dateOf(message.delivered_at)],
  ['Failed', dateOf(message.failed_at)],
  ['Tries', message.tries > 1 && message.tries],
  ['In the way', message.failure],
]

const isThere = ([, value]: [string, ComponentChildren]): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value))

const Facts = ({ ask, view }: { ask: Ask; view: MessageView }) => (
  <section class="digiknow-panel digiknow-who">
    <h1 class="govuk-heading-m">{titleOf(ask, view.message)}</h1>
    <p>
      <StatusTag status={view.message.status} />
    </p>
    <Unsure message={view.message} />
    <dl class="digiknow-dl">
      {factsOf(ask, view)
        .filter(isThere)
        .map(([term, value]) => (
          <>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </>
        ))}
    </dl>
    <Decisions ask={ask} message={view.message} />
  </section>
)

const titleOf = ({ house }: Ask, message: MessageRecord): string =>
  `${WAYS[message.way]}: ${tellsWhat(house.templates, { ...message, templates: message.carried.map(({ template }) => template) })}`

const Said = ({ message }: { message: MessageRecord }) => (
  <section class="digiknow-panel" aria-labelledby="said">
    <h2 id="said">What it says</h2>
    {message.body === '' || message.send_before !== null ? (
      <p class="govuk-body">Its words are not shown: they are for that person alone, and are forgotten once it has gone.</p>
    ) : (
      <>
        {message.way === 'letter' && !canPrint(message) && <NotOnPaper language={message.language} />}
        <Look form={message.way as Form} message={message} language={message.language} />
      </>
    )}
  </section>
)

const Receipts = ({ message }: { message: MessageRecord }) =>
  message.receipts.length > 0 ? (
    <section class="digiknow-panel" aria-labelledby="receipts">
      <h2 id="receipts">What its carrier told us</h2>
      <ul class="digiknow-plain digiknow-rows digiknow-told">
        {message.receipts.map(({ status, at }) => (
          <li>
            {RECEIPTS[status] ?? status}, {formatDateTime(at)}
          </li>
        ))}
      </ul>
    </section>
  ) : null

/** One message: to whom, why, which words, and what came of it. */
export const messagePage = (ask: Ask, view: MessageView): Page =>
  staffPage(
    titleOf(ask, view.message),
    <div class="digiknow-half">
      <div class="digiknow-pile">
        <Facts ask={ask} view={view} />
        <Said message={view.message} />
      </div>
      <div class="digiknow-pile">
        <Receipts message={view.message} />
        <section class="digiknow-panel" aria-labelledby="timeline">
          <h2 id="timeline">Timeline</h2>
          <Timeline events={view.events} say={ask.house.say} />
        </section>
      </div>
    </div>,
    { section: '/messages' },
  )
