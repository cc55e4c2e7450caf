import {
  bookDevice,
  checkEligibility,
  collectSeveral,
  countEndUsers,
  handOver,
  joinWaiting,
  lapseLoan,
  lendToOrganisation,
  loseLoan,
  offerDevice,
  promiseLoan,
  type RuleInput,
  readPutBy,
  setRule,
} from '#modules/devices'
import { recordPerson } from '#modules/people'
import { systemActor } from '#platform/access'
import { addDays } from '#platform/clock'
import type { Chance } from '../chance'
import { madeUpPerson } from '../made-up-people'
import { tell } from '../story'
import { addDevice, lend, wipe } from '../tell/devices'
import type { Scene } from './requests'

const someone = async ({ story, postcodes }: Scene, chance: Chance, day: string) => {
  const who = madeUpPerson(chance, postcodes)
  const { reference } = await tell(story, 'helpline', [day, '10:40'], recordPerson, who)
  return { reference, name: who.name }
}

const aReady = async (scene: Scene, chance: Chance, kind: 'laptop' | 'tablet' | 'dongle', serial: string, daysAgo: number) => {
  const { story, calendar, places } = scene
  const made = { kind, day: calendar.ago(daysAgo), serial, placeId: chance.pick(places) }
  const device = await addDevice(story, chance, made)
  await wipe(story, device, calendar.ago(daysAgo - 1), 'yes', 'new_in_box')
  return device
}

interface Waits {
  readonly kind: 'laptop' | 'dongle'
  readonly purpose: string
  readonly days: number
  readonly notes?: string
}

/** Who is in line, and for how long; nothing of what they want is on the shelf. */
const IN_LINE: readonly Waits[] = [
  { kind: 'laptop', purpose: 'job', days: 33 },
  { kind: 'laptop', purpose: 'school', days: 12, notes: 'Two children share it' },
  { kind: 'laptop', purpose: 'contact', days: 26 },
  { kind: 'laptop', purpose: 'safety', days: 2 },
  { kind: 'dongle', purpose: 'health', days: 18, notes: 'Hospital appointments by video' },
  { kind: 'dongle', purpose: 'contact', days: 5 },
]

const joins = async (scene: Scene, chance: Chance, { kind, purpose, days, notes = '' }: Waits) => {
  const { story, calendar, places } = scene
  const who = await someone(scene, chance, calendar.ago(days))
  const wish = { kind, purpose, place: chance.likely(0.6) ? chance.pick(places) : null, notes, person: who.reference }
  return tell(story, 'helpline', [calendar.ago(days), '10:55'], joinWaiting, wish)
}

/** One laptop: kept for the first in line, who did not come for it, and then for the second. */
const passesOn = async (scene: Scene, chance: Chance): Promise<void> => {
  const { story, calendar } = scene
  const first = await joins(scene, chance.fork('first'), { kind: 'laptop', purpose: 'health', days: 45 })
  const second = await joins(scene, chance.fork('second'), { kind: 'laptop', purpose: 'job', days: 41 })
  const device = await aReady(scene, chance, 'laptop', 'DEMO-4001', 30)
  const offer = await tell(story, 'librarian', [calendar.ago(21), '09:10'], offerDevice, { waiting: first.reference, device })
  await tell(story, systemActor, [addDays(offer.heldUntil ?? '', 1), '01:30'], lapseLoan, offer)
  await tell(story, 'librarian', [calendar.ago(1), '09:20'], offerDevice, { waiting: second.reference, device })
}

/** A housing association with homes where people are supported; any partner where there is none. */
const landlord = async ({ story, partnerId }: Scene) => {
  const homes = await story.db.transaction({ allianceId: story.allianceId, readOnly: true }, (tx) =>
    tx.selectFrom('partner').select('id').where('name', 'like', '% Homes').orderBy('name').limit(1).executeTakeFirst(),
  )
  return { partner: homes?.id ?? partnerId, setting: homes ? 'supported_residence' : 'other' } as const
}

/** A supported residence: three tablets on one signature, and how many residents they serve. */
const residence = async (scene: Scene, chance: Chance): Promise<void> => {
  const { story, calendar } = scene
  const devices = await Promise.all(
    [1, 2, 3].map((nth) => aReady(scene, chance.fork(`tablet ${nth}`), 'tablet', `DEMO-41${nth}0`, 70)),
  )
  const contact = { contactName: 'The activities lead', contactPhone: '+441614960177', contactEmail: null }
  const input = { ...contact, ...(await landlord(scene)), devices }
  const { reference } = await tell(story, 'librarian', [calendar.ago(62), '14:00'], lendToOrganisation, input)
  const loans = await story.db.transaction({ allianceId: story.allianceId, readOnly: true }, (tx) =>
    readPutBy(tx, story.allianceId, { agreement: reference }),
  )
  const kit = ['Charger', 'case']
  const signed = {
    where: 'doorstep' as const,
    ...{ dueOn: addDays(calendar.ago(60), 85), signedName: 'The activities lead', strokes: null, agree: true },
    ...{ devices: loans.map((loan) => ({ reference: loan.reference, conditionOut: 'good' as const, kit })), reference },
  }
  await tell(story, 'librarian', [calendar.ago(60), '11:00'], handOver, signed)
  const count = (from: number, until: number, people: number) => ({
    ...{ fromOn: addDays(calendar.today, -from), untilOn: addDays(calendar.today, -until), people, notes: '', reference },
  })
  await tell(story, 'librarian', [calendar.ago(28), '11:00'], countEndUsers, count(56, 30, 14))
  await tell(story, 'librarian', [calendar.ago(1), '11:00'], countEndUsers, count(29, 3, 17))
}

