import { sendAgreement } from '#modules/devices'
import { recordPerson } from '#modules/people'
import type { Chance } from '../chance'
import { madeUpPerson } from '../made-up-people'
import { tell } from '../story'
import { BORROWING, CHANGED } from '../tell/asks'
import { addDevice, lend, wipe } from '../tell/devices'
import { askAgain, close } from '../tell/requests'
import type { Scene } from './requests'

const STREETS = ['Longmeadow Road', 'Thimble Street', 'Fiddlers Lane', 'Kettle Row'] as const
/** Days since each borrowed a device. Every one of them has asked today for a copy of what they signed. */
const BORROWED = [9, 16, 23, 37] as const

/** Someone without a phone or email, whom only the post reaches. */
const byPost = (chance: Chance, postcodes: readonly string[], nth: number) => ({
  ...madeUpPerson(chance, postcodes),
  phones: [],
  safeContact: '',
  reachBy: 'letter' as const,
  language: 'en' as const,
  address: `${chance.between(1, 90)} ${STREETS[nth % STREETS.length]}`,
  postcode: chance.pick(postcodes),
})

const borrowAndAsk = async (scene: Scene, chance: Chance, nth: number, daysAgo: number): Promise<void> => {
  const { story, calendar, postcodes, places } = scene
  const [stocked, asks, collected] = [daysAgo + 30, daysAgo + 2, daysAgo].map(calendar.ago)
  const made = { kind: 'tablet', day: stocked ?? '', serial: `DEMO-${3000 + nth}`, placeId: chance.pick(places) } as const
  const device = await addDevice(story, chance, made)
  await wipe(story, device, calendar.ago(daysAgo + 29), 'yes', 'new_in_box')
  const step = { source: 'desk', nextAction: 'Lend a device', nextActionOn: collected ?? '' } as const
  const who = byPost(chance, postcodes, nth)
  const at = [asks ?? '', '11:00'] as const
  const known = await tell(story, 'helpline', at, recordPerson, who)
  const asked = await askAgain(story, at, { ...known, name: who.name }, chance.pick(BORROWING), step)
  const lending = { device, person: asked.person, request: asked.reference, name: asked.name }
  const loan = await lend(story, { ...lending, collectedOn: collected ?? '', dueOn: calendar.ahead(80 - daysAgo) })
  await close(story, [collected ?? '', '16:30'], asked, 'helped', chance.pick(CHANGED))
  await tell(story, 'librarian', [calendar.today, '09:05'], sendAgreement, { reference: loan })
}

/** People who asked at the desk, and for whom a letter waits to be printed. */
export const letterTales = (scene: Scene, chance: Chance): (() => Promise<void>)[] =>
  BORROWED.map((days, nth) => () => borrowAndAsk(scene, chance.fork(`post ${nth}`), nth, days))
