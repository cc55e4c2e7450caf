import { z } from 'zod'
import type { Command } from '#platform/command'
import { needed } from '#platform/fields'
import type { Ask, Reply } from '#platform/http/ask'
import { button, form, page, refused } from '#platform/http/routes'
import { isId } from '#platform/ids'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { acceptMatch, declineForm, declineMatch, endMatch, withdrawMatch } from './answer-match'
import { askChampion } from './ask-champion'
import { suggestChampions } from './candidates.queries'
import { declinePage } from './decline.page'
import { matchPage } from './match.page'
import { isAskedOf, matchesOfRequest } from './match.queries'

const requestAt = (ask: Ask): string => ask.params.request ?? ''
const matchAt = (ask: Ask) => ({ match: ask.params.match ?? '' })
const requestPage = (_ask: Ask, { request }: { request: string }): string => `/requests/${request}`

const showMatch = async (ask: Ask): Promise<Reply> => {
  const { allianceId } = ask.ctx
  const read = await reading(ask.ctx, 'match.find', async (tx) => {
    const found = await suggestChampions(tx, allianceId, requestAt(ask))
    return found && { found, matches: await matchesOfRequest(tx, allianceId, found.request.id) }
  })
  if (!read.ok) return refused(read)
  const open = read.value.matches.find(({ status }) => status === 'asked' || status === 'accepted')
  return matchPage(ask, read.value.found, open)
}

const onRequest = (word: string, command: Command<{ match: string }, { request: string }>) =>
  button({
    path: `/requests/:request/match/:match/${word}`,
    action: command.action,
    schema: z.object({}),
    act: (ask) => command(ask.ctx, matchAt(ask)),
    next: requestPage,
  })

/** An empty form about a match this champion can answer. */
const asked = async (ask: Ask) => {
  const { match } = matchAt(ask)
  if (!isId(match)) return refuse('not-found')
  const read = await reading(ask.ctx, 'match.decline', (tx) => isAskedOf(tx, ask.ctx.allianceId, ask.ctx.actor, match))
  return read.ok ? {} : read
}

export const matchRoutes = [
  page('/requests/:request/match', 'match.find', showMatch),
  button({
    path: '/requests/:request/match',
    action: 'match.ask',
    schema: z.object({ champion: needed('Choose a champion', 20) }),
    act: (ask, { champion }) => askChampion(ask.ctx, { champion, request: requestAt(ask) }),
    next: requestPage,
  }),
  onRequest('withdraw', withdrawMatch),
  onRequest('end', endMatch),
  button({
    path: '/my/asked/:match/accept',
    action: 'match.accept',
    schema: z.object({}),
    act: (ask) => acceptMatch(ask.ctx, matchAt(ask)),
    next: () => '/my',
  }),
  ...form({
    path: '/my/asked/:match/decline',
    action: 'match.decline',
    schema: declineForm,
    fill: asked,
    show: declinePage,
    act: (ask, answer) => declineMatch(ask.ctx, { ...answer, ...matchAt(ask) }),
    next: () => '/my',
  }),
]
