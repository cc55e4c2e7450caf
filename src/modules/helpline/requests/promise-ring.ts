import { askForCallBack, callOffCallBacks } from '#modules/callbacks'
import { canBeRung, readReach } from '#modules/reach'
import { londonInstant } from '#platform/clock'
import type { Work } from '#platform/command'

/** Whom we said we would ring when a request came, and what about. */
export interface PromisedRing {
  /** The person's id: whose request it is, or whoever asked for them. */
  readonly person: string
  readonly why: string
}

/** What a ring that was promised about a request is asked for under; more may follow it. */
export const promiseAbout = (request: string): string => `promised ${request}`

/** What rings are promised under: a request that came, and a call on which we said that we ring back. */
export const PROMISED = ['call', 'promised'] as const

/** Whether a call we owe was promised, rather than asked for by something that is due. */
export const isPromised = ({ cause }: { readonly cause: string }): boolean => PROMISED.some((one) => cause.startsWith(`${one} `))

/** Puts whom we said we would ring in the queue from now on, to be rung by the end of the day we said. Nobody who cannot be rung. */
export const promiseRing = async (work: Work, request: string, { person, why }: PromisedRing, by: string): Promise<void> => {
  const reach = await readReach(work.tx, work.allianceId, person)
  if (!reach || !canBeRung(reach)) return
  await askForCallBack(work, {
    ...{ person, about: { type: 'request', id: request }, cause: promiseAbout(request), why },
    until: londonInstant(by, '17:00'),
  })
}

/** We spoke about it: what was promised when it came is not owed any more, nor a ring to whoever asked. */
export const callOffPromise = (work: Work, request: string): Promise<number> =>
  callOffCallBacks(work, { type: 'request', id: request }, [promiseAbout(request)])

/** The request has moved on: what was promised when it came is not owed any more. A ring that was promised on a call is. */
export const callOffFirstRing = (work: Work, request: string): Promise<number> =>
  callOffCallBacks(work, { type: 'request', id: request }, [promiseAbout(request)], { exactly: true })
