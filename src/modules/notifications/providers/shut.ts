import { SealBroken } from '#platform/sealed'
import type { Provider } from './provider'

const HOLD_MS = 900_000

type Named = Pick<Provider, 'kind' | 'key' | 'perMinute'>

/** A provider whose key was sealed with another SECRET_KEY: nothing goes, and nothing is lost, until it is put in again. */
const shut = (named: Named, now: () => Date): Provider => ({
  ...named,
  atOnce: 1,
  send: async () => ({
    kind: 'later',
    why: 'Its key cannot be read any more: put it in again',
    down: true,
    holdUntil: new Date(now().getTime() + HOLD_MS),
  }),
  find: async () => ({ kind: 'later', why: 'Its key cannot be read any more: put it in again' }),
})

/** The provider, or one that holds everything when its sealed key cannot be opened. */
export const unlessShut = (named: Named, now: () => Date, make: () => Provider): Provider => {
  try {
    return make()
  } catch (error) {
    if (error instanceof SealBroken) return shut(named, now)
    throw error
  }
}
