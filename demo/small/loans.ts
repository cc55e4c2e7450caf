import { backFromRepair, cancelLoan, extendLoan, loseLoan, promiseLoan, recycleDevice, sendToRepair } from '#modules/devices'
import { recordDistribution } from '#modules/distributions'
import { recordPerson } from '#modules/people'
import { addDays } from '#platform/clock'
import type { Chance } from '../chance'
import { type MadeUpPerson, madeUpPerson } from '../made-up-people'
import { tell } from '../story'
import { BORROWING, CHANGED } from '../tell/asks'
import { addDevice, bringBack, lend, wipe } from '../tell/devices'
import { type Asked, close, ringForHelp } from '../tell/requests'
import type { Scene } from './requests'

/** One loan in days from today: when it was collected, when it is due, and what became of it. */
interface Planned {
  readonly collected: number
  readonly due: number
  readonly back?: number
  readonly condition?: 'good' | 'worn' | 'damaged'
  readonly lost?: number
  readonly extended?: readonly [on: number, due: number]
  /** Wiped after it came back, unless it came only just. */
  readonly wiped?: false
}

/** The life of each device that is lent: its loans one after the other. */
const LIVES: readonly (readonly Planned[])[] = [
  [
    { collected: -165, due: -80, back: -82 },
    { collected: -70, due: 3 },
  ],
  [
    { collected: -160, due: -75, back: -70 },
    { collected: -40, due: 45 },
  ],
  [
    { collected: -150, due: -65, back: -66 },
    { collected: -30, due: 55 },
  ],
  [
    { collected: -140, due: -55, back: -55 },
    { collected: -20, due: 60 },
  ],
  [{ collected: -130, due: -45, back: -47, condition: 'worn' }],
  [
    { collected: -120, due: -35, back: -40 },
    { collected: -12, due: 70 },
  ],
  [{ collected: -118, due: -33, back: -30 }],
  [{ collected: -110, due: -22, back: -25 }],
  [{ collected: -125, due: -40, lost: -20 }],
  [{ collected: -135, due: -50, lost: -35, back: -28 }],
  [{ collected: -80, due: 5 }],
  [{ collected: -84, due: 1 }],
  [{ collected: -99, due: -11 }],
  [{ collected: -88, due: -3 }],
  [{ collected: -85, due: 2, extended: [-5, 60] }],
  [{ collected: -6, due: 80 }],
  [{ collected: -86, due: -1, back: -2, wiped: false }],
  [{ collected: -60, due: 20, back: -1, condition: 'damaged', wiped: false }],
]

/** A day of the plan, as a day of work: past ones move back to Friday, coming ones forward to Monday. */
const dayOf = ({ calendar }: Scene, offset: number): string => (offset < 0 ? calendar.ago(-offset) : calendar.ahead(offset))

/** Most who borrow have a mobile, and said at the desk that they like a text. */
const borrowerWith = (chance: Chance, postcodes: readonly string[]): MadeUpPerson => {
  const who = madeUpPerson(chance, postcodes)
  const mobile = `+447700900${String(chance.between(0, 999)).padStart(3, '0')}`
  return chance.likely(0.7) ? { ...who, phones: [mobile], safeContact: '', reachBy: 'text' } : who
}

const borrower = async (scene: Scene, chance: Chance, collectedOn: string): Promise<Asked> => {
  const { story, postcodes } = scene
  const day = addDays(collectedOn, -3)
  const who = borrowerWith(chance.fork('borrower'), postcodes)
  const known = await tell(story, 'librarian', [day, '13:05'], recordPerson, who)
  const call = { ask: chance.pick(BORROWING), minutes: chance.between(5, 15), next: 'lend', nextOn: collectedOn } as const
  return ringForHelp(story, [day, '13:20'], { ...call, who: { ...who, ...known } })
}

const lendOnce = async (scene: Scene, chance: Chance, device: string, plan: Planned): Promise<void> => {
  const { story } = scene
  const collectedOn = dayOf(scene, plan.collected)
  const asked = await borrower(scene, chance, collectedOn)
  const { person, name, reference: request } = asked
  const loan = await lend(story, { device, person, request, name, collectedOn, dueOn: dayOf(scene, plan.due) })
  await close(story, [collectedOn, '16:30'], asked, 'helped', chance.pick(CHANGED))
  if (plan.extended) {
    const [on, due] = plan.extended
    await tell(story, 'librarian', [dayOf(scene, on), '10:15'], extendLoan, { reference: loan, dueOn: dayOf(scene, due) })
  }
  if (plan.lost) await tell(story, 'librarian', [dayOf(scene, plan.lost), '10:30'], loseLoan, { reference: loan })
  if (plan.back) await bringBack(story, loan, dayOf(scene, plan.back), plan.condition)
  if (plan.back && plan.wiped !== false) await wipe(story, device, dayOf(scene, plan.back + 2))
}

