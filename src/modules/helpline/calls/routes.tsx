import { nextWorkingDay, owedTo, ringDayFrom } from '#modules/callbacks'
import { reachFor, readPerson } from '#modules/people'
import { may } from '#platform/access'
import { addDays, today } from '#platform/clock'
import type { Attempt } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { liveRoute } from '#platform/http/live'
import { form, page, refused } from '#platform/http/routes'
import { isId } from '#platform/ids'
import { done, type Outcome, type Refusal } from '#platform/outcome'
import { reading } from '#platform/reading'
import { readTimeline } from '#platform/timeline'
import { listRoute } from '#ui/layout'
import { openAtDesk } from '../requests/request.queries'
import { type CallInput, callForm, isSeenFirst, NEW_REQUEST } from './call'
import { callDeskPage } from './call-desk.page'
import { wasRecorded } from './call-draft'
import { callList } from './call-list'
import { asked, draftAsked, offersOf, readCaller, readDesk } from './desk.queries'
import { draftRoutes, typedOf } from './draft.routes'
import { incomingRoutes } from './incoming.routes'
import { lookFirst } from './look-first'
import { notYoursPage } from './not-yours'
import { nowPage } from './now'
import { deskNow } from './now.queries'
import { recordCall } from './record-call'
import { toPutRight } from './to-put-right'

/** What modules can do at the desk, of what this worker may do. */
const stepsOf = (ask: Ask) => ask.house.callSteps.filter(({ action }) => may(ask.ctx.actor, action))

/**
 * The form keeps the id it is saved under: from what was sent, or from the address. Gone back to after it was saved, the address begins
 * a new call.
 */
const underItsDraft = async (ask: Ask, attempt: Attempt): Promise<Attempt> => {
  const draft = asked(ask, 'draft')
  if (ask.body !== undefined || !isId(draft)) return attempt
  const read = await reading(ask.ctx, 'call.record', async (tx) => ({
    isSaved: await wasRecorded(tx, ask.ctx.allianceId, draft),
  }))
  return read.ok && read.value.isSaved ? attempt : { ...attempt, submission: draft }
}

const showDesk = async (ask: Ask, fresh: Attempt): Promise<Reply> => {
  const attempt = await underItsDraft(ask, fresh)
  const caller = await reading(ask.ctx, 'call.record', (tx) => readCaller(tx, ask, attempt), { keepsPlans: true })
  if (!caller.ok) return caller.code === 'not-found' ? notYoursPage(ask) : refused(caller)
  const { person } = caller.value
  const [read, events, reach, offered] = await Promise.all([
    reading(ask.ctx, 'call.record', (tx) => readDesk(tx, ask, attempt, person), { keepsPlans: true }),
    person ? readTimeline(ask.ctx, { type: 'person', id: person.id }, 8) : [],
    person ? reachFor(ask.ctx, person.id, 'the call desk') : undefined,
    offersOf(ask, person?.id ?? null, stepsOf(ask)),
  ])
  if (!read.ok) return refused(read)
  return callDeskPage(ask, toPutRight(attempt, read.value.likely), {
    ...read.value,
    reach,
    events,
    form: { ...read.value.form, offered },
  })
}

const LOOKS_LIKE_A_PHONE = /^[\d\s+()/.-]{6,}$/

/** What was typed to find someone becomes the start of a new record, should they not be there. */
const begun = (ask: Ask): Record<string, string> => {
  const typed = asked(ask, 'q')
  const isPhone = LOOKS_LIKE_A_PHONE.test(typed)
  return { phones: asked(ask, 'phone') || (isPhone ? typed : ''), name: isPhone || /\d/.test(typed) ? '' : typed }
}

const fresh = (ask: Ask): Record<string, string> => ({
  ...begun(ask),
  ...{ language: 'en', direction: asked(ask, 'direction') === 'out' ? 'out' : 'in', result: 'spoke', request: NEW_REQUEST },
  nextOn: nextWorkingDay(today(ask.ctx.clock)),
  ringOn: ringDayFrom(addDays(today(ask.ctx.clock), 1)),
})

/** What this call is probably about: the one request that is open, and when we ring, the calls we owe them. */
const aboutPerson = async (ask: Ask): Promise<Record<string, string | string[]>> => {
  const reference = asked(ask, 'person')
  if (!reference) return {}
  const { allianceId, clock } = ask.ctx
  const read = await reading(ask.ctx, 'call.record', async (tx) => {
    const person = await readPerson(tx, allianceId, reference)
    if (!person) return { open: [], owed: [] }
    return {
      open: await openAtDesk(tx, allianceId, person.id),
      owed: asked(ask, 'direction') === 'out' ? await owedTo(tx, allianceId, person.id, clock.now()) : [],
    }
  })
  if (!read.ok) return {}
  const { open, owed } = read.value
  const due = owed.filter(({ due_from }) => due_from <= clock.now())
  const own = open.filter(({ for_name }) => for_name === null)
  const only = open.find(({ id }) => due.some((one) => one.about_id === id)) ?? (own.length === 1 ? own[0] : undefined)
  return { callBacks: due.map(({ id }) => id), ...(only && { request: only.reference }) }
}

/** A call as it was left, or a fresh one. */
const fillDesk = async (ask: Ask): Promise<Record<string, string | string[]> | Refusal> => {
  const read = await reading(ask.ctx, 'call.record', async (tx) => ({ draft: await draftAsked(tx, ask) }), { keepsPlans: true })
  if (!read.ok) return read
  const { draft } = read.value
  // What was typed to find someone goes on being typed: it is in the address, not yet in the draft.
  const { person: _person, ...fields } = (draft?.fields ?? {}) as Record<string, string | string[]>
  return { ...fresh(ask), ...(await aboutPerson(ask)), ...fields, ...(asked(ask, 'q') && begun(ask)) }
}

const showNow = async (ask: Ask): Promise<Reply> => {
  const { allianceId, actor, clock } = ask.ctx
  const read = await reading(ask.ctx, 'call.record', (tx) => deskNow(tx, allianceId, actor.accountId, clock.now()))
  return read.ok ? nowPage(ask, read.value) : refused(read)
}

/** Saves the call. Whoever was only now recognised is shown first: gives where the worker goes on. */
const saveCall = async (ask: Ask, input: CallInput): Promise<Outcome<string>> => {
  const look = isSeenFirst(input) ? await lookFirst(ask, input, typedOf(ask)) : done(null)
  if (!look.ok) return look
  if (look.value) return done(look.value)
  const more = { steps: stepsOf(ask), marksWay: ask.house.marksWay, site: ask.origin + ask.base }
  const saved = await recordCall(ask.ctx, { ...input, ...more })
  return saved.ok ? done(saved.value.request ? `/requests/${saved.value.request}` : `/people/${saved.value.person}`) : saved
}

export const callRoutes: readonly Route[] = [
  listRoute(callList),
  liveRoute('/live/calls', 'call.record', 'calls'),
  page('/calls/now', 'call.record', showNow),
  ...draftRoutes,
  ...incomingRoutes,
  ...form({
    path: '/calls/new',
    action: 'call.record',
    schema: callForm,
    fill: fillDesk,
    show: showDesk,
    act: saveCall,
    next: (_ask, path) => path,
  }),
]