/** A tablet for a course next month, checked that they may borrow it. */
const bookedAhead = async (scene: Scene, chance: Chance): Promise<void> => {
  const { story, calendar } = scene
  const who = await someone(scene, chance, calendar.ago(4))
  const check = { person: who.reference, set: 'lending', met: ['low_income'] }
  await tell(story, 'helpline', [calendar.ago(4), '10:50'], checkEligibility, check)
  const device = await aReady(scene, chance, 'tablet', 'DEMO-4201', 20)
  const [startsOn, endsOn] = [calendar.ahead(24), calendar.ahead(66)]
  const days = { kind: null, device, place: null, purpose: 'contact', startsOn, endsOn, notes: 'For the course on Tuesdays' }
  await tell(story, 'librarian', [calendar.ago(3), '15:20'], bookDevice, { ...days, person: who.reference })
}

/** A laptop and the dongle it goes online with, put by for one person. */
const twoFor = async (scene: Scene, chance: Chance, nth: number, day: string) => {
  const { story } = scene
  const who = await someone(scene, chance, day)
  const devices = [
    await aReady(scene, chance.fork('laptop'), 'laptop', `DEMO-44${nth}1`, 30),
    await aReady(scene, chance.fork('dongle'), 'dongle', `DEMO-44${nth}2`, 30),
  ]
  const loans: string[] = []
  for (const device of devices)
    loans.push((await tell(story, 'librarian', [day, '11:20'], promiseLoan, { device, person: who.reference })).reference)
  return { ...who, loans }
}

/** Handed over at the door, on one signature. */
const bothAtOnce = async (scene: Scene, chance: Chance): Promise<void> => {
  const { story, calendar } = scene
  const { reference: person, name, loans } = await twoFor(scene, chance, 1, calendar.ago(9))
  const pieces = [
    ['Charger', 'bag'],
    ['Cable', 'SIM'],
  ] as const
  const devices = loans.map((reference, at) => ({ reference, conditionOut: 'good' as const, kit: [...(pieces[at] ?? [])] }))
  const signed = { where: 'doorstep', dueOn: calendar.ahead(30), signedName: name, strokes: null, agree: true } as const
  await tell(story, 'librarian', [calendar.ago(8), '14:10'], collectSeveral, { ...signed, person, devices })
}

/** Put by, to be handed over at once when they come. */
const bothPutBy = async (scene: Scene, chance: Chance): Promise<void> => {
  await twoFor(scene, chance, 2, scene.calendar.ago(1))
}

/** A tablet that broke, which nobody is blamed for. */
const broke = async (scene: Scene, chance: Chance): Promise<void> => {
  const { story, calendar } = scene
  const who = await someone(scene, chance, calendar.ago(40))
  const device = await aReady(scene, chance, 'tablet', 'DEMO-4301', 50)
  const loan = await lend(story, {
    ...{ device, person: who.reference, name: who.name },
    ...{ collectedOn: calendar.ago(38), dueOn: calendar.ahead(40) },
  })
  const notes = 'It fell off the kitchen table. The screen is cracked but it still rings.'
  await tell(story, 'helpline', [calendar.ago(1), '13:30'], loseLoan, { reference: loan, what: 'broken', notes })
}

const NOTHING: RuleInput = {
  ...{ place: null, kind: null, purpose: null, length: null, unit: 'month', renewals: null, longestMonths: null, holdDays: null },
  ...{
    remindDays: null,
    turnaroundDays: null,
    transferDays: null,
    callAfterDays: null,
    suspendAfterDays: null,
    needsCheck: null,
  },
} as const

const rules = async ({ story, calendar }: Scene): Promise<void> => {
  const at = [calendar.ago(250), '10:00'] as const
  await tell(story, 'lead', at, setRule, {
    ...NOTHING,
    kind: 'dongle',
    length: 6,
    unit: 'week',
    renewals: 3,
    suspendAfterDays: 28,
  })
  await tell(story, 'lead', at, setRule, { ...NOTHING, purpose: 'school', length: 6, remindDays: 14 })
}

/** What is promised ahead: the waiting list, offers, a booking, devices for a care home, and the rules of it all. */
export const promiseTales = (scene: Scene, chance: Chance): (() => Promise<void>)[] => [
  () => rules(scene),
  ...IN_LINE.map((waits, nth) => async () => {
    await joins(scene, chance.fork(`in line ${nth}`), waits)
  }),
  () => passesOn(scene, chance.fork('passes on')),
  () => residence(scene, chance.fork('care home')),
  () => bookedAhead(scene, chance.fork('booked')),
  () => broke(scene, chance.fork('broke')),
  () => bothAtOnce(scene, chance.fork('both at once')),
  () => bothPutBy(scene, chance.fork('both put by')),
]
