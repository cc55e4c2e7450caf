import { z } from 'zod'
import { readPerson } from '#modules/people'
import { addDays, today } from '#platform/clock'
import { words } from '#platform/fields'
import type { Attempt } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { button, form, page, refused } from '#platform/http/routes'
import { isId } from '#platform/ids'
import { mayMove } from '#platform/moves'
import { type Outcome, refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { readTimeline } from '#platform/timeline'
import { listRoute } from '#ui/layout'
import { callsOf } from '../calls/call.queries'
import { closeForm, closeRequest } from './close-request'
import { planRequest, stepSeen } from './plan-request'
import { recordRequest } from './record-request'
import { reopenRequest } from './reopen-request'
import { nextStepForm, requestForm } from './request'
import { OPEN, type RequestStatus, requestMoves } from './request.moves'
import { requestPage } from './request.page'
import { type RequestRecord, readRequest } from './request.queries'
import { closePage, newRequestPage, type StepPage, stepPage } from './request-forms.page'
import { requestList } from './request-list'
import { takeRequest } from './take-request'
import { waitRequest } from './wait-request'

const requestAsked = (ask: Ask) =>
  reading(ask.ctx, 'request.read', (tx) => readRequest(tx, ask.ctx.allianceId, ask.params.request ?? ''))

const showRequest = async (ask: Ask): Promise<Reply> => {
  const read = await requestAsked(ask)
  if (!read.ok) return refused(read)
  const request = read.value
  const calls = reading(ask.ctx, 'call.read', (tx) => callsOf(tx, ask.ctx.allianceId, { 'c.request_id': request.id }, 20))
  const [panels, events, log] = await Promise.all([
    ask.house.panels('request', ask, request),
    readTimeline(ask.ctx, { type: 'request', id: request.id }),
    calls,
  ])
  return requestPage(ask, { request, panels, events, calls: log.ok ? log.value : [] })
}

const personAsked = (ask: Ask) =>
  reading(ask.ctx, 'person.read', (tx) => readPerson(tx, ask.ctx.allianceId, String(ask.query.person ?? '')))

const showNew = async (ask: Ask, attempt: Attempt): Promise<Reply> => {
  const read = await personAsked(ask)
  if (!read.ok) return refused(read)
  const { name, reference, safe_contact: safeContact } = read.value
  return newRequestPage(ask, attempt, { name, safeContact, from: `/people/${reference}` })
}

const aboutOf = (request: RequestRecord) => ({
  name: request.name,
  safeContact: request.safe_contact,
  from: `/requests/${request.reference}`,
})

const next = (_ask: Ask, request: { readonly reference: string }): string => `/requests/${request.reference}`

type Act<I> = (ask: Ask, id: string, input: I) => Promise<Outcome<{ readonly reference: string }>>

/** Finds the request in the address, then acts on it; not found is said the same way for other alliances' requests. */
const onRequest =
  <I,>(act: Act<I>) =>
  async (ask: Ask, input: I) => {
    const read = await requestAsked(ask)
    return read.ok ? act(ask, read.value.id, input) : read
  }

/** A form's page, for a request it can still be sent about. */
const showOn =
  (from: readonly RequestStatus[], show: (ask: Ask, attempt: Attempt, request: RequestRecord) => Reply) =>
  async (ask: Ask, attempt: Attempt): Promise<Reply> => {
    const read = await requestAsked(ask)
    if (!read.ok) return refused(read)
    return mayMove({ from }, read.value.status) ? show(ask, attempt, read.value) : refused(refuse('moved-on'))
  }

const STEP_FROM: Readonly<Record<StepPage, readonly RequestStatus[]>> = {
  plan: OPEN,
  wait: requestMoves.wait.from,
  reopen: requestMoves.reopen.from,
}

const stepForm = nextStepForm.extend({ seenAs: words(250).optional() })

const stepRoutes = (which: StepPage, act: Act<z.output<typeof stepForm>>): Route[] =>
  form({
    path: `/requests/:request/${which}`,
    action: `request.${which}`,
    schema: stepForm,
    fill: async (ask) => {
      const read = await requestAsked(ask)
      if (!read.ok) return read
      const step = { nextAction: read.value.next_action ?? '', nextActionOn: read.value.next_action_on ?? '' }
      return which === 'plan' ? { ...step, seenAs: stepSeen(read.value) } : {}
    },
    show: showOn(STEP_FROM[which], (ask, attempt, request) => stepPage(ask, attempt, aboutOf(request), which)),
    act: onRequest(act),
    next,
  })

const seenOwner = z.preprocess((text) => (isId(text) ? text : null), z.string().nullable())

export const requestRoutes: readonly Route[] = [
  listRoute(requestList),
  ...form({
    path: '/requests/new',
    action: 'request.record',
    schema: requestForm,
    fill: (ask) => ({ nextActionOn: addDays(today(ask.ctx.clock), 1) }),
    show: showNew,
    act: async (ask, input) => {
      const read = await personAsked(ask)
      return read.ok ? recordRequest(ask.ctx, { ...input, personId: read.value.id, source: 'desk' }) : read
    },
    next,
  }),
  page('/requests/:request', 'request.read', showRequest),
  ...stepRoutes('plan', (ask, id, input) => planRequest(ask.ctx, { ...input, id })),
  ...stepRoutes('wait', (ask, id, input) => waitRequest(ask.ctx, { ...input, id })),
  ...stepRoutes('reopen', (ask, id, input) => reopenRequest(ask.ctx, { ...input, id })),
  button({
    path: '/requests/:request/take',
    action: 'request.take',
    schema: z.object({ seenOwner }),
    act: onRequest<{ seenOwner: string | null }>((ask, id, input) => takeRequest(ask.ctx, { ...input, id })),
    next,
  }),
  ...form({
    path: '/requests/:request/close',
    action: 'request.close',
    schema: closeForm,
    show: showOn(requestMoves.close.from, (ask, attempt, request) => closePage(ask, attempt, aboutOf(request))),
    act: onRequest<z.output<typeof closeForm>>((ask, id, input) => closeRequest(ask.ctx, { ...input, id })),
    next,
  }),
]
