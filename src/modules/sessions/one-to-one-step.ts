import { helpersOf, keysOf, WAYS } from '#modules/champions'
import { may } from '#platform/access'
import { clockTime } from '#platform/clock-time'
import type { Work } from '#platform/command'
import type { Tx } from '#platform/db'
import type { Ask } from '#platform/http/ask'
import type { CallOffer, CallStep, CallTaken } from '#platform/module'
import { done, refuse } from '#platform/outcome'
import { planSession } from './plan-session'

const ONE_TO_ONE = 'one-to-one '
/** As long as one usually is; the champion writes down afterwards how long it was. */
const USUAL_MINUTES = 60

const TIME = clockTime('Enter the time, such as 13:30 or 1.30pm')

/** A session of their own, one way or another: with a champion who helps them, where one does; else with nobody named yet. */
export const oneToOneOffers = async (tx: Tx, { ctx }: Ask, person: string | null): Promise<CallOffer[]> => {
  const { allianceId, actor } = ctx
  if (!may(actor, 'session.plan')) return []
  const helpers = person ? await helpersOf(tx, allianceId, person) : []
  const names = helpers.map(({ champion }) => champion)
  const whom = names.length > 0 ? `with ${[...new Set(names)].toSorted().join(' or ')}` : 'with nobody named yet'
  return keysOf(WAYS).map((way) => ({
    value: ONE_TO_ONE + way,
    label: `One to one ${whom}, ${WAYS[way].toLowerCase()}`,
  }))
}

/** Plans it for the day and time the worker gave; null when something else was chosen. */
export const planOneToOne = async (work: Work, taken: CallTaken): Promise<Awaited<ReturnType<CallStep['take']>> | null> => {
  const { choice, request, person, on, words } = taken
  const way = keysOf(WAYS).find((one) => choice === ONE_TO_ONE + one)
  if (!way) return null
  const time = TIME.safeParse(taken.time)
  if (!time.success) return refuse('no-time', time.error.issues[0]?.message ?? '', 'time')
  if (!request) return refuse('no-request', 'Choose what it is about first')
  const helpers = await helpersOf(work.tx, work.allianceId, person.id)
  const helper = helpers.find((one) => one.request_id === request.id) ?? helpers[0]
  const champion = helper?.champion_reference ?? null
  const planned = await planSession.within(work, {
    request: request.reference,
    way,
    date: on,
    time: time.data,
    minutes: USUAL_MINUTES,
    title: words,
    place: null,
    champion,
  })
  if (!planned.ok) return planned
  const nextAction = champion ? 'Ask how their session went' : 'Find who gives their session'
  return done({ nextAction, nextActionOn: champion ? on : work.today }, ...planned.happened)
}
