import { moves } from '#platform/moves'
import type { DeviceStatus } from './device'

/** Where a device may go from where. A loan moves its device in the same transaction. */
export const deviceMoves = moves<DeviceStatus>()({
  startWipe: { from: ['to_wipe'], to: 'wiping' },
  failWipe: { from: ['wiping'], to: 'to_wipe' },
  passWipe: { from: ['to_wipe', 'wiping', 'repair'], to: 'wiped' },
  check: { from: ['wiped'], to: 'checked' },
  makeReady: { from: ['checked'], to: 'ready' },
  promise: { from: ['ready'], to: 'promised' },
  cancel: { from: ['promised'], to: 'ready' },
  collect: { from: ['promised'], to: 'on_loan' },
  bringBack: { from: ['on_loan', 'lost', 'stolen'], to: 'to_wipe' },
  // Handed in by someone else, or left in a box: nobody has looked at it yet, and the next step is that someone does
  handIn: { from: ['on_loan', 'lost', 'stolen'], to: 'returned' },
  lookOver: { from: ['returned'], to: 'to_wipe' },
  lose: { from: ['on_loan'], to: 'lost' },
  steal: { from: ['on_loan'], to: 'stolen' },
  miss: { from: ['to_wipe', 'returned', 'wiping', 'wiped', 'checked', 'ready', 'repair'], to: 'missing' },
  turnUp: { from: ['missing'], to: 'to_wipe' },
  sendToRepair: { from: ['to_wipe', 'wiping', 'wiped', 'checked', 'ready'], to: 'repair' },
  backFromRepair: { from: ['repair'], to: 'to_wipe' },
  give: { from: ['ready'], to: 'given' },
  sell: { from: ['wiped', 'checked', 'ready'], to: 'sold' },
  recycle: { from: ['to_wipe', 'returned', 'wiping', 'wiped', 'checked', 'ready', 'repair', 'missing'], to: 'recycled' },
})
