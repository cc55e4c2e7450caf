import { moves } from '#platform/moves'
import type { SimStatus } from './sim'

/** What may follow what with data in stock. */
export const simMoves = moves<SimStatus>()({
  issue: { from: ['in_stock'], to: 'issued' },
  pair: { from: ['in_stock'], to: 'paired' },
  takeOut: { from: ['paired'], to: 'in_stock' },
  suspend: { from: ['paired', 'issued'], to: 'suspended' },
  // Where it goes back to depends on whether a person or a device has it
  resumeDevice: { from: ['suspended'], to: 'paired' },
  resumePerson: { from: ['suspended'], to: 'issued' },
  end: { from: ['in_stock', 'issued', 'paired', 'suspended'], to: 'ended' },
})
