import { moves } from '#platform/moves'
import type { DeviceStatus } from './device'

/** Where a device may go from where. A loan moves its device in the same transaction. */
export const deviceMoves = moves<DeviceStatus>()({
  passWipe: { from: ['to_wipe', 'repair'], to: 'ready' },
  promise: { from: ['ready'], to: 'promised' },
  cancel: { from: ['promised'], to: 'ready' },
  collect: { from: ['promised'], to: 'on_loan' },
  bringBack: { from: ['on_loan', 'lost'], to: 'to_wipe' },
  lose: { from: ['on_loan'], to: 'lost' },
  sendToRepair: { from: ['to_wipe', 'ready'], to: 'repair' },
  backFromRepair: { from: ['repair'], to: 'to_wipe' },
  give: { from: ['ready'], to: 'given' },
  recycle: { from: ['to_wipe', 'ready', 'repair'], to: 'recycled' },
})
