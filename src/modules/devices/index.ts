import type { Module } from '#platform/module'
import { loanMoves } from './loans/loan.moves'
import { loanPanels } from './loans/panel'
import { loanRoutes } from './loans/routes'
import { says } from './says'
import { deviceMoves } from './stock/device.moves'
import { devicesImporter } from './stock/devices-importer'
import { stockRoutes } from './stock/routes'

export { bringBackLoan } from './loans/bring-back-loan'
export { collectLoan } from './loans/collect-loan'
export { extendLoan } from './loans/extend-loan'
export { deviceChoices } from './loans/lend.page'
export { partnerChoices, personToLendTo } from './loans/loan.queries'
export { cancelLoan, loseLoan } from './loans/lose-loan'
export { promiseLoan } from './loans/promise-loan'
export { type DeviceKind, deviceForm, kindWord, wipeForm } from './stock/device'
export { readyDevices } from './stock/device.queries'
export { giveDevice } from './stock/give-device'
export type { KnownDevice } from './stock/move-device'
export { recordDevice } from './stock/record-device'
export { recordWipe } from './stock/record-wipe'
export { backFromRepair, recycleDevice, sendToRepair } from './stock/repair-device'

export const devices: Module = {
  name: 'devices',
  routes: [...stockRoutes, ...loanRoutes],
  statuses: { device: deviceMoves, loan: loanMoves },
  says,
  panels: loanPanels,
  importers: [devicesImporter],
  menu: [
    { label: 'Devices', path: '/devices', action: 'device.list', order: 50, homeOf: ['librarian', 'refurbisher'] },
    { label: 'Loans', path: '/loans', action: 'loan.list', order: 55 },
  ],
}
