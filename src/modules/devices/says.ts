import type { Module } from '#platform/module'
import { formatDate, plural } from '#ui/format'
import { CONDITIONS, type Condition, kindWord, METHODS, type WipeMethod } from './stock/device'

type Detail = Readonly<Record<string, unknown>>

const thing = ({ kind, device }: Detail): string => `${kindWord(kind)} ${device}`
const due = ({ dueOn }: Detail): string => (dueOn ? `, due back ${formatDate(String(dueOn))}` : '')
const noted = ({ notes }: Detail): string => (notes ? `: ${notes}` : '')

const kept = ({ heldUntil }: Detail): string => (heldUntil ? `, kept until ${formatDate(String(heldUntil))}` : '')
const stretch = ({ startsOn, endsOn }: Detail): string =>
  startsOn ? ` from ${formatDate(String(startsOn))} to ${formatDate(String(endsOn))}` : ''
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
const wish = ({ kind }: Detail): string => `a ${kindWord(kind)}`
const PREPARED: Readonly<Record<string, string>> = {
  wiping: 'Began to wipe',
  ready: 'Looked over',
  checked: 'Checked',
}
const LATE_DATA: Readonly<Record<string, string>> = {
  warn: 'Told the borrower that it stops soon, as your rules say:',
  stop: 'Stopped, as your rules say:',
  start: 'Goes on again, as the loan is late no more:',
}
const TROUBLE: Readonly<Record<string, string>> = { lost: 'is lost', stolen: 'was stolen', broken: 'is broken' }

const seenBack = (detail: Detail): string => {
  const condition = CONDITIONS[detail.conditionBack as Condition] ?? ''
  return `condition ${condition.toLowerCase()}${detail.missing ? `, without ${detail.missing}` : detail.kitComplete === false ? ', not all of it' : ''}`
}

