import type { Module } from '#platform/module'
import { libraryRoutes } from './board/routes'
import { bookingMoves } from './bookings/booking.moves'
import { devicePanel } from './bookings/device-panel'
import { lookAfterBookings } from './bookings/look-after-bookings'
import { bookingRoutes } from './bookings/routes'
import { simRoutes } from './connectivity/routes'
import { simMoves } from './connectivity/sim.moves'
import { simPanels } from './connectivity/sim-panel'
import { stopLateData } from './connectivity/stop-data'
import { forgetLending } from './forget'
import { handoverRoutes } from './handover/routes'
import { labelRoutes } from './labels/routes'
import { agreementEnclosed } from './loans/agreement-pdf'
import { chaseLoans } from './loans/chase-loan'
import { tellMany } from './loans/extend-many'
import { lapseHolds } from './loans/lapse-loan'
import { loanMoves } from './loans/loan.moves'
import { loanPanels } from './loans/panel'
import { renewByReply } from './loans/renew-by-reply'
import { loanRoutes } from './loans/routes'
import { agreementCopy } from './loans/send-agreement'
import { lendingTemplates } from './loans/templates'
import { organisationRoutes } from './organisations/routes'
import { ruleRoutes } from './rules/routes'
import { says } from './says'
import { deviceMoves } from './stock/device.moves'
import { devicesImporter } from './stock/devices-importer'
import { stockRoutes } from './stock/routes'
import { stockRuleRoutes } from './stock/stock-rule-routes'
import { tidyFound } from './stock/tidy-found'
import { stockCheckRoutes } from './stock-check/routes'
import { stockCheckMoves } from './stock-check/stock-check.moves'
import { waitStep } from './waiting/call-step'
import { answerOffer, offerDevices } from './waiting/offer-device'
import { waitingRoutes } from './waiting/routes'
import { waitingMoves } from './waiting/waiting.moves'

export { type FreeDevice, freeByWeek, freeDevices } from './bookings/availability.queries'
export { bookDevice } from './bookings/book-device'
export { cancelBooking, lendBooking, moveBooking } from './bookings/move-booking'
export { arriveDevice, transferDevice } from './bookings/transfer-device'
export { issueSim, pairSim, suspendSim } from './connectivity/give-sim'
export { recordSim } from './connectivity/record-sim'
export { simForm } from './connectivity/sim'
export { handInLoan } from './handover/hand-in-loan'
export { collectSeveral, readPutBy } from './handover/several'
export { bringBackLoan } from './loans/bring-back-loan'
export { collectLoan } from './loans/collect-loan'
export { extendLoan } from './loans/extend-loan'
export { holdAgain } from './loans/hold-again'
export { lapseLoan } from './loans/lapse-loan'
export { deviceChoices } from './loans/lend.page'
export { partnerChoices, personToLendTo } from './loans/loan.queries'
export { cancelLoan, loseLoan } from './loans/lose-loan'
export { promiseLoan } from './loans/promise-loan'
export { sendAgreement } from './loans/send-agreement'
export { countEndUsers, handOver, lendToOrganisation } from './organisations/lend-to-organisation'
export { checkEligibility } from './rules/check-eligibility'
export { goodCheck } from './rules/eligibility'
export type { RuleInput } from './rules/rule'
export { setRule } from './rules/set-rule'
export { type DeviceKind, deviceForm, kindWord, wipeForm } from './stock/device'
export { readyDevices } from './stock/device.queries'
export { giveDevice } from './stock/give-device'
export type { KnownDevice } from './stock/move-device'
export { recordDevice } from './stock/record-device'
export { recordWipe } from './stock/record-wipe'
export { backFromRepair, recycleDevice, sendToRepair } from './stock/repair-device'
export { addFund, fundForm, setStockRule, stockRuleForm } from './stock/set-stock-rule'
export { startCheck } from './stock-check/count-stock'
export { joinWaiting } from './waiting/join-waiting'
export { leaveWaiting } from './waiting/leave-waiting'
export { offerDevice } from './waiting/offer-device'

export const devices: Module = {
  name: 'devices',
  forget: forgetLending,
  routes: [
    ...stockRoutes,
    ...stockRuleRoutes,
    ...simRoutes,
    ...labelRoutes,
    ...stockCheckRoutes,
    ...libraryRoutes,
    ...loanRoutes,
    ...handoverRoutes,
    ...waitingRoutes,
    ...bookingRoutes,
    ...organisationRoutes,
    ...ruleRoutes,
  ],
  statuses: {
    device: deviceMoves,
    loan: loanMoves,
    waiting: waitingMoves,
    booking: bookingMoves,
    sim: simMoves,
    stock_check: stockCheckMoves,
  },
  callSteps: [waitStep],
  says,
  panels: [...loanPanels, devicePanel, ...simPanels],
  importers: [devicesImporter],
  templates: [...lendingTemplates, agreementCopy],
  answers: { 'renew-loan': renewByReply, 'answer-offer': answerOffer },
  jobs: {
    'lapse-holds': lapseHolds,
    'offer-devices': offerDevices,
    'chase-loans': chaseLoans,
    'stop-late-data': stopLateData,
    'look-after-bookings': lookAfterBookings,
    'tell-extended': tellMany,
    'tidy-found': tidyFound,
  },
  enclosures: { agreement: agreementEnclosed },
  jobNames: {
    'lapse-holds': 'End holds nobody came for',
    'offer-devices': 'Offer devices to those who wait',
    'chase-loans': 'Remind borrowers',
    'stop-late-data': 'Stop the data of long overdue loans',
    'tell-extended': 'Tell borrowers of more time',
    'tidy-found': 'Forget what strangers told us a year ago',
  },
  // Holds end in the night, when nobody is fetching; people hear from us in the morning
  schedule: {
    'lapse-holds': '30 1 * * *',
    'tidy-found': '40 3 * * *',
    'look-after-bookings': '0 5 * * *',
    'chase-loans': '15 8 * * *',
    'stop-late-data': '20 8 * * *',
    'offer-devices': '*/15 * * * *',
  },
  menu: [
    { label: 'Devices', path: '/devices', action: 'device.list', order: 50, homeOf: ['librarian', 'refurbisher'] },
    { label: 'Loans', path: '/loans', action: 'loan.list', order: 55 },
    { label: 'Waiting list', path: '/waiting-list', action: 'waiting.list', order: 56 },
    { label: 'Bookings', path: '/bookings', action: 'booking.list', order: 57 },
    { label: 'SIMs and data', path: '/connectivity', action: 'sim.list', order: 58 },
    { label: 'Rules of the stock', path: '/stock-rules', action: 'stock-rule.read', order: 96 },
    { label: 'Rules of lending', path: '/lending-rules', action: 'lending-rule.read', order: 95 },
  ],
}
