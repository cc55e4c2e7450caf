import type { Module } from '#platform/module'
import { formatDate } from '#ui/format'
import { CONDITIONS, type Condition, kindWord, METHODS, type WipeMethod } from './stock/device'

type Detail = Readonly<Record<string, unknown>>

const thing = ({ kind, device }: Detail): string => `${kindWord(kind)} ${device}`
const due = ({ dueOn }: Detail): string => (dueOn ? `, due back ${formatDate(String(dueOn))}` : '')
const noted = ({ notes }: Detail): string => (notes ? `: ${notes}` : '')

const broughtBack = (detail: Detail): string => {
  const condition = CONDITIONS[detail.conditionBack as Condition] ?? ''
  return `Brought ${thing(detail)} back, condition ${condition.toLowerCase()}${detail.kitComplete === false ? ', not all of it' : ''}`
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
  'loan.promise': (detail) => `Put ${thing(detail)} by`,
  'loan.collect': (detail) => `Borrowed ${thing(detail)}${due(detail)}`,
  'loan.extend': (detail) => `Given more time with ${thing(detail)}${due(detail)}`,
  'loan.bring-back': broughtBack,
  'loan.lose': (detail) => `Told us that ${thing(detail)} is lost`,
  'loan.cancel': (detail) => `Loan of ${thing(detail)} called off`,
}
