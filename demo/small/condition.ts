import sharp from 'sharp'
import { collectLoan, handInLoan, promiseLoan } from '#modules/devices'
import { closedDaysForm, closePlace } from '#modules/partners'
import { recordPerson } from '#modules/people'
import { addDays } from '#platform/clock'
import type { Chance } from '../chance'
import { madeUpPerson } from '../made-up-people'
import { tell } from '../story'
import { addDevice, wipe } from '../tell/devices'
import type { Scene } from './requests'

/** A drawing of a tablet with a scratched corner stands for the photo. */
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><rect width="800" height="600" fill="#d8c8a8"/>
<rect x="160" y="90" width="480" height="420" rx="28" fill="#22303c"/><rect x="190" y="120" width="420" height="360" fill="#7fa7b8"/>
<path d="M560 130l40 44M572 124l30 30" stroke="#f4f4f4" stroke-width="4"/></svg>`

const photoOf = async () => {
  const { data, info } = await sharp(Buffer.from(PICTURE)).jpeg({ quality: 70 }).toBuffer({ resolveWithObject: true })
  return { image: data, width: info.width, height: info.height }
}

/** No more updates for one, its electrical test past for another: shown on their pages, and the first is not lent. */
const ageing = async ({ story, calendar, places }: Scene, chance: Chance): Promise<void> => {
  const made = { kind: 'tablet', day: calendar.ago(300), placeId: chance.pick(places) } as const
  const old = { ...made, serial: 'DEMO-4601', system: 'Android 9', supportEndsOn: calendar.ago(20) }
  const untested = { ...made, kind: 'laptop' as const, serial: 'DEMO-4602', testDueOn: calendar.ago(5) }
  for (const device of [old, untested]) await wipe(story, await addDevice(story, chance, device), calendar.ago(299))
}

/** Photographed when it went out, left in the returns box yesterday: somebody has to look at it. */
const inTheBox = async ({ story, calendar, places, postcodes }: Scene, chance: Chance): Promise<void> => {
  const made = { kind: 'tablet', day: calendar.ago(80), serial: 'DEMO-4603', placeId: chance.pick(places) } as const
  const device = await addDevice(story, chance, made)
  await wipe(story, device, calendar.ago(79), 'yes', 'new_in_box')
  const who = madeUpPerson(chance, postcodes)
  const { reference: person } = await tell(story, 'helpline', [calendar.ago(71), '10:40'], recordPerson, who)
  const { reference } = await tell(story, 'librarian', [calendar.ago(71), '11:00'], promiseLoan, { device, person })
  const signed = { signedName: who.name, strokes: null, agree: true, dueOn: calendar.ahead(15) }
  const out = {
    reference,
    conditionOut: 'worn',
    kitOut: '',
    kit: ['Charger', 'cable', 'case'],
    photos: [await photoOf()],
  } as const
  await tell(story, 'librarian', [calendar.ago(70), '11:30'], collectLoan, { ...out, ...signed })
  await tell(story, 'helpline', [calendar.ago(1), '09:15'], handInLoan, {
    reference,
    notes: 'In the returns box',
    broughtBy: null,
  })
}

/** How devices stand and how they come back, and the days a library is closed. */
export const tellCondition = async (scene: Scene, chance: Chance): Promise<void> => {
  const { story, calendar, places } = scene
  await ageing(scene, chance.fork('ageing'))
  await inTheBox(scene, chance.fork('box'))
  const startsOn = calendar.ahead(20)
  const days = closedDaysForm.parse({ startsOn, endsOn: addDays(startsOn, 3), why: 'A stocktake' })
  await tell(story, 'librarian', [calendar.ago(2), '16:00'], closePlace, { place: places[0] ?? '', ...days })
}
