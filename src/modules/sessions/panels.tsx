import type { ComponentChildren } from 'preact'
import { isOpen } from '#modules/helpline'
import { ifHeld } from '#platform/held'
import type { Ask } from '#platform/http/ask'
import type { PanelSpec } from '#platform/module'
import { reading } from '#platform/reading'
import { formatMinutes, plural } from '#ui/format'
import { can } from '#ui/layout'
import { heldBy, plannedOf, type SessionRecord, sessionsOfPerson, sessionsOfRequest, timeGiven } from './session.queries'
import { SessionTag, wayWords, whenWords } from './session-words'

const Line = ({ ask, session, words }: { ask: Ask; session: SessionRecord; words: ComponentChildren }) => (
  <li>
    <a class="govuk-link" href={`${ask.base}/sessions/${session.reference}`}>
      {whenWords(session)}
    </a>{' '}
    <SessionTag session={session} /> <span class="digiknow-soft-text">{words}</span>
  </li>
)

const withWhom = (session: SessionRecord): string =>
  [session.title, wayWords(session.way), session.champion, session.minutes && formatMinutes(session.minutes)]
    .filter(Boolean)
    .join(', ')

const onPerson: PanelSpec = {
  on: 'person',
  order: 30,
  action: 'session.read',
  show: async (ask, person) => {
    const { allianceId } = ask.ctx
    const read = await reading(ask.ctx, 'session.read', (tx) =>
      ifHeld(
        tx,
        { allianceId, on: 'person', id: person.id },
        'attendance',
        () => sessionsOfPerson(tx, allianceId, person.id),
        [],
      ),
    )
    if (!read.ok || read.value.length === 0) return null
    return (
      <section class="digiknow-panel" aria-labelledby="session-panel">
        <h2 id="session-panel">Sessions</h2>
        <ul class="digiknow-plain digiknow-found">
          {read.value.map((session) => (
            <Line ask={ask} session={session} words={withWhom(session)} />
          ))}
        </ul>
      </section>
    )
  },
}

const onRequest: PanelSpec = {
  on: 'request',
  order: 30,
  action: 'session.read',
  show: async (ask, request) => {
    const { allianceId } = ask.ctx
    const read = await reading(ask.ctx, 'session.read', async (tx) => ({
      sessions: await sessionsOfRequest(tx, allianceId, request.id),
      status: await tx
        .selectFrom('request')
        .select('status')
        .where('alliance_id', '=', allianceId)
        .where('id', '=', request.id)
        .executeTakeFirst(),
    }))
    if (!read.ok) return null
    const { sessions, status } = read.value
    const open = isOpen(status?.status ?? '') && can(ask, 'session.plan')
    if (sessions.length === 0 && !open) return null
    return (
      <section class="digiknow-panel" aria-labelledby="session-panel">
        <h2 id="session-panel">Sessions</h2>
        {sessions.length === 0 && <p class="govuk-body">None planned or held yet.</p>}
        <ul class="digiknow-plain digiknow-found">
          {sessions.map((session) => (
            <Line ask={ask} session={session} words={withWhom(session)} />
          ))}
        </ul>
        {open && (
          <div class="digiknow-btns">
            <a class="govuk-link" href={`${ask.base}/requests/${request.reference}/sessions/new`}>
              Plan a session
            </a>
            <a class="govuk-link" href={`${ask.base}/requests/${request.reference}/sessions/record`}>
              Record one that has happened
            </a>
          </div>
        )}
      </section>
    )
  },
}

const onChampion: PanelSpec = {
  on: 'champion',
  order: 30,
  action: 'session.read',
  show: async (ask, champion) => {
    const { allianceId } = ask.ctx
    const read = await reading(ask.ctx, 'session.read', async (tx) => ({
      planned: await plannedOf(tx, allianceId, champion.id),
      held: await heldBy(tx, allianceId, champion.id),
      given: await timeGiven(tx, allianceId, champion.id),
    }))
    if (!read.ok) return null
    const { planned, held, given } = read.value
    return (
      <section class="digiknow-panel" aria-labelledby="session-panel">
        <h2 id="session-panel">
          {given.sessions === 0
            ? 'No sessions held yet'
            : `${plural(given.sessions, 'session')}, ${formatMinutes(given.minutes)} given`}
        </h2>
        <ul class="digiknow-plain digiknow-found">
          {[...planned, ...held].map((session) => (
            <Line ask={ask} session={session} words={session.kind === 'group' ? session.title : session.learner} />
          ))}
        </ul>
      </section>
    )
  },
}

export const panels: readonly PanelSpec[] = [onPerson, onRequest, onChampion]
