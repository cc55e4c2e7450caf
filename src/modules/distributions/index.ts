import { kindWord } from '#modules/devices'
import type { Module } from '#platform/module'
import { giftWords } from './distribution'
import { forgetGifts } from './forget'
import { giftPanels } from './panel'
import { routes } from './routes'

export { recordDistribution } from './record-distribution'

const gift = (detail: Readonly<Record<string, unknown>>): string =>
  detail.device ? `${kindWord(detail.kind)} ${detail.device}` : giftWords({ what: detail.what, quantity: detail.quantity })

export const distributions: Module = {
  name: 'distributions',
  forget: forgetGifts,
  routes,
  says: {
    'distribution.record': (detail) => `Given ${gift(detail)}${detail.scheme ? ` (${detail.scheme})` : ''}`,
  },
  panels: giftPanels,
  menu: [{ label: 'Gifts', path: '/gifts', action: 'distribution.list', order: 60 }],
}
