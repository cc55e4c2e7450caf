import { loseLoan } from '#modules/devices'
import { addDays } from '#platform/clock'
import type { Chance } from '../chance'
import { tell } from '../story'
import { BORROWING, CHANGED } from '../tell/asks'
import { addDevice, bringBack, lend, wipe } from '../tell/devices'
import { close } from '../tell/requests'
import type { Chapter, Tale } from './chapter'
import { newCaller } from './remote-help'

interface Lent {
  readonly chapter: Chapter
  readonly chance: Chance
  readonly nth: number
  /** The first day the device may go out. */
  readonly from: string
  /** How many times it is lent, one after the other. */
  readonly times: number
}

const CONDITIONS = { good: 0.972, worn: 0.5 } as const

const conditionOf = (chance: Chance): 'good' | 'worn' | 'damaged' => {
  if (chance.likely(CONDITIONS.good)) return 'good'
  return chance.likely(CONDITIONS.worn) ? 'worn' : 'damaged'
}

const lendOnce = async ({ chapter, chance }: Lent, device: string, collectedOn: string, dueOn: string): Promise<string> => {
  const asked = await newCaller({ chapter, chance }, addDays(collectedOn, -4), chance.pick(BORROWING), 'lend')
  const { person, name, reference: request } = asked
  const loan = await lend(chapter.story, { device, person, request, name, collectedOn, dueOn })
  await close(chapter.story, [collectedOn, '16:00'], asked, 'helped', chance.pick(CHANGED))
  return loan
}

/** One device's year in the library: lent for up to three months, brought back, wiped, lent again. One in a hundred is lost. */
export const lentOut =
  (lent: Lent): Tale =>
  async () => {
    const { chapter, chance, nth, from, times } = lent
    const { story } = chapter
    const kind = chance.likely(0.8) ? 'tablet' : 'laptop'
    const made = { kind, day: addDays(from, -9), serial: `HISTORY-${nth + 1}`, placeId: chance.pick(chapter.places) } as const
    const device = await addDevice(story, chance, made)
    await wipe(story, device, addDays(from, -8), 'yes', 'new_in_box')
    let collectedOn = from
    for (let loanNth = 1; loanNth <= times; loanNth++) {
      const dueOn = addDays(collectedOn, chance.between(70, 88))
      const loan = await lendOnce(lent, device, collectedOn, dueOn)
      if (loanNth === times && chance.likely(0.03)) {
        await tell(story, 'librarian', [addDays(dueOn, 30), '10:00'], loseLoan, { reference: loan })
        return
      }
      const backOn = addDays(dueOn, chance.between(-12, 6))
      await bringBack(story, loan, backOn, conditionOf(chance))
      await wipe(story, device, addDays(backOn, 2))
      collectedOn = addDays(backOn, chance.between(4, 9))
    }
  }