const SHELF = ['tablet', 'tablet', 'laptop', 'tablet', 'phone'] as const

const stocked = async ({ story, calendar, places }: Scene, chance: Chance, nth: number, daysAgo: number): Promise<string> => {
  const kind = SHELF[nth % SHELF.length] ?? 'tablet'
  const made = { kind, day: calendar.ago(daysAgo), serial: `DEMO-${1000 + nth}`, placeId: chance.pick(places) }
  const device = await addDevice(story, chance, made)
  await wipe(story, device, calendar.ago(daysAgo - 1), 'yes', 'new_in_box')
  return device
}

const live = async (scene: Scene, chance: Chance, nth: number): Promise<void> => {
  const device = await stocked(scene, chance, nth, 200)
  for (const plan of LIVES[nth] ?? []) await lendOnce(scene, chance, device, plan)
}

type Fate = (scene: Scene, chance: Chance, device: string) => Promise<void>

const promised: Fate = async (scene, chance, device) => {
  const { story, calendar } = scene
  const asked = await borrower(scene, chance, calendar.ago(1))
  await tell(story, 'librarian', [calendar.ago(1), '15:10'], promiseLoan, {
    device,
    person: asked.person,
    request: asked.reference,
  })
}

const calledOff: Fate = async (scene, chance, device) => {
  const { story, calendar } = scene
  const asked = await borrower(scene, chance, calendar.ago(18))
  const loan = await tell(story, 'librarian', [calendar.ago(18), '15:10'], promiseLoan, {
    device,
    person: asked.person,
    request: asked.reference,
  })
  await tell(story, 'librarian', [calendar.ago(15), '09:40'], cancelLoan, { reference: loan.reference })
  await close(story, [calendar.ago(15), '09:45'], asked, 'not_needed')
}

const inRepair: Fate = async ({ story, calendar }, _chance, device) => {
  await tell(story, 'refurbisher', [calendar.ago(6), '13:00'], sendToRepair, {
    reference: device,
    notes: 'The screen is cracked',
  })
}

const mended: Fate = async ({ story, calendar }, _chance, device) => {
  await tell(story, 'refurbisher', [calendar.ago(50), '13:00'], sendToRepair, {
    reference: device,
    notes: 'The battery does not last',
  })
  await tell(story, 'refurbisher', [calendar.ago(41), '13:00'], backFromRepair, { reference: device, notes: 'New battery' })
  await wipe(story, device, calendar.ago(40))
}

const recycled: Fate = async ({ story, calendar }, _chance, device) => {
  await tell(story, 'refurbisher', [calendar.ago(33), '13:00'], recycleDevice, {
    reference: device,
    notes: 'Too old for updates',
  })
}

const given: Fate = async (scene, chance, device) => {
  const { story, calendar } = scene
  const asked = await borrower(scene, chance, calendar.ago(56))
  const gift = {
    what: 'device',
    person: asked.person,
    device,
    scheme: 'Donated by a local firm',
    givenOn: calendar.ago(55),
    notes: '',
  } as const
  await tell(story, 'librarian', [calendar.ago(55), '12:00'], recordDistribution, gift)
  await close(story, [calendar.ago(55), '12:10'], asked, 'helped', chance.pick(CHANGED))
}

const onShelf: Fate = async () => {}
const FATES: readonly Fate[] = [promised, promised, calledOff, inRepair, mended, recycled, given, given, onShelf, onShelf]

/** Just come in: not wiped yet, or the wipe did not work. */
const arrived = async ({ story, calendar, places }: Scene, chance: Chance, nth: number): Promise<void> => {
  const made = {
    kind: 'laptop',
    day: calendar.ago(2),
    serial: `DEMO-${2000 + nth}`,
    condition: 'worn',
    placeId: chance.pick(places),
  } as const
  const device = await addDevice(story, chance, made)
  if (nth === 0) await wipe(story, device, calendar.ago(1), 'no', 'overwrite')
}

/** A life that is over: not every borough has as many of these. */
const isOver = (life: readonly Planned[]): boolean => life.every(({ back, wiped }) => back !== undefined && wiped !== false)

/** What happens in the library: a list of tales, each with a device of its own. */
export const libraryTales = (scene: Scene, chance: Chance, share: number): (() => Promise<void>)[] => [
  ...LIVES.flatMap((life, nth) => {
    const own = chance.fork(`life ${nth}`)
    return isOver(life) && !own.fork('kept').likely(share) ? [] : [() => live(scene, own, nth)]
  }),
  ...FATES.map((fate, nth) => async () => {
    const own = chance.fork(`fate ${nth}`)
    await fate(scene, own, await stocked(scene, own, 100 + nth, 90))
  }),
  ...[0, 1, 2].map((nth) => () => arrived(scene, chance.fork(`arrived ${nth}`), nth)),
]
