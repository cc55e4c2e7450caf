import { createHash } from 'node:crypto'
import { ringDayFrom } from '../src/modules/callbacks'
import { newId } from '../src/platform/ids'
import type { Shot } from './load'

export interface BenchPage {
  readonly name: string
  /** The request to send the `turn`-th time. */
  readonly shot: (turn: number) => Shot
}

/** Spare devices from this number on are lent by the bare server, those before by the program. */
export const SPARES_OF_BARE = 4000

const uuidOf = (text: string): string => {
  const hex = createHash('md5').update(text).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** The spare device, its wipe and its reference, as generate.ts makes them in the first borough. */
export const spareIds = (at: number): { device: string; wipe: string; reference: string } => ({
  device: uuidOf(`spare1${at}`),
  wipe: uuidOf(`sparewipe1${at}`),
  reference: `DK-1S${at}`,
})

const base = '/bench-1'
const posted = (path: string, fields: Record<string, string>): Shot => ({
  method: 'POST',
  path: base + path,
  body: new URLSearchParams({ submission: newId(), ...fields }).toString(),
})
const got = (path: string): Shot => ({ method: 'GET', path: base + path })
const days = (count: number): string => new Date(Date.now() + count * 86_400_000).toISOString().slice(0, 10)

export const PAGES: readonly BenchPage[] = [
  { name: 'request list', shot: () => got('/requests') },
  { name: 'person page', shot: () => got('/people/P-1-77') },
  { name: 'search', shot: () => got('/find?q=benchmark77') },
  {
    name: 'record a call',
    shot: () =>
      posted('/calls/new', {
        person: 'P-1-78',
        direction: 'in',
        result: 'spoke',
        minutes: '5',
        notes: 'Wants to see photos',
        needs: 'learn_skills',
        barriers: 'cost',
        request: 'new',
        next: 'ring',
        ringOn: ringDayFrom(days(2)),
      }),
  },
  { name: 'lend a device', shot: (turn) => posted('/people/P-1-79/lend', { device: spareIds(turn).reference }) },
  { name: 'report', shot: () => got(`/report?from=${days(-365)}&to=${days(0)}`) },
]
