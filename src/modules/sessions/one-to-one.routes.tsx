import { activeChampions, onlyTheirOwn, type ReachedRequest, reachLearner, reachRequest } from '#modules/champions'
import { isOpen } from '#modules/helpline'
import { londonDate, today } from '#platform/clock'
import type { Attempt } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { form, refused } from '#platform/http/routes'
import { mayMove } from '#platform/moves'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { RadiosField, TextField } from '#ui/govuk'
import { cancelSession } from './cancel-session'
import { type KnownSession, planSession } from './plan-session'
import { recordSession, recordUnplanned } from './record-session'
import { BECAUSE, cancelForm, planForm, recordForm, unplannedForm } from './session'
import { sessionMoves } from './session.moves'
import { openPlaces, readSession } from './session.queries'
import { GiverField, MinutesField, PlaceField, PractisedFields, sessionFormPage, WhenFields } from './session-fields'
import { wallTime } from './session-time'
import { aboutWords, whenWords } from './session-words'

/** The request that a page is about: by its own reference, or a learner's newest. */
const readRequest = (ask: Ask, action: 'session.plan' | 'session.record') =>
  reading(ask.ctx, action, (tx) => {
    const { allianceId, actor } = ask.ctx
    const { request, person } = ask.params
    return request ? reachRequest(tx, allianceId, actor, request) : reachLearner(tx, allianceId, actor, person ?? '')
  })

/** What the two selects offer: who may give it, and where. */
export const readChoices = async (ask: Ask) => {
  const { allianceId, actor, clock } = ask.ctx
  const read = await reading(ask.ctx, 'session.plan', async (tx) => ({
    champions: onlyTheirOwn(actor) ? [] : await activeChampions(tx, allianceId),
    places: await openPlaces(tx, allianceId, today(clock)),
  }))
  const { champions, places } = read.ok ? read.value : { champions: [], places: [] }
  return {
    champions: champions.map(({ reference, name }) => ({ value: reference, label: name })),
    places: places.map(({ id, name }) => ({ value: id, label: name })),
  }
}

const afterwards = (ask: Ask, { request, reference }: KnownSession): string => {
  if (onlyTheirOwn(ask.ctx.actor)) return '/my'
  return request ? `/requests/${request}` : `/sessions/${reference}`
}

const whom = (request: ReachedRequest): string => `${request.name}, ${request.reference}`

const planning = (path: string): Route[] =>
  form({
    path,
    action: 'session.plan',
    schema: planForm,
    fill: async (ask) => {
      const request = await readRequest(ask, 'session.plan')
      return request.ok
        ? { way: 'in_person', minutes: '60', date: today(ask.ctx.clock), champion: request.value.champion_reference ?? '' }
        : request
    },
    show: async (ask, attempt): Promise<Reply> => {
      const request = await readRequest(ask, 'session.plan')
      if (!request.ok) return refused(request)
      if (!isOpen(request.value.status)) return refused(refuse('moved-on'))
      const { champions, places } = await readChoices(ask)
      const props = {
        attempt,
        title: 'Plan a session',
        about: whom(request.value),
        button: 'Plan this session',
        section: '/requests',
      }
      return sessionFormPage(ask, {
        ...props,
        children: (
          <>
            <WhenFields attempt={attempt} />
            <MinutesField attempt={attempt} label="How long" />
            <PlaceField attempt={attempt} places={places} />
            {!onlyTheirOwn(ask.ctx.actor) && <GiverField attempt={attempt} champions={champions} />}
            <TextField attempt={attempt} name="title" label="What you plan to do (you can leave this empty)" />
          </>
        ),
      })
    },
    act: async (ask, input) => {
      const request = await readRequest(ask, 'session.plan')
      return request.ok ? planSession(ask.ctx, { ...input, request: request.value.reference }) : request
    },
    next: afterwards,
  })

const QUARTER = 15 * 60_000

/** An hour ago, to the quarter: when a session just over most likely began. */
const lately = (now: Date): Date => new Date(Math.floor((now.getTime() - 4 * QUARTER) / QUARTER) * QUARTER)

const recording = (path: string): Route[] =>
  form({
    path,
    action: 'session.record',
    schema: unplannedForm,
    fill: async (ask) => {
      const request = await readRequest(ask, 'session.record')
      if (!request.ok) return request
      const began = lately(ask.ctx.clock.now())
      const champion = request.value.champion_reference ?? ''
      return { way: 'in_person', date: londonDate(began), time: wallTime(began), minutes: '', champion }
    },
    show: async (ask, attempt): Promise<Reply> => {
      const request = await readRequest(ask, 'session.record')
      if (!request.ok) return refused(request)
      const { champions } = await readChoices(ask)
      const props = {
        attempt,
        title: 'Record a session',
        about: whom(request.value),
        button: 'Save this session',
        section: '/requests',
      }
      return sessionFormPage(ask, {
        ...props,
        children: (
          <>
            <WhenFields attempt={attempt} />
            <PractisedFields attempt={attempt} notes="How it went, and what to remember next time" />
            {!onlyTheirOwn(ask.ctx.actor) && <GiverField attempt={attempt} champions={champions} />}
          </>
        ),
      })
    },
    act: async (ask, input) => {
      const request = await readRequest(ask, 'session.record')
      return request.ok ? recordUnplanned(ask.ctx, { ...input, request: request.value.reference }) : request
    },
    next: afterwards,
  })

const sessionAt = (ask: Ask): string => ask.params.session ?? ''

/** The form of a move, for a session that can still make it. */
const onSession =
  (move: keyof typeof sessionMoves, title: string, button: string, fields: (attempt: Attempt) => ReturnType<typeof WhenFields>) =>
  async (ask: Ask, attempt: Attempt): Promise<Reply> => {
    const { allianceId, actor } = ask.ctx
    const read = await reading(ask.ctx, 'session.read', (tx) => readSession(tx, allianceId, actor, sessionAt(ask)))
    if (!read.ok) return refused(read)
    if (!mayMove(sessionMoves[move], read.value.status)) return refused(refuse('moved-on'))
    const about = `${aboutWords(read.value)}, ${whenWords(read.value)}`
    return sessionFormPage(ask, { attempt, title, about, button, children: fields(attempt) })
  }

const becauses = Object.entries(BECAUSE).map(([value, label]) => ({ value, label }))

const planned: Route[] = [
  ...form({
    path: '/sessions/:session/record',
    action: 'session.record',
    schema: recordForm,
    show: onSession('hold', 'Record how it went', 'Save this session', (attempt) => (
      <PractisedFields attempt={attempt} notes="How it went, and what to remember next time" />
    )),
    act: (ask, input) => recordSession(ask.ctx, { ...input, session: sessionAt(ask) }),
    next: afterwards,
  }),
  ...form({
    path: '/sessions/:session/cancel',
    action: 'session.cancel',
    schema: cancelForm,
    show: onSession('cancel', 'Cancel a session', 'Cancel this session', (attempt) => (
      <RadiosField attempt={attempt} name="because" legend="Why is it not happening?" options={becauses} />
    )),
    act: (ask, input) => cancelSession(ask.ctx, { ...input, session: sessionAt(ask) }),
    next: afterwards,
  }),
]

export const oneToOneRoutes: Route[] = [
  ...planning('/requests/:request/sessions/new'),
  ...planning('/my/learners/:person/sessions/new'),
  ...recording('/requests/:request/sessions/record'),
  ...recording('/my/learners/:person/sessions/record'),
  ...planned,
]
