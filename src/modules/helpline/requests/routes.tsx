import { z } from 'zod'
import { nextWorkingDay } from '#modules/callbacks'
import { besideEach, type LikelyPerson, likelyOthers, reachPart, readPerson } from '#modules/people'
import { today } from '#platform/clock'
import { words } from '#platform/fields'
import type { Attempt } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { button, form, page, refused } from '#platform/http/routes'
import { isId } from '#platform/ids'
import { mayMove } from '#platform/moves'
import { type Outcome, type Refusal, refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { byName, byRow } from '#platform/take-turns'
import { readTimeline } from '#platform/timeline'
import { listRoute } from '#ui/layout'
import { callsOf } from '../calls/call.queries'
import { closeForm, closeRequest } from './close-request'
import { dutyPage } from './duty.page'
import { type EditInput, editForm, editRequest, inWords } from './edit-request'
import { forgottenList } from './forgotten-list'
import { dutyForm, putOnDuty, readDuty } from './on-duty'
import { deskAccounts } from './owner'
import { planRequest, stepSeen } from './plan-request'
import { recordRequest } from './record-request'
import { reopenRequest } from './reopen-request'
import { nextStepForm, requestForm } from './request'
import { OPEN, type RequestStatus, requestMoves } from './request.moves'
import { requestPage } from './request.page'
import { ownerNow, type RequestRecord, readRequest } from './request.queries'
import { closePage, type EditPage, editPage, newRequestPage, type StepPage, stepPage } from './request-forms.page'
import { requestList } from './request-list'
import { takeRequest } from './take-request'
import { askerToTell } from './tell-asker'
import { triageForm, triageRequest } from './triage-request'
import { waitForm, waitRequest } from './wait-request'

const requestAsked = (ask: Ask) =>
  reading(ask.ctx, 'request.read', (tx) => readRequest(tx, ask.ctx.allianceId, ask.params.request ?? ''))

const showRequest = async (ask: Ask): Promise<Reply> => {
  const read = await requestAsked(ask)
  if (!read.ok) return refused(read)
  const request = read.value
  const calls = reading(ask.ctx, 'call.read', (tx) => callsOf(tx, ask.ctx.allianceId, { 'c.request_id': request.id }, 20))
  const [reach, panels, events, log] = await Promise.all([
    reachPart(ask, request.person_id, `request ${request.reference}`),
    ask.house.panels('request', ask, request),
    readTimeline(ask.ctx, { type: 'request', id: request.id }),
    calls,
  ])
  return requestPage(ask, { request, reach, panels, events, calls: log.ok ? log.value : [] })
}

const personAsked = (ask: Ask) =>
  reading(ask.ctx, 'person.read', (tx) => readPerson(tx, ask.ctx.allianceId, String(ask.query.person ?? '')))

const showNew = async (ask: Ask, attempt: Attempt): Promise<Reply> => {
  const read = await personAsked(ask)
  if (!read.ok) return refused(read)
  const { id, name, reference } = read.value
  return newRequestPage(ask, attempt, { name, reach: await reachPart(ask, id, 'a new request'), from: `/people/${reference}` })
}

const aboutOf = async (ask: Ask, request: RequestRecord) => ({
  name: request.name,
  reach: await reachPart(ask, request.person_id, `request ${request.reference}`),
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
  (from: readonly RequestStatus[], show: (ask: Ask, attempt: Attempt, request: RequestRecord) => Promise<Reply> | Reply) =>
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

const planForm = nextStepForm.extend({ seenAs: words(250).optional() })

/** What the step's form starts from: the plan there is, or nothing. */
const stepNow = (which: StepPage, request: RequestRecord): Record<string, string> =>
  which === 'plan' ? { nextAction: request.next_action ?? '', nextActionOn: request.next_action_on ?? '' } : {}

const stepRoutes = <I,>(which: StepPage, schema: z.ZodType<I>, act: Act<I>): Route[] =>
  form({
    path: `/requests/:request/${which}`,
    action: `request.${which}`,
    schema,
    edits: which === 'plan' ? byRow('request', 'reference', 'request') : undefined,
    fill: async (ask) => {
      const read = await requestAsked(ask)
      return read.ok ? stepNow(which, read.value) : read
    },
    show: showOn(STEP_FROM[which], async (ask, attempt, request) =>
      stepPage(ask, attempt, await aboutOf(ask, request), which, stepSeen(request)),
    ),
    act: onRequest(act),
    next,
  })

const editNow = (ask: Ask, request: RequestRecord, which: EditPage): Record<string, string | string[]> => ({
  ...{ words: request.words, needs: request.needs, barriers: request.barriers, theme: request.theme ?? '' },
  // Whoever looks at a new one says whose it is, and most often it is theirs.
  owner: ownerNow(request) ?? (which === 'triage' ? ask.ctx.actor.accountId : '') ?? '',
  ...{ nextAction: request.next_action ?? '', nextActionOn: request.next_action_on ?? '' },
})

const BY_FORM: readonly string[] = ['public_form', 'partner']

/** A form makes a record without looking: whom we know who may be that person. On a call the worker was asked already. */
const maybeKnown = async (ask: Ask, request: RequestRecord): Promise<readonly LikelyPerson[]> => {
  if (!BY_FORM.includes(request.source)) return []
  const read = await reading(ask.ctx, 'person.recognise', (tx) => likelyOthers(tx, ask.ctx.allianceId, request.person_id))
  return read.ok ? read.value : []
}

/** Whoever saves second sees what the first one changed, and keeps their own words. */
const editRoutes = (which: EditPage, from: readonly RequestStatus[], act: Act<EditInput>): Route[] =>
  form({
    path: `/requests/:request/${which}`,
    action: `request.${which}`,
    schema: which === 'triage' ? triageForm : editForm,
    edits: byRow('request', 'reference', 'request'),
    fill: async (ask) => {
      const read = await requestAsked(ask)
      return read.ok ? editNow(ask, read.value, which) : read
    },
    show: async (ask, attempt) => {
      const accounts = await reading(ask.ctx, 'request.read', (tx) => deskAccounts(tx, ask.ctx.allianceId))
      if (!accounts.ok) return refused(accounts)
      // With something to put right, what was typed is shown again as long as the request can be saved at all.
      return showOn(attempt.errors.length > 0 ? OPEN : from, async (_ask, _attempt, request) => {
        const likely = which === 'triage' ? await maybeKnown(ask, request) : []
        const parts = { accounts: accounts.value, likely, beside: await besideEach(ask, request.person, likely) }
        return editPage(ask, inWords(attempt, accounts.value), await aboutOf(ask, request), which, parts)
      })(ask, attempt)
    },
    act: onRequest(act),
    next,
  })

const dutyNow = async (ask: Ask): Promise<{ account: string } | Refusal> => {
  const read = await reading(ask.ctx, 'duty.set', (tx) => readDuty(tx, ask.ctx.allianceId))
  return read.ok ? { account: read.value } : read
}

const showDuty = async (ask: Ask, attempt: Attempt): Promise<Reply> => {
  const read = await reading(ask.ctx, 'duty.set', (tx) => deskAccounts(tx, ask.ctx.allianceId))
  return read.ok ? dutyPage(ask, attempt, read.value) : refused(read)
}

const saysWhatItSaw = (body: unknown): boolean => typeof body === 'object' && body !== null && 'seen' in body

const seenOwner = z.preprocess((text) => (isId(text) ? text : null), z.string().nullable())

export const requestRoutes: readonly Route[] = [
  listRoute(requestList),
  listRoute(forgottenList),
  ...form({
    path: '/requests/new',
    action: 'request.record',
    schema: requestForm,
    fill: (ask) => ({ nextActionOn: nextWorkingDay(today(ask.ctx.clock)) }),
    show: showNew,
    act: async (ask, input) => {
      const read = await personAsked(ask)
      return read.ok ? recordRequest(ask.ctx, { ...input, personId: read.value.id, source: 'desk' }) : read
    },
    next,
  }),
  ...form({
    path: '/requests/duty',
    action: 'duty.set',
    schema: dutyForm,
    edits: byName('duty'),
    fill: dutyNow,
    show: showDuty,
    act: (ask, input) => putOnDuty(ask.ctx, input),
    next: () => '/requests',
  }),
  page('/requests/:request', 'request.read', showRequest),
  ...stepRoutes('plan', planForm, (ask, id, input) => planRequest(ask.ctx, { ...input, id })),
  ...stepRoutes('wait', waitForm, (ask, id, input) => waitRequest(ask.ctx, { ...input, id })),
  ...stepRoutes('reopen', nextStepForm, (ask, id, input) => reopenRequest(ask.ctx, { ...input, id })),
  ...editRoutes('triage', requestMoves.triage.from, (ask, id, input) =>
    triageRequest(ask.ctx, {
      ...{ ...input, id, hasSeen: saysWhatItSaw(ask.body) },
      ...{ stops: ask.house.stopsForPerson, withdrawn: ask.house.consentWithdrawn },
    }),
  ),
  ...editRoutes('edit', OPEN, (ask, id, input) => editRequest(ask.ctx, { ...input, id })),
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
    show: showOn(requestMoves.close.from, async (ask, attempt, request) =>
      closePage(ask, attempt, await aboutOf(ask, request), askerToTell(request)),
    ),
    act: onRequest<z.output<typeof closeForm>>((ask, id, input) => closeRequest(ask.ctx, { ...input, id })),
    next,
  }),
]
