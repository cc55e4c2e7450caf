import { askForCallBack, moveRing, type PutOff, recordTry, ringRules, ringTime } from '#modules/callbacks'
import { readReach } from '#modules/reach'
import type { Work } from '#platform/command'
import type { MarksWay } from '#platform/module'
import type { Happened, Refusal, Subject } from '#platform/outcome'
import { followRing } from '../requests/follow-ring'
import { callOffPromise, PROMISED, promiseAbout } from '../requests/promise-ring'
import { inWords, NEEDS } from '../requests/request'
import { askFirst, type CallInput, dayOf, opensNone, type Result, ringsCaller } from './call'
import { refuseRing } from './refuse-ring'
import { couldNotReach } from './templates'
import type { Known } from './who-called'
import { writeInstead } from './write-instead'

export interface Ended {
  readonly call: string
  /** Whom the call is about. */
  readonly person: Known
  readonly request: Known | null
  /** Who was on the line, or was rung: the person, or whoever asked for them. */
  readonly line: Known
  /** Who rang for them, where somebody did. */
  readonly caller: Known | null
}

/** What a call is about: the request, or else the person. */
export const aboutOf = ({ person, request }: Ended): Subject =>
  request ? { type: 'request', id: request.id } : { type: 'person', id: person.id }

/** Whom a ring is promised to: the person, or whoever rings for them. */
const toRing = (input: CallInput, { person, caller }: Ended): Known => (ringsCaller(input) && caller ? caller : person)

/** The wall-clock window they asked for: a part of the day, or any time of it, where some of it is safe. */
const windowFor = async ({ tx, allianceId, at }: Work, input: CallInput, ended: Ended): Promise<{ from: Date; until: Date }> => {
  const { windows } = await ringRules(tx, allianceId, toRing(input, ended).id)
  return ringTime(dayOf(input), input.nextPart, windows, at)
}

/** A ring to whoever asked is a promise about the request: it ends once we spoke about that, with whomever. */
const causeOf = ({ call, person, request }: Ended, rung: Known): string =>
  request && rung.id !== person.id ? `${promiseAbout(request.id)} call ${call}` : `call ${call}`

const askedAgain = ({ result, callBacks }: CallInput): boolean => result === 'call_again' && callBacks.length > 0

const ANSWERED: readonly Result[] = ['spoke', 'refused']

/**
 * Rings them back when they asked us to: in the queue, for whoever is free; about one request once, however often it is promised.
 * Refuses as `refuseRing` does.
 */
export const arrangeCallBack = async (work: Work, input: CallInput, ended: Ended): Promise<Refusal | null> => {
  if (input.next !== 'ring') return null
  const { person, line } = ended
  const rung = toRing(input, ended)
  const who = {
    person: rung.id,
    isOnLine: rung.id === line.id,
    isAnother: rung.id !== person.id,
    hasCaller: ended.caller !== null,
  }
  const cannot = await refuseRing(work, who, { on: dayOf(input), part: input.nextPart })
  if (cannot || askedAgain(input)) return cannot
  const why = input.nextWords || (input.needs.length > 0 ? inWords(input.needs, NEEDS) : 'We said we would ring')
  const onBehalf = rung.id !== person.id ? { onBehalf: { to: rung.reference, for: person } } : {}
  const ring = {
    ...{ person: rung.id, about: aboutOf(ended), why: askFirst(input.agreed) + why, ...onBehalf },
    cause: causeOf(ended, rung),
  }
  const due = await windowFor(work, input, ended)
  const moved = await moveRing(work, { ...ring, due, causes: PROMISED, spoke: ANSWERED.includes(input.result) })
  if (!moved) await askForCallBack(work, { ...ring, ...due })
  return null
}

/** A number that was somebody else's is not rung again: known for certain where it is the only one we have. */
const wrongNumber = async (work: Work, input: CallInput, { line: person }: Ended, marksWay: MarksWay): Promise<void> => {
  if (input.result !== 'wrong_number' || input.direction !== 'out') return
  const reach = await readReach(work.tx, work.allianceId, person.id)
  const working = (reach?.phones ?? []).filter(({ works }) => works)
  const [only] = working
  if (only && working.length === 1)
    await marksWay(work, { person: person.id, way: 'phone', address: only.number, what: 'failed' })
}

/** What this call means for the calls we owed them, done, put off, or tried often enough, and for what was planned with them. */
export const settleCallBacks = async (
  work: Work,
  input: CallInput,
  ended: Ended,
  marksWay: MarksWay,
): Promise<readonly Happened[]> => {
  const happened = await settleOwed(work, input, ended, marksWay)
  // Whoever rang whom, and whatever was ticked: we spoke about this very request.
  if (ended.request && ANSWERED.includes(input.result)) await callOffPromise(work, ended.request.id)
  return happened
}

/** The requests that wait for a ring which is put off; that of this very call stands as it was planned now. */
const putOffWith = async (work: Work, input: CallInput, { request }: Ended, off: readonly PutOff[]): Promise<Happened[]> => {
  const planned = opensNone(input.next) ? undefined : request?.id
  const happened: Happened[] = []
  for (const { about_type, about_id, was, on } of off)
    if (about_type === 'request' && about_id !== planned)
      happened.push(...(await followRing(work, { request: about_id, was, on })))
  return happened
}

const settleOwed = async (work: Work, input: CallInput, ended: Ended, marksWay: MarksWay): Promise<readonly Happened[]> => {
  if (input.direction === 'in' && input.callBacks.length === 0) return []
  await wrongNumber(work, input, ended, marksWay)
  const again = askedAgain(input) && input.next === 'ring' ? { again: (await windowFor(work, input, ended)).from } : {}
  const { result, callBacks: about } = input
  const { gaveUp, putOff } = await recordTry(work, { person: ended.line.id, about, result, call: ended.call, ...again })
  for (const one of gaveUp) await writeInstead(work, one, couldNotReach)
  return putOffWith(work, input, ended, putOff)
}
