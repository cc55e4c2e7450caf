import { isOpen } from '#modules/helpline'
import { ifHeld } from '#platform/held'
import type { Ask } from '#platform/http/ask'
import type { PanelSpec } from '#platform/module'
import { reading } from '#platform/reading'
import { formatDate, formatDateTime } from '#ui/format'
import { ActionButton, can } from '#ui/layout'
import { type ChampionRecord, readChampion } from './champion.queries'
import { helpersOf, type MatchRecord, matchesOfRequest } from './match.queries'
import { StatusTag } from './status-tag'

const championWords = (champion: ChampionRecord): string => {
  if (champion.status === 'left') return `Was a champion until ${formatDate(champion.left_on ?? champion.applied_on)}`
  return champion.active_on ? `Champion since ${formatDate(champion.active_on)}` : `Applied on ${formatDate(champion.applied_on)}`
}

const Helper = ({ ask, match }: { ask: Ask; match: MatchRecord }) => (
  <p class="govuk-body">
    <a class="govuk-link" href={`${ask.base}/champions/${match.champion_reference}`}>
      {match.champion}
    </a>{' '}
    helps with{' '}
    <a class="govuk-link" href={`${ask.base}/requests/${match.request}`}>
      {match.request}
    </a>
  </p>
)

const onPerson: PanelSpec = {
  on: 'person',
  order: 20,
  action: 'champion.read',
  show: async (ask, person) => {
    const { allianceId } = ask.ctx
    const whose = { allianceId, on: 'person', id: person.id } as const
    const read = await reading(ask.ctx, 'champion.read', async (tx) => ({
      champion: await ifHeld(tx, whose, 'champion', () => readChampion(tx, allianceId, person.reference), undefined),
      helpers: await ifHeld(tx, whose, 'match', () => helpersOf(tx, allianceId, person.id), []),
    }))
    if (!read.ok) return null
    const { champion, helpers } = read.value
    const mayAdd = !champion && can(ask, 'champion.record')
    if (!champion && helpers.length === 0 && !mayAdd) return null
    return (
      <section class="digiknow-panel" aria-labelledby="champion-panel">
        <h2 id="champion-panel">{ask.alliance.championWord.replace(/^./, (first) => first.toUpperCase())}</h2>
        {champion && (
          <p class="govuk-body">
            <a class="govuk-link" href={`${ask.base}/champions/${champion.reference}`}>
              {championWords(champion)}
            </a>{' '}
            <StatusTag status={champion.status} />
          </p>
        )}
        {helpers.map((match) => (
          <Helper ask={ask} match={match} />
        ))}
        {mayAdd && (
          <a class="govuk-link" href={`${ask.base}/champions/new?person=${person.reference}`}>
            They want to be a champion
          </a>
        )}
      </section>
    )
  },
}

const Asked = ({ ask, match }: { ask: Ask; match: MatchRecord }) => (
  <li>
    <a class="govuk-link" href={`${ask.base}/champions/${match.champion_reference}`}>
      {match.champion}
    </a>{' '}
    <StatusTag status={match.status} />{' '}
    <span class="digiknow-soft-text">
      {formatDateTime(match.answered_at ?? match.asked_at)}
      {match.answer && `: ${match.answer}`}
    </span>
    <MatchButton ask={ask} match={match} />
  </li>
)

const MatchButton = ({ ask, match }: { ask: Ask; match: MatchRecord }) => {
  const at = `${ask.base}/requests/${match.request}/match/${match.id}`
  if (match.status === 'asked' && can(ask, 'match.withdraw'))
    return <ActionButton action={`${at}/withdraw`} label="Stop asking" secondary />
  if (match.status === 'accepted' && can(ask, 'match.end'))
    return <ActionButton action={`${at}/end`} label="They have finished" secondary />
  return null
}

const statusOf = (tx: Parameters<Parameters<typeof reading>[2]>[0], allianceId: string, id: string) =>
  tx.selectFrom('request').select('status').where('alliance_id', '=', allianceId).where('id', '=', id).executeTakeFirst()

const onRequest: PanelSpec = {
  on: 'request',
  order: 10,
  action: 'match.find',
  show: async (ask, request) => {
    const { allianceId } = ask.ctx
    const read = await reading(ask.ctx, 'match.find', async (tx) => ({
      matches: await matchesOfRequest(tx, allianceId, request.id),
      status: (await statusOf(tx, allianceId, request.id))?.status ?? '',
    }))
    if (!read.ok) return null
    const { matches, status } = read.value
    const free = isOpen(status) && !matches.some((match) => ['asked', 'accepted'].includes(match.status))
    if (matches.length === 0 && !free) return null
    return (
      <section class="digiknow-panel" aria-labelledby="match-panel">
        <h2 id="match-panel">Who helps</h2>
        <ul class="digiknow-plain digiknow-found digiknow-rows">
          {matches.map((match) => (
            <Asked ask={ask} match={match} />
          ))}
        </ul>
        {free && (
          <p class="govuk-body govuk-!-margin-bottom-0">
            {matches.length === 0 ? 'Nobody has been asked yet. ' : 'Nobody is helping now. '}
            <a class="govuk-link" href={`${ask.base}/requests/${request.reference}/match`}>
              Find a champion
            </a>
          </p>
        )}
      </section>
    )
  },
}

export const panels: readonly PanelSpec[] = [onPerson, onRequest]
