import type { Module } from '#platform/module'
import { formatDate, formatMinutes } from '#ui/format'
import { DIRECTIONS, type Direction, RESULTS, type Result, STANDINGS, type Standing } from './calls/call'
import { inWords, NEEDS, OUTCOMES, type OutcomeOfRequest, WAITS_FOR, type WaitsFor } from './requests/request'

type Detail = Readonly<Record<string, unknown>>

const named = ({ reference }: Detail): string => String(reference ?? '')
const until = ({ on }: Detail): string => formatDate(String(on))

const waitsFor = (detail: Detail): string =>
  detail.for && detail.for !== 'other' ? `, ${WAITS_FOR[detail.for as WaitsFor].toLowerCase()}` : ''

const callWords = (detail: Detail): string => {
  const { direction, result, minutes, by, standing } = detail
  const length = Number(minutes) > 0 ? `, ${formatMinutes(Number(minutes))}` : ''
  const went = `${RESULTS[result as Result].toLowerCase()}${length}`
  if (by && direction === 'out')
    return `We rang ${by} (${STANDINGS[standing as Standing]?.toLowerCase()}) for ${detail.for}: ${went}`
  if (by) return `${by} (${STANDINGS[standing as Standing]?.toLowerCase()}) rang for ${detail.for}: ${went}`
  return `${DIRECTIONS[direction as Direction]}: ${went}`
}

const askedWords = (detail: Detail): string => {
  const { by, standing } = detail
  const what = `${inWords((detail.needs ?? []) as string[], NEEDS)} (${named(detail)})`
  if (!by) return `Asked for help: ${what}`
  return `${by} (${STANDINGS[standing as Standing]?.toLowerCase()}) asked for help for ${detail.for}: ${what}`
}

/** How the helpline's events read on a timeline. */
export const says: NonNullable<Module['says']> = {
  'call.record': callWords,
  'call.save-draft': () => 'Kept a call as it was typed',
  'call.drop-draft': () => 'Threw away the notes of a call that was not saved',
  'call.take-draft': () => 'Went on with a call that a colleague had begun',
  'call.take-incoming': () => 'Answered the telephone',
  'phone.set': () => 'Set how the telephone announces calls',
  'phone.renew-secret': () => 'Made a new secret for the telephone',
  'phone.hear': ({ news }) => (news === 'ended' ? 'The call ended' : 'The telephone rang'),
  'signpost.give': ({ places, how }) =>
    `Shown where to go${(places as string[]).length > 0 ? `: ${(places as string[]).join(', ')}` : ''}${how === 'message' ? '. It is sent to them in writing' : ''}`,
  'call-list.make': ({ name, people, leftOut }) =>
    `Made a list of ${people} to ring: ${name}${leftOut ? `. ${leftOut} left out: we may not get in touch with them` : ''}`,
  'call-list.stop': ({ name, people }) => `Stopped ringing for ${name}, with ${people} not reached`,
  'request.record': askedWords,
  'request.plan': (detail) => `Next step of ${named(detail)} set for ${until(detail)}`,
  'request.triage': (detail) => `Looked at ${named(detail)}: ${inWords((detail.needs ?? []) as string[], NEEDS)}`,
  'request.edit': (detail) => `Put ${named(detail)} right`,
  'request.take': (detail) => `Took on ${named(detail)}`,
  'request.wait': (detail) => `Put ${named(detail)} aside until ${until(detail)}${waitsFor(detail)}`,
  'request.close': (detail) => `Closed ${named(detail)}: ${OUTCOMES[detail.outcome as OutcomeOfRequest].toLowerCase()}`,
  'partner.refer': (detail) => `Referred to us by a partner: ${named(detail)}`,
  'duty.set': () => 'Was put on duty, to look after new requests',
  'request.reopen': (detail) => `Opened ${named(detail)} again`,
}
