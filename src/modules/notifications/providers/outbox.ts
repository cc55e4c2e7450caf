import type { Provider } from './provider'

const keeps = { perMinute: 1_000_000, atOnce: 50, send: async () => ({ kind: 'taken' as const }) }

/** Nothing leaves: what it takes is kept to be looked at on the outbox page. */
export const outbox: Provider = { kind: 'outbox', key: 'outbox', ...keeps, find: async () => ({ kind: 'send-again' }) }

/** We print these letters: they wait for the letters page, and the round leaves them alone. */
export const printHere: Provider = { kind: 'print', key: 'print', ...keeps }
