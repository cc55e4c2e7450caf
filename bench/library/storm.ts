import {
  arriveDevice,
  bookDevice,
  bringBackLoan,
  cancelBooking,
  cancelLoan,
  collectLoan,
  extendLoan,
  holdAgain,
  lapseLoan,
  lendBooking,
  moveBooking,
  promiseLoan,
  recordWipe,
  transferDevice,
} from '#modules/devices'
import { addDays } from '#platform/clock'
import type { Outcome } from '#platform/outcome'
import { type Chance, chanceFrom } from './chance'
import { doublesOn, type Shelf, type Shelved } from './shelf'

/** What someone does with a device, on a day, with whatever chance says. */
interface Step {
  readonly shelf: Shelf
  readonly device: Shelved
  readonly day: string
  readonly below: Chance
}

const oneOf = <T>(list: readonly T[], below: Chance): T => list[below(list.length)] as T

const kept = async <T extends { reference: string }>(device: Shelved, what: 'loan' | 'booking', asked: Promise<Outcome<T>>) => {
  const outcome = await asked
  if (outcome.ok) device[what] = outcome.value.reference
  return outcome
}

const handed = { conditionOut: 'good', kitOut: '', signedName: 'Ann Example', strokes: null, agree: true } as const
const back = { conditionBack: 'good', kitComplete: true, notes: '' } as const
const clean = { method: 'factory_reset', tool: '', evidence: '', passed: true, doneBy: 'Shelf', wipedOn: null } as const

const booking = ({ shelf, day, below }: Step) => {
  const startsOn = addDays(day, below(60))
  const place = below(2) ? oneOf(shelf.places, below) : null
  const days = { startsOn, endsOn: addDays(startsOn, 1 + below(30)) }
  return { ...days, kind: 'tablet' as const, place, purpose: null, notes: '', person: oneOf(shelf.people, below) }
}

/** Everything that can be done with a device's days, by the commands people use. */
const STEPS = {
  promise: ({ shelf, device, day, below }: Step) =>
    kept(
      device,
      'loan',
      promiseLoan(shelf.as('librarian', day), { device: device.reference, person: oneOf(shelf.people, below) }),
    ),
  handOver: ({ shelf, device, day, below }: Step) =>
    collectLoan(shelf.as('librarian', day), { ...handed, reference: device.loan, dueOn: addDays(day, 1 + below(20)) }),
  extend: ({ shelf, device, day, below }: Step) =>
    extendLoan(shelf.as('librarian', day), { reference: device.loan, dueOn: addDays(day, 10 + below(70)) }),
  bringBack: ({ shelf, device, day }: Step) =>
    bringBackLoan(shelf.as('librarian', day), { ...back, reference: device.loan, returnedOn: day }),
  wipe: ({ shelf, device, day }: Step) => recordWipe(shelf.as('librarian', day), { ...clean, reference: device.reference }),
  reserve: (step: Step) =>
    kept(
      step.device,
      'booking',
      bookDevice(step.shelf.as('librarian', step.day), { ...booking(step), device: step.device.reference }),
    ),
  reserveAny: (step: Step) =>
    kept(step.device, 'booking', bookDevice(step.shelf.as('librarian', step.day), { ...booking(step), device: '' })),
  callOffBooking: ({ shelf, device, day }: Step) => cancelBooking(shelf.as('librarian', day), { reference: device.booking }),
  moveBooking: ({ shelf, device, day }: Step) => moveBooking(shelf.as('librarian', day), { reference: device.booking }),
  lendBooking: ({ shelf, device, day }: Step) =>
    kept(device, 'loan', lendBooking(shelf.as('librarian', day), { reference: device.booking })),
  holdLapses: ({ shelf, device, day }: Step) => lapseLoan(shelf.as('system', day), { reference: device.loan }),
  holdAgain: ({ shelf, device, day }: Step) => holdAgain(shelf.as('librarian', day), { reference: device.loan }),
  callOffLoan: ({ shelf, device, day }: Step) => cancelLoan(shelf.as('librarian', day), { reference: device.loan }),
  transfer: ({ shelf, device, day, below }: Step) =>
    transferDevice(shelf.as('librarian', day), { device: device.reference, place: oneOf(shelf.places, below) }),
  arrive: ({ shelf, device, day }: Step) => arriveDevice(shelf.as('librarian', day), { device: device.reference }),
} satisfies Readonly<Record<string, (step: Step) => Promise<Outcome<unknown>>>>

export type StepName = keyof typeof STEPS
const NAMES = Object.keys(STEPS) as StepName[]

/** What moves a device on happens more often, so that devices go round rather than stand. */
const OFTEN: Partial<Record<StepName, number>> = {
  ...{
    promise: 4,
    handOver: 6,
    extend: 5,
    bringBack: 4,
    wipe: 6,
    reserve: 2,
    callOffBooking: 3,
    lendBooking: 3,
    holdLapses: 3,
    arrive: 4,
  },
}
const BAG = NAMES.flatMap((name) => Array.from({ length: OFTEN[name] ?? 1 }, () => name))

export interface StormOptions {
  readonly shelf: Shelf
  /** How many interleavings: pairs of steps on one device that overlapped in time, counted as they happened. */
  readonly interleavings: number
  readonly seed: number
  /** How many pull at once, each over a connection of its own. */
  readonly hands: number
  readonly say?: (line: string) => void
}

export interface Storm {
  readonly steps: number
  readonly interleavings: number
  /** How often each step was done rather than refused. */
  readonly done: Readonly<Record<StepName, number>>
  readonly doubles: readonly string[]
}

/** Steps in one burst: after each, every day of every device is looked at. */
const BURST = 30

interface Ran {
  readonly device: string
  readonly from: number
  readonly until: number
}

const overlaps = (ran: readonly Ran[]): number =>
  ran.reduce(
    (sum, one, at) =>
      sum +
      ran.slice(at + 1).filter((other) => other.device === one.device && other.from < one.until && one.from < other.until).length,
    0,
  )

/** Any order of everything that can happen to a device's days, by many hands at once; gives what was promised twice, which is nothing. */
export const storm = async ({ shelf, interleavings, seed, hands, say = () => {} }: StormOptions): Promise<Storm> => {
  const below = chanceFrom(seed)
  const done = Object.fromEntries(NAMES.map((name) => [name, 0])) as Record<StepName, number>
  let [steps, met, day] = [0, 0, '2026-01-05']
  const pull = async (ran: Ran[]): Promise<void> => {
    const [name, device, from] = [oneOf(BAG, below), oneOf(shelf.devices, below), performance.now()]
    const outcome = await STEPS[name]({ shelf, device, day, below })
    ran.push({ device: device.id, from, until: performance.now() })
    if (outcome.ok) done[name] += 1
  }
  const doubles: string[] = []
  while (met < interleavings && doubles.length === 0) {
    const ran: Ran[] = []
    const turns = Array.from({ length: BURST }).values()
    const hand = async (): Promise<void> => {
      for (const _turn of turns) await pull(ran)
    }
    await Promise.all(Array.from({ length: hands }, hand))
    steps += BURST
    met += overlaps(ran)
    doubles.push(...(await doublesOn(shelf)))
    // Mostly a day or two; at times so long that holds run out
    day = addDays(day, below(6) === 0 ? 8 : below(3))
    if (steps % (BURST * 100) === 0) say(`  ${met.toLocaleString('en-GB')} interleavings`)
  }
  return { steps, interleavings: met, done, doubles }
}