/** How the events of devices and loans read on a timeline. */
export const says: NonNullable<Module['says']> = {
  'device.record': (detail) => `Added ${thing(detail)} to the stock`,
  'device.correct': ({ device }) => `Put the details of ${device} right`,
  'device.wipe': (detail) =>
    `${detail.passed ? 'Wiped' : 'Tried to wipe'} ${thing(detail)} (${METHODS[detail.method as WipeMethod]?.toLowerCase()})${detail.passed ? '' : ': it did not work'}`,
  'device.repair': (detail) =>
    `${detail.to === 'repair' ? 'Sent' : 'Took'} ${thing(detail)} ${detail.to === 'repair' ? 'to be repaired' : 'back from repair'}${noted(detail)}`,
  'device.retire': (detail) => `Took ${thing(detail)} out of the stock, to be recycled${noted(detail)}`,
  'device.replace-part': ({ device, part }) => `${device} has its ${String(part).toLowerCase()} again`,
  'device.unlock': (detail) => `The lock of ${thing(detail)} is off`,
  'device.prepare': (detail) => `${PREPARED[String(detail.to)] ?? 'Worked on'} ${thing(detail)}`,
  'device.miss': (detail) => `${capital(thing(detail))} ${detail.to === 'missing' ? 'is missing' : 'turned up again'}`,
  'device.sell': (detail) => `Sold ${thing(detail)}${noted(detail)}`,
  'public.found-device': ({ device }) => `Someone told us where ${device} is`,
  'loan.hand-in': (detail) => `${capital(thing(detail))} was handed in`,
  'stock-check.start': ({ check }) => `Began to count the stock (${check})`,
  'stock-check.count': ({ check }) => `Counted in ${check}`,
  'stock-check.close': ({ check, missing }) =>
    `Ended stock check ${check}${missing ? `: ${plural(Number(missing), 'device')} missing` : ''}`,
  'sim.record': ({ sim, network }) => `Added data of ${network} to the stock (${sim})`,
  'sim.issue': ({ sim, network }) => `Was given data of ${network} (${sim})`,
  'sim.pair': ({ sim, device }) => (device ? `Data ${sim} was put into ${device}` : `Data ${sim} was taken out`),
  'sim.suspend': ({ sim, to }) => `Data ${sim} ${to === 'suspended' ? 'was stopped' : 'goes on again'}`,
  'sim.stop-late': ({ sim, step }) => `${LATE_DATA[String(step)] ?? 'Looked at'} data ${sim}`,
  'sim.end': ({ sim }) => `Data ${sim} is used up`,
  'sim.see-secret': ({ sim }) => `Looked at the PIN or code of data ${sim}`,
  'stock-rule.set': (detail) => `Changed what is asked of a device before it is lent${detail.fund ? `: ${detail.fund}` : ''}`,
  'loan.promise': (detail) => `Put ${thing(detail)} by${kept(detail)}`,
  'loan.hold-again': (detail) => `Kept ${thing(detail)} for longer${kept(detail)}`,
  'loan.lapse': (detail) => `${capital(thing(detail))} was not collected in time, and is free for others`,
  'loan.extend-many': (detail) => `Given more time with ${thing(detail)}${due(detail)}: ${detail.why}`,
  'loan.chase': (detail) => `Reminded about ${thing(detail)}`,
  'loan.tell-extended': (detail) => `Told about more time with ${thing(detail)}`,
  'loan.send-agreement': (detail) => `Asked for a copy of the agreement about ${thing(detail)}`,
  'loan.collect': (detail) => `Borrowed ${thing(detail)}${due(detail)}`,
  'loan.extend': (detail) =>
    detail.refused
      ? `Asked for more time with ${thing(detail)}, and could not have it. ${detail.refused}`
      : `Given more time with ${thing(detail)}${due(detail)}`,
  'loan.bring-back': (detail) => `Brought ${thing(detail)} back, ${seenBack(detail)}`,
  'loan.look-over': (detail) => `Looked ${thing(detail)} over: ${seenBack(detail)}`,
  'loan.lose': (detail) => `Told us that ${thing(detail)} ${TROUBLE[String(detail.what)] ?? 'is lost'}`,
  'loan.cancel': (detail) => `Loan of ${thing(detail)} called off`,
  'waiting.join': (detail) => `Joined the waiting list for ${wish(detail)} (${detail.waiting})`,
  'waiting.leave': (detail) => `Left the waiting list for ${wish(detail)}`,
  'waiting.rejoin': (detail) => `Back on the waiting list for ${wish(detail)}, in the same place`,
  'waiting.offer': (detail) => `Offered ${detail.device}, as next in line${kept(detail)}`,
  'waiting.decline': (detail) => `Said no to ${thing(detail)}, and keeps their place in line`,
  'booking.make': (detail) => `Booked ${thing(detail)}${stretch(detail)}`,
  'booking.move': (detail) => `Booking ${detail.booking} now has ${detail.device} instead of ${detail.before}`,
  'booking.cancel': (detail) => `Booking of ${thing(detail)} called off`,
  'booking.lend': (detail) => `Came for ${thing(detail)}, as booked`,
  'booking.end': (detail) => `Did not come for ${thing(detail)}, which was booked`,
  'device.transfer': (detail) => `${capital(thing(detail))} ${detail.arrived ? 'arrived' : 'was sent to another place'}`,
  'organisation-loan.make': (detail) => `Agreement ${detail.agreement}: put ${plural(Number(detail.devices), 'device')} by`,
  'organisation-loan.hand-over': (detail) =>
    `Agreement ${detail.agreement}: ${plural(Number(detail.devices), 'device')} handed over${due(detail)}`,
  'organisation-loan.count': (detail) =>
    `Agreement ${detail.agreement}: ${plural(Number(detail.people), 'person', 'people')} used the devices`,
  'eligibility.check': (detail) => `Checked for: ${String(detail.set).toLowerCase()}`,
  'lending-rule.set': (detail) => `Changed the ${detail.what ?? 'rules'} of lending${detail.name ? `: ${detail.name}` : ''}`,
}
