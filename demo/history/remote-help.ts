import { addDays } from '#platform/clock'
import type { Chance } from '../chance'
import { madeUpPerson } from '../made-up-people'
import { type Ask, CHANGED, LEARNING } from '../tell/asks'
import { type Asked, askAgain, check, close, help, match, ringForHelp } from '../tell/requests'
import { championOn, type Trained } from './champions'
import type { Chapter, Tale } from './chapter'
import type { Learner } from './people'

export interface Remote {
  readonly chapter: Chapter
  readonly chance: Chance
  readonly champions: readonly Trained[]
  /** Days on which someone may ask, early enough for the help to end in time. */
  readonly days: readonly string[]
  readonly way: 'phone' | 'video'
}

/** A call that opens a request, by someone new. */
export const newCaller = (
  { chapter, chance }: Pick<Remote, 'chapter' | 'chance'>,
  day: string,
  ask: Ask,
  next: 'session' | 'lend',
): Promise<Asked> =>
  ringForHelp(chapter.story, [day, chance.pick(['09:20', '10:35', '11:50', '14:05', '15:40'])], {
    who: madeUpPerson(chance, chapter.postcodes),
    ask,
    minutes: chance.between(4, 22),
    next,
    nextOn: addDays(day, 3),
  })

const supported = async (
  { chapter: { story }, chance, champions, way }: Remote,
  asked: Asked,
  day: string,
  minutes: readonly number[],
): Promise<void> => {
  const champion = championOn(chance, champions, day)
  const matched = await match(story, asked, champion, addDays(day, 1))
  const checked = chance.likely(0.5)
  const last = addDays(day, 3 + minutes.length * 5)
  if (checked) await check(story, chance, asked, champion, 'before', addDays(day, 4))
  for (const [nth, long] of minutes.entries())
    await help(story, chance, asked, champion, {
      day: addDays(day, 4 + nth * 5),
      time: chance.pick(['10:00', '11:30', '14:00', '16:30']),
      minutes: long,
      way,
    })
  if (checked) await check(story, chance, asked, champion, 'after', last)
  await close(story, [last, '17:00'], asked, 'helped', chance.pick(CHANGED), matched)
}

/** Someone rings, and a champion helps them from a distance, a few times for so many minutes. */
export const helpedByPhone =
  (remote: Remote, minutes: readonly number[]): Tale =>
  async () => {
    const day = remote.chance.pick(remote.days)
    const asked = await newCaller(remote, day, remote.chance.pick(LEARNING), 'session')
    await supported(remote, asked, day, minutes)
  }

/** A partner refers someone, and a champion rings them. */
export const referred =
  (remote: Remote, learner: Learner, partnerId: string, minutes: readonly number[]): Tale =>
  async () => {
    const { chapter, chance, days } = remote
    const day = chance.pick(days)
    const step = {
      source: 'partner',
      partnerId,
      nextAction: 'Find them someone to ring them',
      nextActionOn: addDays(day, 3),
    } as const
    const asked = await askAgain(chapter.story, [day, '10:45'], learner, chance.pick(LEARNING), step)
    await supported(remote, asked, day, minutes)
  }

/** The lengths of sessions that add up to a number of minutes. */
export const lengthsOf = (chance: Chance, total: number): number[] => {
  const lengths: number[] = []
  for (let left = total; left > 0; left -= lengths.at(-1) ?? left)
    lengths.push(left < 75 ? left : chance.pick([30, 40, 45, 45, 50, 60]))
  return lengths
}
