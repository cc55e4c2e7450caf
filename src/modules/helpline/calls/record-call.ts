import { letGoOf } from '#modules/callbacks'
import { londonDate } from '#platform/clock'
import { command, type Work } from '#platform/command'
import { tellScreens } from '#platform/http/live'
import { newId } from '#platform/ids'
import { takeTurn } from '#platform/journal'
import type { CallStep, MarksWay } from '#platform/module'
import { done, type Happened, type Outcome, type Refusal } from '#platform/outcome'
import { arrangeCallBack, type Ended, settleCallBacks } from './after-call'
import type { CallInput } from './call'
import { type EndedDraft, endDraft } from './call-draft'
import { takeIncoming } from './incoming'
import { reasonsOfStep, requestOfCall, takeStep } from './request-of-call'
import { signpost } from './signpost'
import { type Known, peopleOfCall } from './who-called'

export type RecordCall = CallInput & {
  /** What modules offer to do before the call ends. */
  readonly steps?: readonly CallStep[]
  readonly marksWay?: MarksWay
  /** Where we are reached, for links to partners. */
  readonly site?: string
}

/** A refusal of a step stands at the desk's own field. */
const DESK_FIELDS: Readonly<Record<string, string>> = { nextActionOn: 'nextOn', outcome: 'next' }
const atDesk = (refusal: Refusal, { next }: CallInput): Refusal => {
  const field = DESK_FIELDS[refusal.field ?? ''] ?? refusal.field
  return field ? { ...refusal, field: next === 'ring' && field === 'nextOn' ? 'ringOn' : field } : refusal
}

interface Lasted {
  readonly minutes: number
  readonly started: Date
}

/** The minutes the worker gave, up to now; else those of the call as it was typed, from when it was begun. */
const lasted = ({ at }: Work, { minutes }: CallInput, draft: EndedDraft | null): Lasted => {
  if (minutes === null && draft) return { minutes: Math.min(600, draft.minutes), started: draft.begun }
  return { minutes: minutes ?? 0, started: new Date(at.getTime() - (minutes ?? 0) * 60_000) }
}

interface Told extends Lasted {
  readonly about: Known
  readonly caller: Known | null
  readonly request: Known | null
}

const writeCall = async (work: Work, input: CallInput, { about, caller, request, minutes, started }: Told): Promise<string> => {
  const { tx, allianceId, actor, at } = work
  const { direction, result, notes } = input
  const id = newId(at)
  await tx
    .insertInto('call')
    .values({
      ...{ alliance_id: allianceId, id, person_id: about.id, request_id: request?.id ?? null, account_id: actor.accountId },
      ...{ direction, result, notes, minutes, started_at: started, called_on: londonDate(started) },
      ...(caller && { caller_id: caller.id, standing: input.standing, agreed: input.agreed }),
      why_nothing: input.next === 'nothing' ? input.whyNothing : null,
    })
    .execute()
  return id
}

const happened = (input: CallInput, id: string, { about, caller, request, minutes }: Told, turn: number): Happened => ({
  turn,
  about: { type: 'call', id },
  person: about.id,
  also: [...(request ? [{ type: 'request', id: request.id }] : []), ...(caller ? [{ type: 'person', id: caller.id }] : [])],
  detail: {
    ...{ direction: input.direction, result: input.result, minutes },
    ...(caller && { by: caller.reference, for: about.reference, standing: input.standing }),
  },
})

const nobodyToMark: MarksWay = async () => {}

const afterwards = async (work: Work, input: RecordCall, ended: Ended): Promise<Outcome<null>> => {
  const taken = await takeStep(work, input, ended, input.steps ?? [])
  if (!taken.ok) return taken
  const signed = await signpost(work, input, ended)
  if (!signed.ok) return signed
  const settled = await settleCallBacks(work, input, ended, input.marksWay ?? nobodyToMark)
  const cannotRing = await arrangeCallBack(work, input, ended)
  if (cannotRing) return cannotRing
  await takeIncoming(work, input.incoming)
  await letGoOf(work, ended.line.id)
  tellScreens(work, 'calls')
  return done(null, ...taken.happened, ...signed.happened, ...settled)
}

/**
 * Records one call and all that comes of it, at once: the person when new, the request opened, planned or ended, the call, the
 * session booked or the call promised. Refuses a caller we may know already (`maybe-known`) until told to go on, a request that
 * is no longer open, what can no longer be booked, and a ring promised to somebody who cannot be rung.
 */
export const recordCall = command(
  'call.record',
  async (work, sent: RecordCall) => {
    const people = await peopleOfCall(work, sent)
    if (!people.ok) return people
    const { about: person, caller, line } = people.value
    const input = { ...sent, ...people.value.said }
    const request = await requestOfCall(work, input, { person, caller })
    if (!request.ok) return atDesk(request, input)
    const times = lasted(work, input, await endDraft(work))
    const told = { about: person, caller, request: request.value, ...times }
    const id = await writeCall(work, input, told)
    // The call comes before the ring it promises and all else that steps tell of it.
    const turn = takeTurn(work)
    const after = await afterwards(work, input, { call: id, person, request: request.value, line, caller })
    if (!after.ok) return atDesk(after, input)
    return done(
      { id, person: person.reference, request: request.value?.reference ?? null },
      ...[...people.happened, ...request.happened, ...after.happened],
      happened(input, id, told, turn),
    )
  },
  ({ steps = [], ...input }) => reasonsOfStep(input, steps),
)
