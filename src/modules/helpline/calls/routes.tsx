import { findPeople, reachPart, readPerson } from '#modules/people'
import { today } from '#platform/clock'
import { phones, postcode } from '#platform/fields'
import type { Attempt } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { liveRoute } from '#platform/http/live'
import { form, refused } from '#platform/http/routes'
import { reading } from '#platform/reading'
import { readTimeline } from '#platform/timeline'
import { listRoute } from '#ui/layout'
import { openRequestsOf } from '../requests/request.queries'
import { callForm, knownPerson, NEW_REQUEST } from './call'
import { deskQueue } from './call.queries'
import { callDeskPage, type Desk } from './call-desk.page'
import { nextWorkingDay } from './call-form'
import { callList } from './call-list'
import { likelyMatches } from './likely-matches'
import { recordCall } from './record-call'

const asked = (ask: Ask, name: string): string => [ask.query[name] ?? ''].flat().join(' ').trim().slice(0, 200)
const sent = ({ values }: Attempt, name: string): string => ([values[name] ?? ''].flat()[0] ?? '').trim()

/** The new caller as far as the form can be read, to see whether we know them. */
const callerSent = (attempt: Attempt) => ({
  name: sent(attempt, 'name'),
  phones: phones().safeParse(sent(attempt, 'phones')).data ?? [],
  postcode: postcode().safeParse(sent(attempt, 'postcode')).data ?? null,
})

const deskOf = async (ask: Ask, attempt: Attempt) =>
  reading(ask.ctx, 'call.record', async (tx): Promise<Omit<Desk, 'events' | 'reach'> | undefined> => {
    const { allianceId, clock } = ask.ctx
    const reference = knownPerson(sent(attempt, 'person')) || asked(ask, 'person')
    const queue = await deskQueue(tx, today(clock))
    if (reference) {
      const person = await readPerson(tx, allianceId, reference)
      return person && { person, queue, open: await openRequestsOf(tx, allianceId, person.id), typed: '', found: [], likely: [] }
    }
    const typed = asked(ask, 'q') || asked(ask, 'phone')
    const found = typed ? await findPeople(tx, allianceId, typed) : []
    const likely = attempt.errors.length > 0 ? await likelyMatches(tx, allianceId, callerSent(attempt)) : []
    return { person: null, queue, open: [], typed, found, likely }
  })

const showDesk = async (ask: Ask, attempt: Attempt): Promise<Reply> => {
  const read = await deskOf(ask, attempt)
  if (!read.ok) return refused(read)
  const { person } = read.value
  const events = person ? await readTimeline(ask.ctx, { type: 'person', id: person.id }, 8) : []
  const reach = await reachPart(ask, person?.id ?? null, 'the call desk')
  return callDeskPage(ask, attempt, { ...read.value, reach, events })
}

const LOOKS_LIKE_A_PHONE = /^[\d\s+()/.-]{6,}$/

/** What was typed to find someone becomes the start of a new record, should they not be there. */
const begun = (ask: Ask): Record<string, string> => {
  const typed = asked(ask, 'q')
  const isPhone = LOOKS_LIKE_A_PHONE.test(typed)
  return { phones: asked(ask, 'phone') || (isPhone ? typed : ''), name: isPhone || /\d/.test(typed) ? '' : typed }
}

export const callRoutes: readonly Route[] = [
  listRoute(callList),
  liveRoute('/live/calls', 'call.record', 'calls'),
  ...form({
    path: '/calls/new',
    action: 'call.record',
    schema: callForm,
    fill: (ask) => ({
      ...begun(ask),
      language: 'en',
      direction: 'in',
      result: 'spoke',
      request: NEW_REQUEST,
      nextOn: nextWorkingDay(today(ask.ctx.clock)),
    }),
    show: showDesk,
    act: (ask, input) => recordCall(ask.ctx, input),
    next: (_ask, call) => (call.request ? `/requests/${call.request}` : `/people/${call.person}`),
  }),
]
