import type { Work } from '#platform/command'

/** Looks, once this is saved, whether a device can be offered to whoever waits. One look is enough however often it is asked. */
export const queueOffers = (work: Work): Promise<void> =>
  work.queue('offer-devices', {}, { key: `offer-devices ${work.allianceId}` })
